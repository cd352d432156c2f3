"""From an uploaded table to drafts: looked at first, then all of it in one transaction."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from backend.clock import now
from backend.errors import Conflict, Forbidden, Invalid, NotFound
from backend.extensions import db
from backend.models import Region, SheetRun, Staff
from backend.services import audit, bulk, regions, territory, working
from backend.services.checks.wording import in_words
from backend.services.drafting import Stale
from backend.services.sheets import book, tables
from backend.services.sheets.columns import SHEETS, Sheet
from backend.services.sheets.faults import faults, faults_in_part
from backend.services.sheets.places import Places
from backend.services.sheets.reading import Beside, Problem, Reading
from backend.services.staff import allowed
from backend.services.stored import Item, body_of, hash_of

NOT_THERE = ""
MOST_KEPT_NAME = 200
Tell = Callable[[int, int], None]


def silent(_done: int, _of: int) -> None:
    """Tell nobody how far it got."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a table makes of one item; `before` is None for a new one."""

    item: Item
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


class Plan:
    """What a table would do to the drafts as they are now."""

    def __init__(self, sheet: Sheet, reading: Reading, beside: Beside, staff: Staff) -> None:
        self.sheet = sheet
        self.reading = reading
        self.rows = len({origin.row for origin in reading.rows.values()})
        self.changes = [
            Change(item, beside.existing.get(item), document)
            for item, document in reading.documents.items()
            if beside.existing.get(item) != document
        ]
        self._staff = staff

    @cached_property
    def problems(self) -> list[Problem]:
        """Return everything that keeps the table out, by row."""
        found = [*self.reading.problems, *self._faults(), *self._torn(), *self._elsewhere()]
        return sorted(set(found))

    @property
    def unchanged(self) -> int:
        return len(self.reading.documents) - len(self.changes)

    @property
    def seen(self) -> dict[str, str]:
        """Return the hash of each item it changes, as it stands."""
        return {change.item[1]: _hash(change.before) for change in self.changes}

    def _faults(self) -> Iterator[Problem]:
        documents = {change.item: change.after for change in self.changes}
        for finding in faults(documents):
            row, column = self.reading.locate(finding.item, finding.path)
            yield Problem(row, column, in_words(finding.path, finding.message))

    def _torn(self) -> Iterator[Problem]:
        """Find what else is wrong in rows that are refused already."""
        for torn, finding in faults_in_part(self.reading.torn):
            row, column = torn.origin.locate(finding.place)
            if (row, column) not in self.reading.unread:
                row, column = torn.origin.locate(finding.path)
                yield Problem(row, column, in_words(finding.path, finding.message))

    def _elsewhere(self) -> Iterator[Problem]:
        """Find what is not this person's to touch."""
        for change in self.changes if self._staff.is_limited else ():
            try:
                territory.check(self._staff, change.item, change.before, change.after)
            except Forbidden as refusal:
                row, column = self.reading.locate(change.item, ("region",))
                yield Problem(row, column, refusal.message)


def look(
    sheet_name: str, file_name: str, packed: bytes, *, by: str, citation: Mapping[str, str]
) -> tuple[SheetRun, Plan]:
    """Read an uploaded table and say what it would do; nothing of it is written yet.

    Raises `Invalid` for a file that cannot be read at all.
    """
    staff = allowed(by, "import")
    run = SheetRun(
        sheet=_sheet(sheet_name).name, file_name=file_name[-MOST_KEPT_NAME:], packed=packed,
        citation=dict(citation), state="checked", created_by=by,
    )  # fmt: skip
    plan = plan_of(run, staff)
    run.rows, run.seen = plan.rows, plan.seen
    run.problems = [[p.row, p.column, p.message] for p in plan.problems]
    db.session.add(run)
    db.session.flush()
    audit.record(
        "import.look", _subject(run), actor=by, sheet=run.sheet, file=run.file_name,
        changes=len(plan.changes), problems=len(plan.problems),
    )  # fmt: skip
    return run, plan


