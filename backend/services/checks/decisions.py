"""Rules and questionnaires: no gaps, no overlaps, no dead ends, no loops."""

from collections.abc import Collection, Iterator

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
    yield from _namesakes(item, document)
    for i, question in enumerate(document.get("questions", [])):
        yield from _dead_ends(item, i, question, steps, outcomes)
    reached, looped = _walk(document, steps)
    if looped:
        yield Finding(item, ("questions",), f"会绕圈：{' → '.join(looped)}")
    for missed in sorted((steps.keys() | outcomes) - reached):
        yield Finding(item, ("questions",), f"走不到「{missed}」")


def _namesakes(item: Item, document: Document) -> Iterator[Finding]:
    seen: set[str] = set()
    for name in ("questions", "outcomes"):
        for i, step in enumerate(document.get(name, [])):
            if step["id"] in seen:
                yield Finding(item, (name, i, "id"), f"标识「{step['id']}」用了两次")
            seen.add(step["id"])


def _dead_ends(
    item: Item, index: int, question: Document, steps: Collection[str], outcomes: Collection[str]
) -> Iterator[Finding]:
    if not question.get("answers"):
        yield Finding(item, ("questions", index), "这个问题没有选项")
    for j, answer in enumerate(question.get("answers", [])):
        path = ("questions", index, "answers", j)
        onward, landing = answer.get("next"), answer.get("outcome")
        if onward and landing:
            yield Finding(item, path, "next 和 outcome 只能写一个")
        elif onward not in steps and landing not in outcomes:
            yield Finding(item, path, "这个选项没有去处")


def _walk(document: Document, steps: dict[str, list[Document]]) -> tuple[set[str], list[str]]:
    """Return what can be reached from the first question, and a loop if there is one."""
    first = next(iter(steps), "")
    reached: set[str] = set()
    looped: list[str] = []
    trails = [[first]] if first else []
    while trails:
        trail = trails.pop()
        reached.add(trail[-1])
        for answer in steps.get(trail[-1], []):
            onward = answer.get("next") or answer.get("outcome") or ""
            if onward in trail:
                looped = looped or [*trail[trail.index(onward) :], onward]
            elif onward and onward not in reached:
                trails.append([*trail, onward])
    return reached, looped
