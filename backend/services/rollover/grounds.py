"""What a value of the new year rests on: new words where they speak of it, else what it had. Pure.

Nothing is cited to words that do not say it: what stayed the same keeps its own citations, doubts
and readings, and its reading tells that the words are of an earlier year.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from backend.schemas.labels import label_of

Value = Mapping[str, Any]
Citations = list[dict[str, Any]]
Doc = dict[str, Any]

AMOUNTS = ("personal_fen", "subsidy_fen", "total_fen", "base_min_fen", "base_max_fen",
           "employer_rate_bp", "personal_rate_bp")  # fmt: skip
KEPT = ("doubt", "citations")
_AGAIN = re.compile(r"与\d{4}年度相同，\d{4}-\d\d-\d\d重新核验(?:；引文是以前年度的)?。")
_STILL = re.compile(r"；?\d{4}年度的来源，[^，；]*与那时相同")


def kept(old: Value, day: str, also: Citations) -> Doc:
    """Return the evidence of something checked again on a day, with what says it anew, if any.

    Its reading tells that it stayed as it was, after what was read before.
    """
    found = {name: old[name] for name in KEPT if old.get(name)}
    older = "" if also else "；引文是以前年度的"
    again = f"与{old['policy_year']}年度相同，{day}重新核验{older}。"
    citations = [*also, *(c for c in old.get("citations", ()) if c not in also)]
    reading = _AGAIN.sub("", old.get("reading", "")) + again
    return {**found, "reading": reading, "citations": citations}


def of_same(new: Value, old: Value, day: str, also: Citations) -> Doc:
    """Return a value that is as it was the year before, with all it rested on."""
    found = {**new, **kept(old, day, also)}
    if "cells" in new:
        pairs = zip(new["cells"], old["cells"], strict=True)
        found["cells"] = [{**was, **cell} for cell, was in pairs]
    return found


def of_changed(values: Iterable[Value], old: Iterable[Value], words: Citations) -> list[Doc]:
    """Return typed values: what is new in each rests on `words`, the rest on what it had."""
    typed = list(values)
    nothing: Value = {}
    pairs = zip_longest(typed, list(old)[: len(typed)], fillvalue=nothing)
    return [
        (_cells_of if "cells" in value else _parts_of)(value, was, value.get("citations") or words)
        for value, was in pairs
    ]


def _parts_of(value: Value, old: Value, words: Citations) -> Doc:
    """Return a contribution: what the old words still say is theirs, and they are told apart."""
    same = [label_of("contribution_values", n) for n in AMOUNTS
            if value.get(n) is not None and value.get(n) == old.get(n)]  # fmt: skip
    if not same:
        return {**value, "citations": words}
    note = f"{old['policy_year']}年度的来源，{'、'.join(same)}与那时相同"
    still = [{**c, "note": _noted(c, note)} for c in old.get("citations", ()) if c not in words]
    doubt = {"doubt": old["doubt"]} if old.get("doubt") else {}
    return {**doubt, **value, "citations": [*words, *still]}


def _noted(citation: Value, note: str) -> str:
    said = _STILL.sub("", citation.get("note", ""))
    return f"{said}；{note}" if said else note


def _cells_of(value: Value, old: Value, words: Citations) -> Doc:
    """Return a benefit: each cell that stayed has its own evidence, or that of its old value."""
    known = {_address(cell): cell for cell in old.get("cells", ())}
    whole = {name: old[name] for name in KEPT if old.get(name)}
    cells = []
    for cell in value["cells"]:
        was = known.get(_address(cell))
        cells.append({**whole, **was, **cell} if was and _says_as_much(cell, was) else dict(cell))
    return {**value, "citations": words, "cells": cells}


def _says_as_much(cell: Value, was: Value) -> bool:
    return all(cell.get(name) == was.get(name) for name in ("amount", "op"))


def _address(cell: Value) -> tuple[Any, ...]:
    return (*sorted(cell.get("dims", {}).items()), cell["measure"], cell.get("per", ""))
