module.exports = { origin: 'https://probe.example' };
