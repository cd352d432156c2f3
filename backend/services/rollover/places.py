"""Where in the form of a line something stands: from the path in its entry to the field. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from backend.schemas.labels import label_of
from backend.services.rollover import counter, walk
from backend.services.rollover.fields import UNITS, Fault, Posted
from backend.services.rollover.subjects import OFFICE, ROUTE, STANDARD, Subject
from backend.services.sheets.cells import TEXT
from backend.services.sheets.columns import CONTRIBUTIONS
from backend.services.stored import Path

OWNERS = {STANDARD: "contribution_values", ROUTE: "routes"}
CODECS = {column.name: column.codec for column in CONTRIBUTIONS.of("value")}
PARTS = {"steps": "步骤", "phones": "电话"}


def fault_at(subject: Subject, path: Path, message: str, posted: Posted) -> Fault:
    """Return what is wrong at a path of an entry, with the field it was typed in."""
    return Fault(field_of(subject, path, posted), _label(subject, path), message)


def field_of(subject: Subject, path: Path, posted: Posted) -> str:
    """Return the name of the field that holds what stands at a path of an entry, or ""."""
    match path:
        case ("values", int(at), *rest):
            return f"v{at}.{_of_value(subject, at, rest, posted)}"
        case ("route", "steps", int(at), *rest):
            kind = "path" if "path" in rest else "text"
            return f"s{_nth(walk.kept_steps(posted), at)}.{kind}"
        case ("fields", "phones", int(at), *rest):
            name = next((str(part) for part in rest), "raw")
            return f"phones.{_nth(counter.kept_phones(posted), at)}.{name}"
        case ("route" | "fields", str(name), *_):
            return name
    return ""


def _of_value(subject: Subject, at: int, path: Sequence[str | int], posted: Posted) -> str:
    match path:
        case ("cells", int(cell), *_):
            return f"c{_nth(_cells_kept(subject, at, posted), cell)}"
        case (str(name), *_):
            return name
    return "cover_from" if "cells" in subject.shown[0] else "pay_from"


def _cells_kept(subject: Subject, at: int, posted: Posted) -> list[int]:
    number = len(subject.shown[at]["cells"]) if at < len(subject.shown) else 0
    return [n for n in range(number) if posted.get(f"v{at}.c{n}", "").strip()]


def _nth(numbers: Sequence[int], at: int) -> int:
    return numbers[at] if at < len(numbers) else at


def _label(subject: Subject, path: Path) -> str:
    names = [part for part in path if isinstance(part, str)][1:]  # the first is the entry's own
    if not names:
        return subject.title
    owner = names[-2] if len(names) > 1 else OWNERS.get(subject.kind, subject.item[0])
    codec = CODECS.get(names[-1], TEXT)
    unit = UNITS.get(codec, "") if subject.kind == STANDARD else ""
    if len(path) > 1 and path[-2] in PARTS and isinstance(path[-1], int):
        return f"{PARTS[path[-2]]} {path[-1] + 1}"
    within = "".join(
        f"{PARTS[part]} {place + 1} 的"
        for part, place in pairwise(path)
        if part in PARTS and isinstance(place, int) and subject.kind in (ROUTE, OFFICE)
    )
    return f"{within}{label_of(owner, names[-1])}{unit}"
