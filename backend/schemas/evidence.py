"""Where a fact comes from, and what is wrong with where it comes from."""

from marshmallow import validate

from backend.schemas.fields import (
    QUOTE_LIMIT,
    Many,
    Stored,
    Text,
    choice,
    day,
    many_texts,
    maybe,
    need,
    nested,
    slug,
    web_address,
)
from backend.vocabulary import DEFECT_KIND, SOURCE_GRADE


class CitationSchema(Stored):
    """引证: a source, the place in it, and its words, at most 40 characters."""

    source = slug()
    where = need()
    quote = need(validate=validate.Length(max=QUOTE_LIMIT, error="引文最多 40 个字"))
    note = maybe()


def evidence() -> tuple[Text, Text, Many]:
    """Return what every fact carries: why it is doubtful, how we read it, and its citations."""
    return maybe(), maybe(), nested(CitationSchema)


class DefectSchema(Stored):
    kind = choice(DEFECT_KIND)
    text = need()


class SourceSchema(Stored):
    """来源."""

    key = slug()
    title = need()
    publisher = maybe()
    document_number = maybe()
    published_on = day()
    retrieved_on = day()
    url = web_address()
    grade = choice(SOURCE_GRADE)
    scope = maybe()
    defects = nested(DefectSchema)
    notes = many_texts()
