"""Rules and questionnaires: no gaps, no overlaps, no dead ends, no loops."""

from collections.abc import Iterator

from backend.services.checks.finding import Document, Finding, Whole
from backend.services.decide import problems
from backend.services.stored import Item


def check_rule(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    if item[0] == "rule":
        for message in problems(document):
            yield Finding(item, ("rows",), message)


def check_questionnaire(item: Item, document: Document, _whole: Whole) -> Iterator[Finding]:
    """Every answer leads on, every question and outcome is reached, nobody walks in circles."""
    if item[0] != "questionnaire":
        return
    steps = {q["id"]: q.get("answers", []) for q in document.get("questions", [])}
    outcomes = {outcome["id"] for outcome in document.get("outcomes", [])}
    for i, question in enumerate(document.get("questions", [])):
        yield from _dead_ends(item, i, question, steps.keys() | outcomes)
    reached, looped = _walk(document, steps)
    if looped:
        yield Finding(item, ("questions",), f"会绕圈：{' → '.join(looped)}")
    for missed in sorted((steps.keys() | outcomes) - reached):
        yield Finding(item, ("questions",), f"走不到「{missed}」")


def _dead_ends(
    item: Item, index: int, question: Document, known: frozenset[str] | set[str]
) -> Iterator[Finding]:
    if not question.get("answers"):
        yield Finding(item, ("questions", index), "这个问题没有选项")
    for j, answer in enumerate(question.get("answers", [])):
        if (answer.get("next") or answer.get("outcome")) not in known:
            yield Finding(item, ("questions", index, "answers", j), "这个选项没有去处")


def _walk(document: Document, steps: dict[str, list[Document]]) -> tuple[set[str], list[str]]:
    """Return what can be reached from the first question, and a loop if there is one."""
    first = next(iter(steps), "")
    reached: set[str] = set()
    trails = [[first]] if first else []
    while trails:
        trail = trails.pop()
        reached.add(trail[-1])
        for answer in steps.get(trail[-1], []):
            onward = answer.get("next") or answer.get("outcome") or ""
            if onward in trail:
                return reached, [*trail[trail.index(onward) :], onward]
            if onward and onward not in reached:
                trails.append([*trail, onward])
    return reached, []
