/** Guides, how they are grouped and ordered, and which of them were looked at last. */
const config = require('../config');
const request = require('./request');
const storage = require('./storage');

const SUREST = ['verified', 'unverified', 'suspected', 'outdated'];

function one(key) {
  return request.page(`/guides/${key}`);
}

/**
 * Return the routes, official ones first, then the surer ones. Each knows its own `place`, and what
 * its tab says: the channel, or where two take the same one, its title.
 */
function routesInOrder({ routes }) {
  const takes = (key) => routes.filter(({ channel }) => channel.key === key).length;
  const named = routes.map((route, place) => {
    const { key, name } = route.channel;
    return { ...route, place, tab: takes(key) > 1 ? route.title : name };
  });
  return named.sort((a, b) => rank(a) - rank(b));
}

function rank({ channel, status }) {
  return (channel.is_official ? 0 : SUREST.length) + SUREST.indexOf(status);
}

/** Return a home's guides by service, each once: `[{ key, label, guides }]`. */
function byService({ guides_by_life_event: events }) {
  const guides = new Map(events.flatMap((event) => event.guides).map((g) => [g.key, g]));
  const groups = new Map();
  guides.forEach((guide) => {
    const group = groups.get(guide.service) || { key: guide.service, label: guide.service_label, guides: [] };
    groups.set(guide.service, { ...group, guides: [...group.guides, guide] });
  });
  return [...groups.values()];
}

/**
 * Return a home's guides by what happens to people: life events, and 退费, which is a service and no
 * event but what many come for.
 */
function occasions(home) {
  const events = home.guides_by_life_event;
  const refunds = byService(home).filter(({ key }) => key === 'refund');
  const others = events.filter(({ key }) => key === 'other');
  return [...events.filter((event) => !others.includes(event)), ...refunds, ...others];
}

function recent() {
  return storage.read('guides', []);
}

function remember({ key, title }) {
  const others = recent().filter((guide) => guide.key !== key);
  storage.write('guides', [{ key, title }, ...others].slice(0, config.recent));
}

module.exports = { one, routesInOrder, byService, occasions, recent, remember };
