"""What the new year rests on: a source that is there or a new one, and its words. Pure.

Said once for a region; a line may have words of its own out of that source, or out of another.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from backend.schemas.evidence import CitationSchema, SourceSchema
from backend.services.content_files import flat_errors
from backend.services.rollover.fields import Fault, Faults, Posted, refuse

CITED = ("where", "quote", "note")
OWN = ("where", "quote", "source")
NEW_SOURCE = ("title", "publisher", "document_number", "url", "published_on", "grade")
# as the form calls them
LABELS: Final[dict[str, str]] = {
    "title": "文件或网页的标题", "publisher": "发布单位", "published_on": "发布日期",
    "url": "网址", "grade": "来源等级", "where": "在其中的位置", "quote": "原文（最多 40 字）",
    "source": "库里的来源",
}  # fmt: skip
LACKING: Final = "{}新年度的依据还没写全，"
ANY: Final = "any-source"

Evidence = dict[str, Any]


def of_existing(source: str, words: Mapping[str, str], region: str) -> Evidence:
    """Return evidence out of a source that is in the database already."""
    citation = _citation(source, words)
    refuse(_faults(CitationSchema(), citation), LACKING.format(region))
    return {"citation": citation}


def of_new(key: str, told: Mapping[str, str], region: str) -> Evidence:
    """Return evidence out of a source that comes along with the yearly update."""
    raw, schema = {"key": key, **_stated(told, NEW_SOURCE)}, SourceSchema()
    citation = _citation(key, told)
    found = [*_faults(schema, raw), *_faults(CitationSchema(), citation)]
    refuse(found, LACKING.format(region))
    return {"citation": citation, "source": schema.dump(schema.load(raw))}


def own_words(posted: Posted, faults: Faults) -> dict[str, str]:
    """Return the place and the words a line states for itself, nothing where it states none."""
    words = _stated({name: posted.get(f"words.{name}", "") for name in OWN}, OWN)
    if words:
        found = _faults(CitationSchema(), {"source": ANY, **words})
        faults += [fault._replace(field=f"words.{fault.field}") for fault in found]
    return words


def _citation(source: str, words: Mapping[str, str]) -> dict[str, str]:
    return {"source": source, **_stated(words, CITED)}


def _stated(told: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    return {name: told[name].strip() for name in names if told.get(name, "").strip()}


def _faults(schema: Any, raw: Mapping[str, Any]) -> Iterator[Fault]:
    for path, message in flat_errors(schema.validate(raw)):
        name = str(path[-1])
        yield Fault(name, LABELS.get(name, name), message)
