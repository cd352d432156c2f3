"""Documents as hypothesis makes them, and tables as people write them."""

from hypothesis import strategies as st

from backend.schemas.fields import FIRST_YEAR, FULL_RATIO, LAST_YEAR, MOST
from backend.schemas.registry import ITEM_TYPES
from backend.services.sheets.places import Places
from backend.services.sheets.reading import Beside
from backend.vocabulary import (
    BOUND,
    DATUM,
    DIMENSION,
    MEASURE,
    PER,
    PHONE_PURPOSE,
    SCHEME,
    SERVICE,
    VALUE_KIND,
)
from tests.builders import region_rows

PLACES = Places(region_rows())
ODD = "=+-@＝＋－＠'｜|；;\\\n\r\t\"，,、 元a1_x000B_\u3000"
written = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
texts = (
    st.text(written, max_size=12)
    .flatmap(lambda text: st.text(ODD, max_size=8).map(lambda odd: (odd + text).strip()))
    .filter(bool)
)
slugs = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
days = st.dates().map(lambda day: day.isoformat())
fen = st.integers(0, MOST)
basis_points = st.integers(0, FULL_RATIO)
codes = st.sampled_from([row[0] for row in region_rows()])


def lists(of, **sizes):
    return st.lists(of, max_size=3, **sizes)


def one_of(codelist):
    return st.sampled_from(list(codelist))


def made(schema, optional, **required):
    """Return documents of a schema: in its order, defaults left out."""
    raw = st.fixed_dictionaries(required, optional=optional)
    return raw.map(lambda document: schema.dump(schema.load(document)))


citations = lists(
    st.fixed_dictionaries(
        {"source": slugs, "where": texts, "quote": texts.map(lambda t: t[:40].strip() or "x")},
        optional={"note": texts},
    )
)
evidence = {"doubt": texts, "reading": texts, "citations": citations}
phones = lists(
    st.fixed_dictionaries(
        {"raw": texts},
        optional={
            "e164": texts,
            "area_code_inferred": st.just(True),
            "purpose": one_of(PHONE_PURPOSE),
        },
    )
)
located = st.floats(-90, 90)
OFFICE, WINDOW, STANDARD = (ITEM_TYPES[name].schema for name in ("office", "window", "standard"))
offices = made(
    OFFICE,
    {
        "aliases": lists(texts), "address": texts, "phones": phones, "hours": texts,
        "lat": located, "lng": located, "datum": one_of(DATUM),
        "services": lists(one_of(SERVICE)), "verified_on": days, "note": texts, **evidence,
    },
    key=slugs, name=texts, region=codes,
)  # fmt: skip
windows = made(
    WINDOW,
    {
        "excludes": lists(codes), "audience": lists(texts), "opens_on": days, "closes_on": days,
        "note": texts, "verified_on": days, **evidence,
    },
    key=slugs, title=texts, region=codes, scheme=one_of(SCHEME),
    policy_year=st.integers(FIRST_YEAR, LAST_YEAR),
)  # fmt: skip
of_a_year = {
    "policy_year": st.integers(2000, 2030), "cover_from": days, "cover_to": days,
}  # fmt: skip
about_a_value = {"kind": one_of(VALUE_KIND), "verified_on": days, "note": texts, **evidence}
paid = st.fixed_dictionaries(
    of_a_year,
    optional={
        "pay_from": days, "pay_to": days, "per": one_of(PER), "personal_fen": fen,
        "subsidy_fen": fen, "total_fen": fen, "base_min_fen": fen, "base_max_fen": fen,
        "employer_rate_bp": basis_points, "personal_rate_bp": basis_points, **about_a_value,
    },
)  # fmt: skip
cells = one_of(MEASURE).flatmap(
    lambda measure: st.fixed_dictionaries(
        {
            "measure": st.just(measure),
            "amount": basis_points if measure == "ratio" else fen,
        },
        optional={
            "dims": st.fixed_dictionaries(
                {}, optional={name: one_of(values) for name, values in DIMENSION.items()}
            ),
            "op": one_of(BOUND),
            "per": one_of(PER),
            "note": texts,
            **evidence,
        },
    )
)
granted = st.fixed_dictionaries(of_a_year, optional={"cells": lists(cells), **about_a_value})
series = {"aliases": lists(texts), "excludes": lists(codes), "audience": lists(texts),
          "note": texts}  # fmt: skip
named = {"key": slugs, "title": texts, "region": codes, "scheme": one_of(SCHEME)}
contributions = made(
    STANDARD,
    {**series, "contribution_values": lists(paid)},
    kind=st.just("contribution"),
    **named,
)


def told_apart(value):
    return str({name: said for name, said in value.items() if name != "cells"})


benefits = made(
    STANDARD,
    {
        **series,
        "dimensions": lists(one_of(DIMENSION)),
        "benefit_values": lists(granted, unique_by=told_apart),
    },
    kind=st.just("benefit"),
    **named,
)
DOCUMENTS = {
    "offices": offices,
    "windows": windows,
    "contributions": contributions,
    "benefits": benefits,
}
UNIQUE = {"unique_by": lambda document: document["key"]}


def several(name):
    """Return some documents of a kind of table, each with its own key."""
    return st.lists(DOCUMENTS[name], min_size=1, max_size=3, **UNIQUE)


def beside(*documents, citation=None):
    """Return what a table is read beside: these documents are there already."""
    existing = {(document_type(d), d["key"]): d for d in documents}
    return Beside(existing, PLACES, citation)


def document_type(document):
    if "kind" in document:
        return "standard"
    return "window" if "policy_year" in document else "office"


def table(*rows):
    """Return a table: the headings are those of the first row, a dict by heading."""
    headings = list(rows[0])
    return [headings, *([row.get(heading) for heading in headings] for row in rows)]
