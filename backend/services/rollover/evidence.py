"""What the new year of a region rests on: a source that is there or a new one, and its words."""

from collections.abc import Mapping
from typing import Any

from backend.errors import Invalid
from backend.schemas.evidence import CitationSchema, SourceSchema
from backend.schemas.labels import label_of
from backend.services.content_files import flat_errors

CITED = ("where", "quote", "note")
NEW_SOURCE = ("title", "publisher", "document_number", "url", "published_on", "grade")

Evidence = dict[str, Any]


def of_existing(source: str, words: Mapping[str, str]) -> Evidence:
    """Return evidence out of a source that is in the database already."""
    return {"citation": _citation(source, words)}


def of_new(key: str, told: Mapping[str, str], words: Mapping[str, str]) -> Evidence:
    """Return evidence out of a source that comes along with the yearly update."""
    stated = {name: told[name].strip() for name in NEW_SOURCE if told.get(name, "").strip()}
    raw = {"key": key, **stated}
    _refuse("source", flat_errors(SourceSchema().validate(raw)))
    schema = SourceSchema()
    return {"citation": _citation(key, words), "source": schema.dump(schema.load(raw))}


def _citation(source: str, words: Mapping[str, str]) -> dict[str, str]:
    stated = {name: words[name].strip() for name in CITED if words.get(name, "").strip()}
    citation = {"source": source, **stated}
    _refuse("citations", flat_errors(CitationSchema().validate(citation)))
    return citation


def _refuse(owner: str, mistakes: Any) -> None:
    problems = [f"{label_of(owner, str(path[-1]))}：{message}" for path, message in mistakes]
    if problems:
        raise Invalid(f"依据还没写全：{problems[0]}", problems=problems)
