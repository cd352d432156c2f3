"""Questionnaires: every way ends, none goes in circles, and each end is an answer."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from backend.services.checks.finding import Document, Finding, Whole
from backend.services.stored import Item

Steps = dict[str, list[Document]]
ALL_DAYS = float("inf")


def check_questionnaire(item: Item, document: Document, whole: Whole) -> Iterator[Finding]:
    """Every answer leads on, every question and outcome is reached, nobody walks in circles."""
    if item[0] != "questionnaire":
        return
    steps = {q["id"]: q.get("answers", []) for q in document.get("questions", [])}
    outcomes = {outcome["id"] for outcome in document.get("outcomes", [])}
    yield from _namesakes(item, document)
    ends = [
        finding
        for i, question in enumerate(document.get("questions", []))
        for finding in _dead_ends(item, i, question, steps, outcomes)
    ]
    yield from ends
    for i, question in enumerate(document.get("questions", [])):
        yield from _overlaps(item, i, question)
    for i, outcome in enumerate(document.get("outcomes", [])):
        yield from _landing(item, i, outcome, whole)
    reached, looped = _walk(steps)
    if looped:
        yield Finding(item, ("questions",), f"会绕圈：{' → '.join(looped)}")
    # what no way leads to only follows from a way that ends too early: that is told alone
    for missed in () if ends else sorted((steps.keys() | outcomes) - reached):
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
        elif onward and onward not in steps:
            yield Finding(
                item, (*path, "next"), f"没有编号是「{onward}」的问题，请从已有的编号里选"
            )
        elif landing and landing not in outcomes:
            message = f"没有编号是「{landing}」的结论，请从已有的编号里选"
            yield Finding(item, (*path, "outcome"), message)
        elif not onward and not landing:
            yield Finding(item, path, "这个选项没有去处：要写 next 或 outcome")


def _overlaps(item: Item, index: int, question: Document) -> Iterator[Finding]:
    """Yield answers that cannot be told apart, and days that no answer is for."""
    answers, path = question.get("answers", []), ("questions", index)
    labels = [answer["label"] for answer in answers]
    for j, label in enumerate(labels):
        if label in labels[:j]:
            yield Finding(item, (*path, "answers", j), f"选项「{label}」写了两次")
    if question.get("kind", "choice") == "date":
        yield from _span_faults(item, index, answers)
        return
    for j, answer in enumerate(answers):
        if answer.keys() & {"least", "most"}:
            message = "least、most 只用在 kind 为 date 的问题里"
            yield Finding(item, (*path, "answers", j), message)


def _span_faults(item: Item, index: int, answers: Sequence[Document]) -> Iterator[Finding]:
    path = ("questions", index)
    spans = sorted((*_span(answer), j) for j, answer in enumerate(answers))
    for least, most, j in spans:
        if least > most:
            message = f"least {least} 大于 most {most}，永远选不到"
            yield Finding(item, (*path, "answers", j), message)
    filled = [span for span in spans if span[0] <= span[1]]
    for (_, most, earlier), (least, _, later) in pairwise(filled):
        if least <= most:
            both = f"「{answers[earlier]['label']}」和「{answers[later]['label']}」"
            message = f"选项重叠：满 {least} 天时{both}都合适"
            yield Finding(item, (*path, "answers", later), message)
    if filled and (day := _first_unanswered(filled)) is not None:
        yield Finding(item, path, f"满 {day} 天时没有选项可选")


def _span(answer: Document) -> tuple[int, float]:
    most = answer.get("most")
    return answer.get("least") or 0, ALL_DAYS if most is None else most


def _first_unanswered(spans: Sequence[tuple[int, float, int]]) -> float | None:
    """Return the first day after the last span that follows on; spans stand in order."""
    day: float = 0
    for least, most, _ in spans:
        if least > day:
            return day
        day = max(day, most + 1)
    return None if day == ALL_DAYS else day


def _landing(item: Item, index: int, outcome: Document, whole: Whole) -> Iterator[Finding]:
    """Yield what keeps an outcome from being an answer; that its guide exists is checked apart."""
    path, title = ("outcomes", index), outcome.get("route")
    guide = whole.documents.get(("guide", outcome.get("guide", "")))
    if title and not outcome.get("guide"):
        yield Finding(item, (*path, "route"), "写了途径（route），还要写是哪份指南（guide）")
    if guide is None:
        return
    if guide["completeness"] == "partial":
        yield Finding(item, (*path, "guide"), f"「{guide['title']}」资料不全，不能当作答案")
    routes = [route for route in guide.get("routes", ()) if route["title"] == title]
    if title and len(routes) != 1:
        there = "不止一条途径叫" if routes else "没有途径"
        yield Finding(item, (*path, "route"), f"「{guide['title']}」{there}「{title}」")
    if routes and routes[0]["status"] == "outdated":
        yield Finding(item, (*path, "route"), f"途径「{title}」已过时，不能当作答案")


def _walk(steps: Steps) -> tuple[set[str], list[str]]:
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
