"""The new amounts of a standard: each value of the old year, and what is typed for it. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from backend.schemas.labels import label_of
from backend.services.rollover.fields import UNITS, Asked, Entry, Faults, Group, Posted, flat, said
from backend.services.rollover.subjects import Subject
from backend.services.rollover.turning import renewed_values
from backend.services.said import Sayer
from backend.services.sheets.cells import BASIS_POINTS, DAY, FEN, TEXT, WHOLE, Codec, plain
from backend.services.sheets.series import AMOUNT_CODECS
from backend.services.stored import Path
from backend.services.years import ENDED

Value = Mapping[str, Any]
PAID: dict[str, Codec] = {
    "personal_fen": FEN, "subsidy_fen": FEN, "total_fen": FEN, "base_min_fen": FEN,
    "base_max_fen": FEN, "employer_rate_bp": BASIS_POINTS, "personal_rate_bp": BASIS_POINTS,
}  # fmt: skip
ALWAYS_ASKED = ("personal_fen", "subsidy_fen", "total_fen")
PAYABLE: dict[str, Codec] = dict.fromkeys(("pay_from", "pay_to"), DAY)
COVERED: dict[str, Codec] = dict.fromkeys(("cover_from", "cover_to"), DAY)


def groups(subject: Subject, to_year: int, entry: Value) -> Iterator[Group]:
    """Yield the fields of each value, as typed before or as they would be if nothing changed."""
    likely = list(entry.get("values") or renewed_values(subject.shown, to_year))
    for at, was in enumerate(subject.shown):
        now = likely[at] if at < len(likely) else {}
        fields = [
            *(each.shown(_amounts_of(now), _amounts_of(was)) for each in _cells(at, was)),
            *(each.shown(now, was) for each in _plain(at, was)),
        ]
        part = f"（第 {at + 1} 段）" if len(subject.shown) > 1 else ""
        yield Group(f"{to_year}年度{part}", fields)


def read(subject: Subject, to_year: int, posted: Posted, faults: Faults) -> Entry:
    """Return the new values as they were typed."""
    values = []
    for at, (was, renewed) in enumerate(
        zip(subject.shown, renewed_values(subject.shown, to_year), strict=True)
    ):
        value = _kept(renewed) | said(_plain(at, was), posted, faults)
        if "cells" in was:
            amounts = said(_cells(at, was), posted, faults)
            value["cells"] = [
                {**cell, "amount": amounts[str(n)]}
                for n, cell in enumerate(renewed["cells"])
                if amounts.get(str(n)) is not None
            ]
        values.append({n: v for n, v in _summed(value, was).items() if v is not None})
    return {"values": values}


def missing(subject: Subject, values: Iterable[Value]) -> Iterator[tuple[Path, str]]:
    """Find amounts the year before stated and this one leaves out without a word.

    A sum whose parts are stated says nothing of its own; a note may say that one is not stated.
    """
    for at, (value, was) in enumerate(zip(values, subject.shown, strict=False)):
        for name, codec in PAID.items() if value.get("kind", "confirmed") != ENDED else ():
            label = label_of("contribution_values", name)
            told = value.get(name) is not None or label in value.get("note", "")
            if was.get(name) is None or told or (name == "total_fen" and _has_parts(value)):
                continue
            stated = f"{subject.year}年度写的是 {plain(codec.write(was[name]))}，这里空着"
            advice = f"新文件没有写的，请在说明里告诉读者，如“文件没有写{label}”"
            yield ("values", at, name), f"{stated}。{advice}"


def _has_parts(value: Value) -> bool:
    return None not in (value.get("personal_fen"), value.get("subsidy_fen"))


def _kept(renewed: Value) -> Entry:
    """Return what nobody is asked for; what is asked for and left empty is not stated."""
    asked = {*PAID, *PAYABLE, *COVERED, "cells"}
    return {name: said for name, said in renewed.items() if name not in asked}


def _summed(value: Entry, was: Value) -> Entry:
    """Return a value with its sum, where the old year stated one and nobody typed another."""
    parts = value.get("personal_fen"), value.get("subsidy_fen")
    if was.get("total_fen") is None or value.get("total_fen") is not None or None in parts:
        return value
    return {**value, "total_fen": sum(part for part in parts if part is not None)}


def _plain(at: int, was: Value) -> list[Asked]:
    if "cells" in was:
        return flat("benefit_values", {**COVERED, "note": TEXT}, f"v{at}.")
    paid = {n: c for n, c in PAID.items() if n in ALWAYS_ASKED or was.get(n) is not None}
    return flat("contribution_values", {**paid, **PAYABLE, **COVERED, "note": TEXT}, f"v{at}.")


def _cells(at: int, was: Value) -> Iterator[Asked]:
    """Yield a field for each cell of a benefit, named by its number."""
    say, trail = Sayer("standard"), ("benefit_values", "cells")
    for number, cell in enumerate(was.get("cells", ())):
        codec = AMOUNT_CODECS.get(cell["measure"], WHOLE)
        dims = (say.say((*trail, "dims", n), d) for n, d in cell.get("dims", {}).items())
        named = " ".join([*dims, say.say((*trail, "measure"), cell["measure"])])
        label = f"{named}{UNITS.get(codec, '')}"
        yield Asked("cells", str(number), codec, f"v{at}.c{number}", label)


def _amounts_of(value: Value) -> Entry:
    return {str(n): cell.get("amount") for n, cell in enumerate(value.get("cells", ()))}
