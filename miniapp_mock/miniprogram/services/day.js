/** Today in Shanghai, where the dates of law are; or the day somebody asked to see. */

const SHANGHAI = 8 * 60 * 60 * 1000;
const DAY = 24 * 60 * 60 * 1000;
const WRITTEN = /^\d{4}-\d{2}-\d{2}$/;

let asked = '';

/** Show everything as of `day` (YYYY-MM-DD) until the app is closed; anything else means today. */
function override(day) {
  asked = WRITTEN.test(day || '') ? day : '';
}

function overridden() {
  return asked;
}

function of(instant) {
  return new Date(instant + SHANGHAI).toISOString().slice(0, 10);
}

function today() {
  return asked || of(Date.now());
}

/** Whether it is a day, written YYYY-MM-DD, and not after today. */
function hasBeen(text) {
  const at = WRITTEN.test(text || '') ? Date.parse(text) : NaN;
  return !Number.isNaN(at) && of(at) === text && text <= today();
}

/** Whole days from one day to another, both YYYY-MM-DD. */
function between(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** 2026年3月1日. */
function written(day) {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

module.exports = { override, overridden, of, today, hasBeen, between, written };
