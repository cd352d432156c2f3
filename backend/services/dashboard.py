"""工作台: what needs somebody, gathered with a few queries however much content there is.

What is due is judged by what somebody accepted, not by drafts: a draft is not done. Everything is
limited to the regions of whoever looks.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, or_, select

from backend.clock import now, today
from backend.extensions import db
from backend.models import (
    BenefitValue,
    ContributionValue,
    Edition,
    EnrolmentWindow,
    Guide,
    Release,
    Rollover,
    RolloverLine,
    Route,
    Staff,
    Standard,
)
from backend.services import accepted as accepting
from backend.services import due, editions, page_reads, territory
from backend.services.resolve import DatedValue, dated_values, from_benefit, from_contribution
from backend.services.staff import may
from backend.services.stored import Item

Accepted = Mapping[str, dict[str, Any] | None]

RECENT = timedelta(days=30)  # releases that went live by then are still shown
HOLDING, DOUBTED = ("verified", "unverified"), ("suspected", "outdated")
DATES = ("cover_from", "cover_to", "pay_from", "pay_to")


@dataclass(frozen=True, slots=True)
class DueStandard:
    """A standard somebody has to look after; `season` where its next year is not stated.

    `in_work`: somebody changed it, and nobody has accepted that yet.
    """

    item: Item
    title: str
    region: str
    expires_on: date | None = None
    season: due.Season | None = None
    in_work: bool = False


@dataclass(frozen=True, slots=True)
class DueRoute:
    """A route to check; `reads` is how often its guide was read in the last twelve months.

    `in_work`: somebody changed its guide, and nobody has accepted that yet.
    """

    item: Item
    guide: str
    region: str
    title: str
    status: str
    verified_on: date | None
    reads: int
    in_work: bool = False


@dataclass(frozen=True, slots=True)
class YearlyUpdate:
    """A checklist somebody has begun, and how far it has got."""

    id: int
    title: str
    done: int


def to_review(staff: Staff) -> list[Edition]:
    """Return what waits for this person's decision: nobody decides on their own words."""
    if not may(staff, "review"):
        return []
    others = (e for e in editions.waiting() if staff.name not in e.authors)
    return [edition for edition in others if editions.is_theirs(staff, edition)]


def own(staff: Staff, state: str) -> list[Edition]:
    """Return what this person wrote and is in a state, unless somebody wrote on since."""
    newest = select(func.max(Edition.id)).group_by(Edition.item_type, Edition.item_key)
    mine = select(Edition).where(Edition.author == staff.name, Edition.state == state)
    return list(db.session.scalars(mine.where(Edition.id.in_(newest)).order_by(Edition.id)))


def yearly_updates(staff: Staff) -> list[YearlyUpdate]:
    """Return the yearly updates under way in somebody's regions, the oldest first."""
    done = func.count(RolloverLine.id).filter(RolloverLine.outcome != "")
    counted = (
        select(Rollover.id, Rollover.title, Rollover.regions, done)
        .outerjoin(RolloverLine)
        .where(Rollover.state == "open")
        .group_by(Rollover.id, Rollover.title)
        .order_by(Rollover.id)
    )
    rows = db.session.execute(counted).tuples()
    return [
        YearlyUpdate(number, title, settled)
        for number, title, regions, settled in rows
        if all(territory.holds(staff, code) for code in regions)
    ]


def due_standards(staff: Staff) -> tuple[list[DueStandard], list[DueStandard]]:
    """Return the standards about to expire, and those whose next year should be known by now."""
    day, accepted = today(), accepting.behind("standard")
    drafts = [row for row in _standards(staff) if row.key not in accepted]
    standards: list[Any] = [*drafts, *_accepted_standards(staff, accepted)]
    values = dict(_values())
    values.update((key, dated_values(said)) for key, said in accepted.items() if said)
    windows = _windows(standards)
    found = []
    for row in standards:
        own = values.get(row.id, [])
        season = due.missing(own, windows[row.id], day) if row.is_paid else None
        found.append(DueStandard(
            ("standard", row.key), row.title, row.region, expires_on=due.expires_on(own, day),
            season=season, in_work=row.key in accepted,
        ))  # fmt: skip
    expiring = [each for each in found if each.expires_on]
    missing = [each for each in found if each.season]
    return sorted(expiring, key=_when), sorted(missing, key=_when)


def _when(found: DueStandard) -> tuple[date, Item]:
    begins = found.season.begins if found.season else date.max
    return min(found.expires_on or date.max, begins), found.item


def unverified_routes(staff: Staff) -> list[DueRoute]:
    """Return the routes nobody verified for long, those of the most read guides first."""
    since = today() - due.STALE
    old = or_(Route.verified_on.is_(None), Route.verified_on < since)
    return _routes(staff, (old, Route.status.in_(HOLDING)), lambda r: (
        r.status in HOLDING and (r.verified_on is None or r.verified_on < since)
    ))  # fmt: skip


def suspected_routes(staff: Staff) -> list[DueRoute]:
    """Return the routes said to have changed or to be out of date."""
    return _routes(staff, (Route.status.in_(DOUBTED),), lambda r: r.status in DOUBTED)


