/** A guide as plain text, for a family chat. */

/** `route` is the one way to write down; the others are only counted. */
function guide(whole, route) {
  const parts = [
    `【${whole.title}】`,
    whole.summary,
    section('适合', whole.audience),
    route && way(route, whole.routes.length),
    section('要带的材料', whole.materials.map(material)),
    section('时限', whole.time_limits.map(({ text }) => text)),
    section('注意', whole.notes.map(({ text }) => text)),
    section('网点', whole.offices.map(office)),
    `来源：${whole.sources.map(({ title }) => title).join('、')}。以经办机构的答复为准。`,
  ];
  return parts.filter(Boolean).join('\n\n');
}

function way({ title, status_label: status, path_text: path, steps }, count) {
  const others = count > 1 ? `（共${count}种办法，这是其中一种）` : '';
  const lines = steps.map((step, place) => `${place + 1}. ${step.text}（${step.actor_label}）`);
  return [`■ ${title}【${status}】${others}`, `路径：${path}`, ...lines].join('\n');
}

function section(name, lines) {
  return lines.length ? [`■ ${name}`, ...lines.map((line) => `· ${line}`)].join('\n') : '';
}

function material({ name, form, form_label: label, when }) {
  const notes = [form !== 'unstated' && label, when].filter(Boolean).join('，');
  return notes ? `${name}（${notes}）` : name;
}

function office({ name, address, phones }) {
  return [name, address, ...phones.map(({ raw }) => raw)].filter(Boolean).join('，');
}

module.exports = { guide };
