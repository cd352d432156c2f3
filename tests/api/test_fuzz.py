"""Whatever is asked of any route, the answer is what the OpenAPI document says, never a 5xx."""

import re
from urllib.parse import quote

from hypothesis import example, given, settings
from hypothesis import strategies as st

from backend.api.examples import example_of, parameters_of
from tests.api.test_openapi import wrong

PROBLEM = {"$ref": "#/components/schemas/Problem"}
KEYS = ("shenzhen-child-enrol", "hunan-resident", "tianjin-newborn-coverage-start", "440784",
        "440784103", "100000", "heshan-gulao", "1", "2", "0", "-1", "9" * 40)  # fmt: skip
DAYS = ("2024-12-31", "2025-01-01", "0001-01-01", "9999-12-31", "2024-02-30", "2024-12-31T00:00Z",
        "0001-01-01T00:00+23:59", "9999-12-31T23:59-23:59", "20241231", "2024-W52-1")  # fmt: skip
NUMBERS = ("22.76", "112.96", "nan", "inf", "-1e999", "1e5", "0x1f", "１", "٣", "1_0", " 1 ", "+1")

words = st.one_of(
    st.sampled_from((*KEYS, *DAYS, *NUMBERS)),
    st.text(max_size=40),
    st.text("0123456789-+:TZ. W", max_size=30),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.datetimes(timezones=st.timezones()).map(lambda instant: instant.isoformat()),
    st.binary(max_size=12),
)
names = st.one_of(
    st.sampled_from(("on", "known_at", "standard", "paid_on", "rule", "birth_date", "paid_date",
                     "group", "lat", "lng", "limit", "since", "facts", "code", "key")),
    st.text(max_size=10),
)  # fmt: skip
queries = st.lists(st.tuples(names, words), max_size=5)
encodings = st.sampled_from(("", "gzip", "br", "br;q=0.1, *;q=0.2"))


@given(data=st.data(), query=queries, encoding=encodings)
@settings(max_examples=400)
def test_a_route_of_the_document_keeps_to_it(served, spec, data, query, encoding):
    path = data.draw(st.sampled_from(sorted(spec["paths"])))
    filled = re.sub(r"{\w+}", lambda _: quoted(data.draw(words)), path)
    asked = f"{filled}?{'&'.join(f'{quoted(n)}={quoted(v)}' for n, v in query)}"
    answer = served.test_client().get(asked, headers={"Accept-Encoding": encoding})
    keeps_to(spec, path, answer)


@given(data=st.data())
@settings(max_examples=200)
def test_an_example_with_one_thing_changed_is_answered_or_refused(served, spec, data):
    path = data.draw(st.sampled_from(sorted(spec["paths"])))
    whole, _, query = example_of(spec, path).partition("?")
    pairs = [pair.split("=", 1) for pair in query.split("&") if pair]
    known = [p["name"] for p in parameters_of(spec, path) if p["in"] == "query"]
    known += [name for name, _ in pairs]
    changed = data.draw(st.sampled_from(known)) if known else "x"
    pairs = [(n, v) for n, v in pairs if n != changed] + [(changed, data.draw(words))]
    asked = f"{whole}?{'&'.join(f'{quoted(n)}={quoted(v)}' for n, v in pairs)}"
    keeps_to(spec, path, served.test_client().get(asked))


@given(path=st.text(max_size=60), method=st.sampled_from(("GET", "HEAD", "POST", "PURGE")))
@example(path="//", method="GET")
@example(path="/api/v1//regions", method="GET")
@settings(max_examples=200)
def test_any_address_at_all_is_answered(served, path, method):
    written = {"PATH_INFO": f"/{path}".encode().decode("latin-1")}  # as a server hands it on
    answer = served.test_client().open(method=method, environ_overrides=written)
    assert answer.status_code < 500
    assert not 300 <= answer.status_code < 400
    if answer.status_code >= 400:
        assert answer.content_type == "application/problem+json"


@given(
    accepted=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=40),
    seen=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=40),
)
@settings(max_examples=200)
def test_any_header_at_all_is_answered(served, accepted, seen):
    headers = {"Accept-Encoding": accepted, "If-None-Match": seen, "X-Request-ID": seen}
    for path in ("/api/v1/regions/440784", "/api/v1/release"):
        answer = served.test_client().get(path, headers=headers)
        assert answer.status_code in (200, 304)


def keeps_to(spec, path, answer):
    """Assert that an answer is one the document tells of."""
    told = spec["paths"][path]["get"]["responses"]
    assert answer.status_code < 500, answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if answer.status_code != 200:
        assert str(answer.status_code) in told, answer.status_code
        assert answer.content_type == "application/problem+json"
        assert wrong(spec, PROBLEM, answer.json) == []
        return
    [(kind, content)] = told["200"]["content"].items()
    assert answer.content_type == kind
    short = "Content-Encoding" not in answer.headers and len(answer.data) < 50_000
    if answer.is_json and short:
        assert wrong(spec, content["schema"], answer.json) == []


def quoted(word):
    return quote(word, safe="")
