/** Whether letters may be the pinyin of a name: whole syllables, initials, or a mixture of both. */
const table = require('../data/readings');

let readings = null;

function known() {
  if (readings) return readings;
  readings = new Map();
  table.split(' ').forEach((entry) => {
    const [, syllable, characters] = /^([a-z]+)(.+)$/.exec(entry);
    [...characters].forEach((character) => {
      readings.set(character, [...(readings.get(character) || []), syllable]);
    });
  });
  return readings;
}

/** `shenzhen`, `sz`, `shenz` and `szhen` all begin 深圳市. */
function begins(name, letters) {
  if (!letters) return true;
  const read = known().get(name[0]) || [];
  return read.some((syllable) => goesOn(name.slice(1), letters, syllable));
}

function goesOn(rest, letters, syllable) {
  if (syllable.startsWith(letters)) return true;
  if (letters.startsWith(syllable) && begins(rest, letters.slice(syllable.length))) return true;
  return letters[0] === syllable[0] && begins(rest, letters.slice(1));
}

/** Return how many characters the letters spell in whole syllables from the first on, or 0. */
function spelled(name, letters) {
  if (!letters || !name) return 0;
  const read = known().get(name[0]) || [];
  const counts = read.filter((syllable) => letters.startsWith(syllable)).map((syllable) => {
    const rest = letters.slice(syllable.length);
    if (!rest) return 1;
    const more = spelled(name.slice(1), rest);
    return more && more + 1;
  });
  return Math.max(0, ...counts);
}

module.exports = { begins, spelled };
