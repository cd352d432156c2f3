/** Telephone numbers, the same in every place: what a button says is what is dialled and what is copied. */

/** Return a number as people here write it: 0750-8888770 for +867508888770. */
function written({ e164, raw }) {
  if (!e164 || !e164.startsWith('+86')) return raw;
  const national = e164.slice('+86'.length);
  const code = national.slice(0, -raw.length);
  return code && national.endsWith(raw) ? `0${code}-${raw}` : raw;
}

module.exports = { written };
