"""Any document of a type, as hypothesis draws it out of the stored schema."""

from datetime import date

from hypothesis import strategies as st
from marshmallow import fields

from admin.forms.build import POINTS_AT, REGION_FIELDS
from backend.schemas import fields as stored
from backend.schemas.registry import ITEM_TYPES
from backend.text.canonical import UNWRITABLE
from backend.vocabulary import DIMENSION

WORDS = st.text(
    st.one_of(
        st.sampled_from("医保缴费>›\\\"'「」【】{}|<&;=.,， \n"), st.characters(codec="utf-8")
    ),
    max_size=30,
)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
REGIONS = st.sampled_from(["100000", "440784", "440784103"])
DAYS = st.dates(date(1900, 1, 1)).map(date.isoformat)
FACTS = [
    {"name": "paid", "label": "缴费日期", "type": "date"},
    {"name": "born", "label": "出生日期", "type": "date"},
    {"name": "age", "label": "年龄", "type": "integer"},
    {"name": "local", "label": "本地户籍", "type": "boolean"},
    {
        "name": "group",
        "label": "类别",
        "type": "choice",
        "options": [{"value": "a", "label": "甲"}],
    },
]


def plain(text):
    return " ".join(UNWRITABLE.sub("", text.replace("\r", "")).split(" ")).strip() or "字"


TEXTS = WORDS.map(plain)


def documents(item_type):
    """Return a strategy for documents of a type, in stored form."""
    schema = ITEM_TYPES[item_type].schema
    return mappings(item_type, schema).map(lambda raw: schema.dump(schema.load(raw)))


def mappings(owner, schema):
    needed, free = {}, {}
    for name, field in schema.fields.items():
        always = field.required or name == "facts"  # conditions are typed as the facts say
        (needed if always else free)[name] = values(owner, name, field)
    return st.fixed_dictionaries(needed, optional=free)


def values(owner, name, field):
    if (owner, name) in SPECIAL:
        return SPECIAL[owner, name]
    if isinstance(field, stored.Many):
        return st.lists(single(name, field.inner), min_size=int(field.required), max_size=3,
                        unique_by=repr)  # fmt: skip
    return single(name, field)


def single(name, field):
    if isinstance(field, fields.Nested):
        return mappings(name, field.schema)
    if "codelist" in field.metadata:
        return st.sampled_from(list(field.metadata["codelist"]))
    if isinstance(field, stored.Whole):
        return st.integers(field.least, field.most)
    for kind, strategy in KINDS.items():
        if isinstance(field, kind):
            return strategy
    if name in REGION_FIELDS:
        return REGIONS
    return (
        SLUGS if name in POINTS_AT or name in ("key", "id") else TEXTS.map(lambda t: t[:40].strip())
    )


def conditions():
    simple = {
        "paid": DAYS,
        "age": st.integers(-99, 99),
        "local": st.booleans(),
        "group": st.just("a"),
    }
    kinds = [
        written(fact=st.just(n), op=st.sampled_from(["eq", "ne"]), value=v)
        for n, v in simple.items()
    ]
    pairs = st.lists(st.integers(-999, 999), min_size=2, max_size=2)
    pair = st.just(["born", "paid"])
    return st.one_of(
        *kinds,
        written(fact=st.just("age"), op=st.just("exists")),
        written(fact=st.just("age"), op=st.just("exists"), value=st.booleans()),
        written(
            fact=st.just("age"), op=st.just("in"), value=st.lists(st.integers(0, 9), min_size=1)
        ),
        written(days_between=pair, op=st.just("between"), value=pairs),
    )


def endings():
    free = {
        "floor": st.just("month"),
        "plus_months": st.integers(-9, 9),
        "plus_days": st.integers(-9, 9),
    }
    some = st.sets(st.sampled_from([*free])).flatmap(
        lambda names: written(base=st.just("paid"), **{n: free[n] for n in free if n in names})
    )
    return st.one_of(written(coverage_from=some), written(refuse=TEXTS))


def written(**values):
    """Return a strategy for mappings whose members stand in the order people write them in."""
    drawn = st.fixed_dictionaries(values)
    return drawn.map(lambda said: {name: said[name] for name in values})


def dims():
    chosen = st.lists(st.sampled_from(list(DIMENSION)), unique=True)
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries({n: st.sampled_from([*DIMENSION[n]]) for n in names})
    )


ADDRESSES = st.sampled_from(["http://hrss.sz.gov.cn/szsi/", "https://医保.中国/?年度=2027#a"])
SPECIAL = {
    ("rule", "facts"): st.just(FACTS),
    ("rows", "when"): st.lists(conditions(), max_size=2),
    ("rows", "then"): endings(),
    ("cells", "dims"): dims(),
    ("cells", "amount"): st.integers(0, stored.FULL_RATIO),  # whatever it measures
    ("constraints", "op"): st.sampled_from(["lt", "ge"]),
    ("source", "url"): ADDRESSES,
    ("channel", "url"): ADDRESSES,
    ("phones", "e164"): st.sampled_from(["+867508761233", "12393", "不详"]),
}
KINDS = {
    stored.Flag: st.booleans(),
    stored.Day: DAYS,
    stored.WrittenDay: DAYS,
    fields.Float: st.integers(-1_800_000_000, 1_800_000_000).map(lambda n: n / 10_000_000),
}
