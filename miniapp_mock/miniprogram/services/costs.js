/** A standard in one line of plain text: what is paid or given back now, and what follows. */
const day = require('./day');

const PER = { year: '每年', month: '每月', day: '每天', visit: '每次' };

function said({ title, message, current, next }) {
  const now = current ? valued(current) : '';
  const then = next ? `；${day.written(next.pay_from || next.cover_from)}起：${valued(next)}` : '';
  return `${title}（${message}）${now && `：${now}`}${then}`;
}

function valued(value) {
  const parts = value.cells ? value.cells.map(cell) : paid(value);
  const unconfirmed = value.kind === 'confirmed' ? '' : `（${value.kind_label}）`;
  return doubted(parts.filter(Boolean).join('，') + unconfirmed, value);
}

function paid({ per, ...value }) {
  const often = PER[per] || '';
  return [
    amount(`个人${often}交`, value.personal_fen),
    amount('补助', value.subsidy_fen),
    amount('合计', value.total_fen),
    rate('单位交', value.employer_rate_bp),
    rate('个人交', value.personal_rate_bp),
    amount('缴费基数最低', value.base_min_fen),
    amount('缴费基数最高', value.base_max_fen),
  ];
}

function cell(one) {
  return doubted(`${one.dims_label}${one.measure_label}${one.text}`, one);
}

function amount(name, fen) {
  if (fen === null || fen === undefined) return '';
  const rest = fen % 100;
  return `${name}${Math.floor(fen / 100)}${rest ? `.${String(rest).padStart(2, '0')}` : ''}元`;
}

function rate(name, points) {
  return points === null || points === undefined ? '' : `${name}${points / 100}%`;
}

function doubted(text, { doubt }) {
  return doubt ? `${text}【存疑：${doubt}】` : text;
}

module.exports = { said };
