"""Keeping a checklist: begin it, settle its lines, hand it to review as one release.

Everything is in the database at once, so that anybody may go on where somebody stopped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from backend.clock import now, today
from backend.errors import Conflict, Forbidden, Invalid, NotFound
from backend.extensions import db
from backend.models import Rollover, RolloverLine, Source
from backend.services import audit, territory
from backend.services.drafting import Stale
from backend.services.rollover import entries, evidence, trial
from backend.services.rollover.checklist import Checklist, Row
from backend.services.rollover.fields import Entry, Fault, refuse
from backend.services.rollover.subjects import Address
from backend.services.sheets.naming import key_for
from backend.services.staff import allowed, known_regions
from backend.vocabulary import ROLLOVER_OUTCOME

YEARS_BACK, YEARS_AHEAD = 1, 3


def begin(*, to_year: int, regions: Iterable[str], by: str) -> Rollover:
    """Begin the yearly update of some regions; one region is in one open update at a time."""
    staff = allowed(by, "edit")
    codes = known_regions(list(regions))
    if not codes:
        raise Invalid("请选至少一个地区", field="regions")
    if not today().year - YEARS_BACK <= to_year <= today().year + YEARS_AHEAD:
        raise Invalid(f"{to_year} 不像是新年度，请检查", field="to_year")
    for code in codes:
        if not territory.holds(staff, code):
            raise Forbidden(f"{territory.names_of([code])}不归您负责", regions=[code])
    _check_alone(to_year, codes)
    title = f"{to_year}年度切换：{territory.names_of(codes)}"
    rollover = Rollover(
        title=title, to_year=to_year, regions=codes, state="open", evidence={}, created_by=by
    )
    db.session.add(rollover)
    db.session.flush()
    audit.record("rollover.begin", subject(rollover), actor=by, year=to_year, regions=codes)
    return rollover


def get(rollover_id: int) -> Rollover:
    rollover = db.session.get(Rollover, rollover_id)
    if rollover is None:
        raise NotFound("没有这次年度切换", rollover=rollover_id)
    return rollover


def every() -> list[Rollover]:
    return list(db.session.scalars(select(Rollover).order_by(Rollover.id.desc())))


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of a line; `seen` is the version of it that was on the screen, 0 for none.

    `typed` is the form the entry was read from, for what is wrong to name its fields.
    """

    outcome: str
    seen: int
    entry: Entry = field(default_factory=dict)
    note: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def decide(rollover: Rollover, address: Address, choice: Choice, *, by: str) -> RolloverLine:
    """Settle one line.

    Raises `Stale` when somebody settled it meanwhile, `Invalid` for an entry that does not fit.
    """
    hold(rollover)
    check_open(rollover, by)
    checklist = Checklist(rollover)
    row = checklist.row(address)
    if row is None:
        raise NotFound("这一项已经不在清单上", address=list(address))
    return settle(checklist, row, choice, by=by)


def settle_rest(rollover: Rollover, *, by: str, seen: str, is_certain: bool) -> int:
    """Settle every open line as the same, checked again; return how many.

    `seen` is the `open_version` that was on the screen, `is_certain` the tick beside it.
    """
    hold(rollover)
    check_open(rollover, by)
    if not is_certain:
        raise Invalid("请先勾选，确认其余各项都已重新核验、与去年相同", field="certain")
    checklist = Checklist(rollover)
    if checklist.open_version != seen:
        raise Stale("清单在您打开以后有变化，请再看一遍其余各项")
    rest = checklist.open_rows
    for row in rest:
        settle(checklist, row, Choice("same", row.seen), by=by)
    return len(rest)


def state_evidence(
    rollover: Rollover, region: str, told: Mapping[str, str], *, by: str, seen: int
) -> Rollover:
    """Say what the new year of a region rests on.

    `told` has the key of a `source`, or tells a new one, and `where` and `quote` in it.
    """
    hold(rollover, alone=True)
    check_open(rollover, by)
    if rollover.lock_version != seen:
        raise Stale("这次年度切换在您打开以后又改过，请再看一遍依据")
    if region not in rollover.regions:
        raise Invalid("这个地区不在这次年度切换里", region=region)
    stated = _stated(rollover, region, told)
    rollover.evidence = {**rollover.evidence, region: stated}
    db.session.flush()
    audit.record("rollover.evidence", subject(rollover), actor=by, region=region, stated=stated)
    return rollover


def _stated(rollover: Rollover, region: str, told: Mapping[str, str]) -> dict[str, Any]:
    source, here = told.get("source", "").strip(), territory.names_of([region])
    if not source:
        return evidence.of_new(_new_key(rollover, region), told, here)
    _check_source(source, "source")
    return evidence.of_existing(source, told, here)


