"""Trying a rule out while it is written: what it would answer, for facts typed beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from admin.items.attempt import Attempt
from admin.items.today import Today
from backend.errors import YibaoError
from backend.services.decide import decide, problems

TRY = "try"


@dataclass(frozen=True, slots=True)
class Trial:
    """What was asked, and the answer, or why there is none."""

    asked: Mapping[str, str] = field(default_factory=dict)
    day: str = ""
    because: str = ""
    row: int = 0
    refused: str = ""
    faults: tuple[str, ...] = ()


def trial_of(attempt: Attempt, form: Mapping[str, Any]) -> Trial | None:
    """Return the answer of the rule as it is typed now; None where nothing was tried."""
    if attempt.item_type != "rule" or attempt.command.verb != TRY:
        return None
    document, faults = attempt.tidied().document()
    asked = {n.removeprefix("try."): str(v) for n, v in form.items() if n.startswith("try.")}
    if document is None or faults:
        return Trial(asked, faults=("规则里还有没填对的地方，先保存看看",))
    if found := problems(document):
        return Trial(asked, faults=tuple(found))
    return _answered(document, asked)


def _answered(document: Mapping[str, Any], asked: Mapping[str, str]) -> Trial:
    declared = {fact["name"] for fact in document.get("facts", ())}
    known = {name: value for name, value in asked.items() if name in declared}
    try:
        answer = decide(document, known)
    except YibaoError as error:
        return Trial(asked, refused=error.message)
    say = Today.of_texts([answer.because])
    return Trial(asked, answer.coverage_from.isoformat(), say(answer.because), answer.row + 1)
