"""Trying things out while they are written: what a rule answers, where a questionnaire leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from admin.items.attempt import Attempt
from admin.items.today import Today
from backend.errors import YibaoError
from backend.services.checks.wording import in_words
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


@dataclass(frozen=True, slots=True)
class Walk:
    """A way through a questionnaire: what was answered, and where that leads.

    `way` are the places of the answers given, joined by dots.
    """

    way: str = ""
    answered: tuple[tuple[str, str], ...] = ()
    question: Mapping[str, Any] | None = None
    outcome: Mapping[str, Any] | None = None


def trial_of(attempt: Attempt, form: Mapping[str, Any]) -> Trial | Walk | None:
    """Return what an item as it is typed now comes to; None where nothing was tried."""
    if attempt.command.verb != TRY:
        return beginning(attempt.item_type, attempt.entries)
    if attempt.item_type == "questionnaire":
        return walk_of(attempt.entries, attempt.command.name)
    return _tried(attempt, form) if attempt.item_type == "rule" else None


def beginning(item_type: str, entries: Mapping[str, Any]) -> Walk | None:
    """Return what there is to try before anything was tried."""
    return walk_of(entries, "") if item_type == "questionnaire" else None


def walk_of(entries: Mapping[str, Any], way: str) -> Walk:
    """Walk a questionnaire as it is typed, from its first question; stop where nothing leads on."""
    here = next(iter(entries["questions"]), None)
    walk = Walk(question=here)
    for place in filter(str.isdecimal, way.split(".")):
        answers = walk.question["answers"] if walk.question else []
        if int(place) >= len(answers):
            break
        walk = _onward(walk, answers[int(place)], place, entries)
    return walk


def _onward(walk: Walk, answer: Mapping[str, Any], place: str, entries: Mapping[str, Any]) -> Walk:
    said = (str((walk.question or {})["text"]), str(answer["label"]))
    return Walk(
        f"{walk.way}.{place}".lstrip("."),
        (*walk.answered, said),
        _named(entries["questions"], answer["next"]),
        _named(entries["outcomes"], answer["outcome"]),
    )


def _named(rows: Iterable[Mapping[str, Any]], name: str) -> Mapping[str, Any] | None:
    return next((row for row in rows if name.strip() and row["id"].strip() == name.strip()), None)


def _tried(attempt: Attempt, form: Mapping[str, Any]) -> Trial:
    document, faults = attempt.tidied().document()
    asked = {n.removeprefix("try."): str(v) for n, v in form.items() if n.startswith("try.")}
    if document is None or faults:
        return Trial(asked, faults=("规则里还有没填对的地方，先保存看看",))
    if found := problems(document):
        return Trial(asked, faults=tuple(in_words(("rows",), message) for message in found))
    return _answered(document, asked)


def _answered(document: Mapping[str, Any], asked: Mapping[str, str]) -> Trial:
    declared = {fact["name"] for fact in document.get("facts", ())}
    known = {name: value for name, value in asked.items() if name in declared}
    try:
        answer = decide(document, known)
    except YibaoError as error:
        return Trial(asked, refused=Today.of_texts([error.message])(error.message))
    say = Today.of_texts([answer.because])
    return Trial(asked, answer.coverage_from.isoformat(), say(answer.because), answer.row + 1)