def _check_source(key: str, field: str) -> None:
    if db.session.scalar(select(Source.id).where(Source.key == key)) is None:
        message = f"没有来源「{key}」，请从列表里选，或填写一个新来源"
        refuse([Fault(field, evidence.LABELS["source"], message)])


def abandon(rollover: Rollover, *, by: str) -> Rollover:
    """Give an open update up; nothing of it was written anywhere yet."""
    hold(rollover, alone=True)
    check_open(rollover, by)
    close(rollover, "abandoned", by=by)
    audit.record("rollover.abandon", subject(rollover), actor=by)
    return rollover


def close(rollover: Rollover, state: str, *, by: str) -> None:
    rollover.state, rollover.closed_by, rollover.closed_at = state, by, now()
    db.session.flush()


def subject(rollover: Rollover) -> tuple[str, str]:
    return "rollover", str(rollover.id)


def hold(rollover: Rollover, *, alone: bool = False) -> None:
    """Read an update again and keep it as it is until the transaction ends.

    Several people may settle lines at once; handing it in is done alone.
    """
    db.session.flush()
    db.session.refresh(rollover, with_for_update=True if alone else {"read": True})


def check_open(rollover: Rollover, by: str) -> None:
    """Raise unless it can still be worked on, by this person."""
    staff = allowed(by, "edit")
    if not rollover.is_open:
        raise Conflict("这次年度切换已经结束，不能再改", state=rollover.state)
    outside = [code for code in rollover.regions if not territory.holds(staff, code)]
    if outside:
        raise Forbidden(f"{territory.names_of(outside)}不归您负责", regions=outside)


def settle(checklist: Checklist, row: Row, choice: Choice, *, by: str) -> RolloverLine:
    """Settle the line of a row of the checklist as it stands."""
    rollover = checklist.rollover
    _check_choice(checklist, row, choice)
    line = row.line or _new_line(rollover, row)
    before = {"outcome": line.outcome, "entry": line.entry}
    line.outcome, line.note = choice.outcome, choice.note
    line.entry = choice.entry if choice.outcome == "changed" else _words(choice.entry)
    line.seen_hash, line.decided_by, line.decided_at = row.subject.hash, by, now()
    try:
        db.session.flush()
    except (StaleDataError, IntegrityError) as error:
        raise Stale(f"「{row.subject.title}」刚刚由别人定过，请看过再定") from error
    audit.record(
        "rollover.decide", subject(rollover), actor=by, line=list(line.address),
        before=before, after={"outcome": line.outcome, "entry": line.entry},
    )  # fmt: skip
    return line


def _words(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return of an entry only the words of its own."""
    return {"words": entry["words"]} if entry.get("words") else {}


def _check_choice(checklist: Checklist, row: Row, choice: Choice) -> None:
    if choice.outcome not in row.subject.outcomes:
        known = "、".join(ROLLOVER_OUTCOME[outcome] for outcome in row.subject.outcomes)
        raise Invalid(f"请选其中之一：{known}", field="outcome")
    if row.seen != choice.seen:
        who = row.line.decided_by if row.line else ""
        raise Stale(f"「{row.subject.title}」刚刚由{who or '别人'}定过，请看过再定")
    if source := choice.entry.get("words", {}).get("source"):
        _check_source(source, "words.source")
    if choice.outcome == "changed":
        entries.check(row.subject, checklist.rollover.to_year, choice.entry, choice.typed)
        refuse(trial.faults(checklist, row, choice.entry, choice.typed))


def _new_line(rollover: Rollover, row: Row) -> RolloverLine:
    item_type, key, part = row.subject.address
    line = RolloverLine(item_type=item_type, item_key=key, part=part, outcome="", entry={}, note="")
    rollover.lines.append(line)
    return line


def _check_alone(to_year: int, codes: list[str]) -> None:
    chains = {code: set(territory.chain(code)) for code in codes}
    for other in every():
        if not other.is_open or other.to_year != to_year:
            continue
        theirs = {code: set(territory.chain(code)) for code in other.regions}
        if any(set(theirs) & chains[code] for code in codes) or any(
            set(codes) & chain for chain in theirs.values()
        ):
            raise Conflict(f"「{other.title}」还在进行，请接着它做，或先放弃它", rollover=other.id)


def _new_key(rollover: Rollover, region: str) -> str:
    """Return the key of the source a region's new year brings along, the same each time."""
    brought = rollover.evidence.get(region, {}).get("source")
    if brought:
        return str(brought["key"])
    taken = set(db.session.scalars(select(Source.key)))
    taken |= {e["source"]["key"] for e in rollover.evidence.values() if "source" in e}
    name = territory.names_of([region]).removesuffix("省").removesuffix("市")
    return key_for(str(rollover.to_year), key_for(name, "", ()), taken)