def apply(run_id: int, *, by: str, tell: Tell = silent) -> SheetRun:
    """Write all a table says as drafts: all of it, or nothing.

    Raises `Invalid` while it has problems, `Stale` when an item of it was saved since it was
    looked at, `Conflict` when it was applied already.
    """
    staff = allowed(by, "import")
    run = get(run_id, by=by, holding=True)
    if run.state != "checked":
        raise Conflict("这张表已经导入或放弃了", run=run.id, state=run.state)
    bulk.hold(_sheet(run.sheet).item_type, run.seen)
    plan = plan_of(run, staff)
    if plan.problems:
        told = [str(problem) for problem in plan.problems]
        raise Invalid(
            f"表里有 {len(told)} 处问题，什么都没有导入。第一处：{told[0]}", problems=told
        )
    if plan.seen != run.seen:
        raise Stale("检查以后，表里的内容有的又被改过；请重新上传检查")
    total = len(plan.changes)
    tell(0, total)
    _write(plan, by, lambda done: tell(done, total))
    run.state, run.applied_at = "applied", now()
    db.session.flush()
    audit.record("import.apply", _subject(run), actor=by, sheet=run.sheet, changes=total)
    return run


def abandon(run_id: int, *, by: str) -> SheetRun:
    run = get(run_id, by=by, holding=True)
    if run.state != "checked":
        raise Conflict("这张表已经导入或放弃了", run=run.id, state=run.state)
    run.state = "abandoned"
    db.session.flush()
    audit.record("import.abandon", _subject(run), actor=by, sheet=run.sheet)
    return run


def get(run_id: int, *, by: str, holding: bool = False) -> SheetRun:
    """Return somebody's own upload."""
    wanted = select(SheetRun).where(SheetRun.id == run_id, SheetRun.created_by == by)
    run = db.session.scalar(wanted.with_for_update() if holding else wanted)
    if run is None:
        raise NotFound("没有这次导入，或者它是别人的", run=run_id)
    return run


def of(name: str) -> list[SheetRun]:
    """Return somebody's uploads, the newest first."""
    own = select(SheetRun).where(SheetRun.created_by == name)
    return list(db.session.scalars(own.order_by(SheetRun.id.desc()).limit(20)))


def plan_of(run: SheetRun, staff: Staff) -> Plan:
    sheet = _sheet(run.sheet)
    beside = beside_of(sheet, run.citation)
    return Plan(sheet, tables.read(sheet, book.read_file(run.packed), beside), beside, staff)


def beside_of(sheet: Sheet, citation: Mapping[str, Any] | None = None) -> Beside:
    """Return what a table is read beside: all drafts of its type, and the region list."""
    existing = dict(working.every(sheet.item_type))
    ordered = select(*(getattr(Region, name) for name in regions.COLUMNS)).order_by(Region.code)
    rows = ([part or "" for part in row] for row in db.session.execute(ordered))
    return Beside(existing, Places(rows), citation or None)


def _sheet(name: str) -> Sheet:
    if name not in SHEETS:
        raise Invalid(f"没有「{name}」这种表", field="sheet")
    return SHEETS[name]


def _write(plan: Plan, by: str, tell: Callable[[int], None]) -> None:
    documents = [change.after for change in plan.changes]
    try:
        bulk.draft(plan.sheet.item_type, documents, author=by, tell=tell)
    except StaleDataError as error:
        raise Stale("导入的时候，有内容刚刚被别人改过；请重新上传检查") from error
    except DBAPIError as error:
        message = "数据库放不下这张表：时段与别的重叠、合计对不上，或指向的内容不在库里"
        raise Conflict(message) from error


def _hash(document: Mapping[str, Any] | None) -> str:
    return NOT_THERE if document is None else hash_of(body_of(document))


def _subject(run: SheetRun) -> tuple[str, str]:
    return "sheet_run", str(run.id)
