"""Any document a schema accepts, for property tests: made by walking the schema's own fields."""

from datetime import date
from functools import cache

from hypothesis import strategies as st
from marshmallow import fields, validate

from backend.schemas.fields import Day, Flag, Many, Open, Ratio, Text, Whole, WrittenDay
from backend.schemas.registry import ITEM_TYPES

days = st.dates(date(1949, 10, 1), date(2199, 12, 31)).map(date.isoformat)
trimmed = st.text(min_size=1, max_size=12).map(str.strip).filter(bool)
speaking = st.sampled_from(
    ["0750", "no", "12:30", "每年380元", "{{lit:90天}}", "{{standard:a.total}}", "{{坏", "a\u2028b"]
)
plain = st.one_of(trimmed | speaking, st.integers(-99, 99), st.booleans(), days)
# names that checks look for inside open mappings, and one that none does
names = st.sampled_from(
    ["fact", "op", "value", "days_between", "coverage_from", "base", "refuse", "care_type", "no"]
)
opened = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=2),
    max_leaves=4,
)


@cache
def documents(item_type):
    """Return a strategy of documents of one kind, as an author may write them."""
    return forms_of(ITEM_TYPES[item_type].schema)


def forms_of(schema):
    """Return a strategy of what a schema accepts, with whatever may be left out there or not."""
    required, optional = {}, {}
    for name, field in schema.fields.items():
        values = RATIOS if name == "amount" else values_of(field)
        (required if field.required else optional)[name] = values
    return st.fixed_dictionaries(required, optional=optional)


def values_of(field):
    """Return a strategy of what a field accepts."""
    values = next(make(field) for kind, make in STRATEGIES if isinstance(field, kind))
    return values | st.none() if field.allow_none else values


def texts_of(field):
    """Return texts that meet a field's validators."""
    for rule in field.validators:
        if isinstance(rule, validate.OneOf):
            return st.sampled_from(list(rule.choices))
        if isinstance(rule, validate.Regexp):
            return st.from_regex(rule.regex, fullmatch=True).filter(lambda text: len(text) < 40)
    return trimmed | speaking


RATIOS = st.integers(0, Ratio.most)  # an amount that may be one, whatever is measured
STRATEGIES = (
    (Text, texts_of),
    (Day, lambda _: days),
    (WrittenDay, lambda _: days),
    (Whole, lambda field: st.integers(field.least, field.most)),
    (Flag, lambda _: st.booleans()),
    (fields.Float, lambda _: st.integers(-18 * 10**7, 18 * 10**7).map(lambda n: n / 10**6)),
    (Open, lambda _: st.dictionaries(names, opened, max_size=3)),
    (Many, lambda field: st.lists(values_of(field.inner), max_size=2)),
    (fields.Nested, lambda field: forms_of(field.schema)),
)
