/** Light or dark, as the system is; and the variables of theme.json. */

const dark = matchMedia('(prefers-color-scheme: dark)')

export function theme() {
  return dark.matches ? 'dark' : 'light'
}

export function onThemeChange(listener) {
  dark.addEventListener('change', () => listener(theme()))
}

/** Return settings with every `@name` replaced by what it is in the theme of now. */
export function themed(settings, themes) {
  const variables = themes[theme()]
  const said = (value) => (typeof value === 'string' && value.startsWith('@') ? variables[value.slice(1)] : value)
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, said(value)]))
}
