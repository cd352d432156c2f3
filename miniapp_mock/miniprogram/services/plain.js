/**
 * A guide as plain text, for a family chat. Who reads it there sees no screen of ours, so it says all
 * that the screen says: which of the materials will do, what is doubtful, what it costs and until when.
 */
const costs = require('./costs');
const day = require('./day');
const numbers = require('./numbers');

/** `route` is the one way to write down; the others are only counted. */
function guide(whole, route) {
  const parts = [
    head(whole),
    section('适合', whole.audience),
    route && way(route, whole.routes.length),
    section('交多少、报多少', whole.standards.map(costs.said)),
    section('什么时候办', [...whole.windows.map(opening), ...whole.time_limits.map(limit)]),
    section('什么人能办', whole.conditions.map(fact)),
    section('要带的材料', materials(whole.materials)),
    section('注意', whole.notes.map(fact)),
    section('常见问题', whole.faqs.map(asked)),
    section('网点', whole.offices.map(office)),
    section('依据', whole.legal_basis.map(fact)),
    `来源：${whole.sources.map(({ title }) => title).join('、')}。以经办机构的答复为准。`,
  ];
  return parts.filter(Boolean).join('\n\n');
}

function head(whole) {
  const year = whole.policy_year ? `（${whole.policy_year}年度）` : '';
  const asOf = day.overridden();
  return [
    `【${whole.title}】${year}`,
    asOf ? `这是${day.written(asOf)}那天的内容` : '',
    whole.validity === 'current' ? '' : `这份指南${whole.validity_label}`,
    whole.completeness === 'partial' ? `资料不全，不能当作完整的办法：${whole.partial_reason}` : '',
    whole.summary && fact({ ...whole, text: whole.summary }),
  ].filter(Boolean).join('\n');
}

function way(route, count) {
  const others = count > 1 ? `（共${count}种办法，这是其中一种）` : '';
  const unofficial = route.channel.is_official ? '' : '【非官方渠道】';
  const steps = route.steps.map(
    (step, place) => `${place + 1}. ${fact({ ...step, text: `${step.text}（${step.actor_label}）` })}`,
  );
  const lines = [
    fact({ ...route, text: `■ ${route.title}【${route.status_label}】${unofficial}${others}` }),
    section('', route.audience && route.audience.length ? [`适合：${route.audience.join('；')}`] : []),
    `路径：${route.path_text}`,
    ...steps,
    route.status_reason ? `${route.status_label}：${route.status_reason}` : '',
  ];
  return lines.filter(Boolean).join('\n');
}

function section(name, lines) {
  if (!lines.length) return '';
  const items = lines.map((line) => `· ${line}`).join('\n');
  return name ? `■ ${name}\n${items}` : items;
}

function fact({ text, doubt }) {
  return doubt ? `${text}【存疑：${doubt}】` : text;
}

function asked({ question, answer, doubt }) {
  return fact({ text: `${question}\n  ${answer}`, doubt });
}

function limit({ label, kind_label: kind, text, doubt }) {
  return fact({ text: `${label}（${kind}）：${text}`, doubt });
}

function opening(window) {
  const { title, phase_label: phase, opens_on: opens, last_day: last, note } = window;
  const span = [opens && `${day.written(opens)}起`, last && `到${day.written(last)}（含）`].filter(Boolean);
  return fact({ ...window, text: [`${title}【${phase}】${span.join('，')}`, note].filter(Boolean).join('。') });
}

/** What may stand for one another is one line, with its members below; a group stands where its first does. */
function materials(all) {
  const groups = new Map();
  all.forEach((one) => {
    const name = one.group || one.name;
    groups.set(name, [...(groups.get(name) || []), one]);
  });
  return [...groups].map(([name, members]) => (members[0].group ? group(name, members) : material(members[0])));
}

function group(name, members) {
  const lines = members.map((one) => `  - ${material({ ...one, necessity_label: '' })}`);
  return [`${name}（${members[0].necessity_label}）`, ...lines].join('\n');
}

function material(one) {
  const form = one.form === 'unstated' ? '' : one.form_label;
  const copies = one.copies ? `${one.copies}份` : '';
  const notes = [one.necessity_label, `${form}${copies}`, one.when, one.fill_note].filter(Boolean).join('，');
  return fact({ ...one, text: notes ? `${one.name}（${notes}）` : one.name });
}

function office({ name, address, phones }) {
  const unsure = phones.some((phone) => phone.area_code_inferred) ? '（区号是推断的）' : '';
  return [name, address, phones.map(numbers.written).join('、') + unsure].filter(Boolean).join('，');
}

module.exports = { guide };