def to_settle(staff: Staff) -> list[Release]:
    """Return the releases that wait for somebody to decide between two texts, of those who may."""
    if not may(staff, "publish"):
        return []
    held = select(Release).where(Release.state == "held").order_by(Release.id)
    return list(db.session.scalars(held))


def calendar() -> list[Release]:
    """Return what waits to go live, what nobody scheduled yet, and what went live of late."""
    shown = select(Release).where(
        Release.state != "withdrawn",
        or_(Release.go_live_at.is_(None), Release.go_live_at > now() - RECENT),
    )
    releases = list(db.session.scalars(shown.order_by(Release.id)))
    return sorted(releases, key=lambda r: (r.go_live_at is None, r.go_live_at or now(), r.id))


def _values() -> Mapping[int | str, list[DatedValue]]:
    """Return every standard's dated values as drafted, without their amounts."""
    found: dict[int | str, list[DatedValue]] = defaultdict(list)
    for model, read in ((ContributionValue, from_contribution), (BenefitValue, from_benefit)):
        names = ["standard_id", "policy_year", "kind", *(n for n in DATES if hasattr(model, n))]
        rows = db.session.execute(select(*(getattr(model, name) for name in names)))
        for row in rows.mappings():
            found[row["standard_id"]].append(read(_as_stored(row)))
    return found


def _standards(staff: Staff) -> list["Row[Any]"]:
    is_paid = (Standard.kind == "contribution").label("is_paid")
    names = Standard.id, Standard.key, Standard.title, Standard.region, Standard.scheme
    return list(db.session.execute(_within(staff, select(*names, is_paid), Standard.region)))


def _accepted_standards(staff: Staff, accepted: Accepted) -> Iterator["_Accepted"]:
    """Yield what was accepted of standards somebody works on, as `_standards` does the drafts."""
    is_mine = _owned(staff)
    for key, said in accepted.items():
        if said and is_mine(said["region"]):
            is_paid = said["kind"] == "contribution"
            yield _Accepted(key, key, said["title"], said["region"], said["scheme"], is_paid)


class _Accepted(NamedTuple):
    """A standard by what was accepted of it, with the names a row of drafts has."""

    id: str
    key: str
    title: str
    region: str
    scheme: str
    is_paid: bool


def _windows(standards: list[Any]) -> Mapping[int | str, list[Mapping[str, Any]]]:
    """Return for each standard the windows of its scheme, of its region and those above."""
    model = EnrolmentWindow
    columns = select(model.region, model.scheme, model.policy_year, model.opens_on)
    known: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for window in db.session.execute(columns).mappings():
        known[window["region"], window["scheme"]].append(_as_stored(window))
    chains = territory.chains({row.region for row in standards})
    return {
        row.id: [w for code in chains[row.region] for w in known[code, row.scheme]]
        for row in standards
    }


def _as_stored(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(n): v.isoformat() if isinstance(v, date) else v for n, v in row.items()}


def _routes(
    staff: Staff, conditions: Iterable[Any], fits: Callable[[DueRoute], bool]
) -> list[DueRoute]:
    """Return drafts' routes that meet conditions; where work goes on, those accepted that fit."""
    accepted, reads = accepting.behind("guide"), page_reads.of_last_year()
    columns = select(
        Guide.key, Guide.title, Guide.region, Route.title, Route.status, Route.verified_on
    ).join(Guide, Route.guide_id == Guide.id)
    rows = db.session.execute(_within(staff, columns.where(*conditions), Guide.region))
    found = [_route(row, reads) for row in rows if row[0] not in accepted]
    found += filter(fits, _accepted_routes(staff, accepted, reads))
    return sorted(found, key=lambda r: (-r.reads, r.verified_on or date.min, r.item, r.title))


def _route(row: "Row[Any]", reads: Mapping[str, int]) -> DueRoute:
    key, guide, region, title, status, verified_on = row
    return DueRoute(("guide", key), guide, region, title, status, verified_on, reads.get(key, 0))


def _accepted_routes(
    staff: Staff, accepted: Accepted, reads: Mapping[str, int]
) -> Iterator[DueRoute]:
    is_mine = _owned(staff)
    for key, said in accepted.items():
        if said and is_mine(said["region"]):
            for route in said.get("routes", ()):
                day = route.get("verified_on")
                yield DueRoute(
                    ("guide", key), said["title"], said["region"], route["title"],
                    route["status"], date.fromisoformat(day) if day else None,
                    reads.get(key, 0), in_work=True,
                )  # fmt: skip


def _within(staff: Staff, question: Select[Any], region: Any) -> Select[Any]:
    if staff.is_limited:
        return question.where(region.in_(territory.below(staff.regions)))
    return question


def _owned(staff: Staff) -> Callable[[str], bool]:
    """Return what tells whether a region is somebody's, asked for once."""
    if not staff.is_limited:
        return lambda _region: True
    return set(db.session.scalars(territory.below(staff.regions))).__contains__


def regions_of(*lists: Iterable[DueStandard | DueRoute]) -> set[str]:
    """Return the regions these lists name, to be called by their names."""
    return {found.region for each in lists for found in each}
