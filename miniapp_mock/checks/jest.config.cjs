/** The components in WeChat's own simulator: `components/`; what needs no screen: `services/`. */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'jsdom',
  testMatch: ['<rootDir>/components/*.test.js', '<rootDir>/services/*.test.js'],
};
