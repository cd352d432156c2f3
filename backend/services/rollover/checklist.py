"""The checklist of a yearly update as it stands: subjects, what was settled, what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from backend.models import Rollover, RolloverLine
from backend.services import editions, territory
from backend.services.rollover import around
from backend.services.rollover.subjects import CITED, OFFICE, STANDARD, Address, Subject, subjects
from backend.services.rollover.turning import Decided
from backend.services.stored import Item, hash_of

VERSION_LENGTH = 16
UNFINISHED = ("draft", "in_review", "rejected")
STATES = {"draft": "还没提交的草稿", "in_review": "等待审核的修改", "rejected": "被退回的修改"}


@dataclass(frozen=True, slots=True)
class Row:
    """One subject with its line; no line yet, nothing settled."""

    subject: Subject
    line: RolloverLine | None
    region: str  # the chosen region it belongs to

    @property
    def outcome(self) -> str:
        return self.line.outcome if self.line else ""

    @property
    def seen(self) -> int:
        return self.line.lock_version if self.line else 0

    @property
    def is_outdated(self) -> bool:
        """Tell whether what was settled has been changed by somebody since."""
        return bool(self.outcome) and self.line is not None and (
            self.line.seen_hash != self.subject.hash
        )  # fmt: skip

    @property
    def is_settled(self) -> bool:
        return bool(self.outcome) and not self.is_outdated

    @property
    def words(self) -> Mapping[str, str]:
        """Return the words of its own that it rests on, none where it has none."""
        return self.line.entry.get("words", {}) if self.line else {}

    @property
    def needs_words(self) -> bool:
        """Tell whether it becomes a published fact that only words of its own can support."""
        if self.words:
            return False
        ends = self.subject.kind == STANDARD and self.outcome == "ended"
        return ends or (self.subject.kind == OFFICE and self.outcome == "changed")

    @property
    def rests_on_region(self) -> bool:
        """Tell whether it is said by the words its region states, having none of its own."""
        if self.line is None or self.outcome != "changed" or self.words:
            return False
        if self.subject.kind == STANDARD:
            return not all(value.get("citations") for value in self.line.entry["values"])
        return self.subject.kind in CITED


class Checklist:
    """Everything a yearly update has to settle, in order."""

    def __init__(self, rollover: Rollover) -> None:
        self.rollover = rollover
        self.documents = around.documents_of(rollover.regions)
        lines = {line.address: line for line in rollover.lines}
        mine = [s for s in subjects(self.documents, rollover.to_year) if self.region_of(s)]
        self.rows = [Row(s, lines.get(s.address), self.region_of(s)) for s in mine]

    def region_of(self, subject: Subject) -> str:
        """Return the chosen region a subject lies in, or "" when it lies in none."""
        chain = self._chains.setdefault(subject.region, territory.chain(subject.region))
        return next((code for code in chain if code in self.rollover.regions), "")

    @cached_property
    def _chains(self) -> dict[str, list[str]]:
        return {}

    def row(self, address: Address) -> Row | None:
        return next((row for row in self.rows if row.subject.address == address), None)

    @property
    def settled(self) -> int:
        return sum(row.is_settled for row in self.rows)

    @property
    def open_rows(self) -> list[Row]:
        return [row for row in self.rows if not row.outcome]

    @property
    def open_version(self) -> str:
        """Return what tells this set of open lines from another."""
        return _hashed("\t".join(row.subject.address) for row in self.open_rows)

    @property
    def version(self) -> str:
        """Return what tells the whole checklist, as it is settled now, from another state of it."""
        settled = (f"{row.subject.address} {row.seen} {row.is_settled}" for row in self.rows)
        return _hashed([str(self.rollover.lock_version), *settled])

    def citations(self, row: Row) -> list[dict[str, Any]]:
        """Return the words of the new year that speak of a line; none for what merely stayed."""
        stated = self.rollover.evidence.get(row.region, {}).get("citation")
        if row.words and ("source" in row.words or stated):
            source = row.words.get("source") or stated["source"]
            return [{**row.words, "source": source}]
        return [stated] if stated and row.rests_on_region else []

    def resting_on(self, region: str) -> list[Row]:
        """Return the lines that are said by the words of a region."""
        return [row for row in self.rows if row.region == region and row.rests_on_region]

    @cached_property
    def documents_and_windows(self) -> dict[Item, dict[str, Any]]:
        """Return the documents, and an empty one for every window there is: its key is taken."""
        taken: dict[Item, dict[str, Any]] = {item: {} for item in around.window_keys()}
        return {**taken, **self.documents}

    def decided(self) -> Iterator[Decided]:
        for row in self.rows:
            if row.line is not None and row.outcome:
                by = row.line.decided_by or self.rollover.created_by
                yield Decided(row.subject, row.outcome, row.line.entry, by, self.citations(row))

    @cached_property
    def blockers(self) -> list[str]:
        """Return why it cannot be handed to review yet, each reason once."""
        return [*self._unsettled(), *self._without_evidence(), *self._unfinished()]

    def _unsettled(self) -> Iterator[str]:
        if not self.rows:
            yield "这些地区没有要切换的内容"
        if left := len(self.open_rows):
            yield f"还有 {left} 项没有定"
        for row in self.rows:
            if row.is_outdated:
                yield f"「{row.subject.title}」在定下以后又被改过，请再看一遍"
        if self.rows and all(row.outcome == "not_announced" for row in self.rows):
            yield "每一项都尚未公布，没有可以发布的内容"

    def _without_evidence(self) -> Iterator[str]:
        for region in self.rollover.regions:
            if region not in self.rollover.evidence and any(self._asking(region)):
                yield f"{territory.names_of([region])}还没有写新年度的依据"
            resting = [f"「{row.subject.title}」" for row in self.resting_on(region)]
            if len(resting) > 1:
                here = territory.names_of([region])
                yield (
                    f"{here}的依据只有一句原文，却有 {len(resting)} 项靠它：{'、'.join(resting)}。"
                    "除了它说的那一项，请点开其余各项，写上各自的位置和原文"
                )
        for row in self.rows:
            if row.needs_words:
                yield f"「{row.subject.title}」还没写它自己的依据（位置和原文），请点开写上"

    def _asking(self, region: str) -> Iterator[Row]:
        """Yield the lines of a region that rest on its words, or on its source."""
        for row in self.rows:
            own = bool(row.words) and "source" not in row.words
            if row.region == region and (row.rests_on_region or own):
                yield row

    def _unfinished(self) -> Iterator[str]:
        for row in _of_one_item(self.rows):
            latest = editions.latest(row.subject.item)
            if latest is not None and latest.state in UNFINISHED:
                yield (
                    f"「{row.subject.title}」还有{latest.author}{STATES[latest.state]}，请先处理"
                )


def _hashed(parts: Iterable[str]) -> str:
    return hash_of("\n".join(sorted(parts)))[:VERSION_LENGTH]


def _of_one_item(rows: Iterable[Row]) -> list[Row]:
    """Return the rows whose items will be written, one for each item."""
    touched = (row for row in rows if row.outcome not in ("", "not_announced"))
    found: Mapping[Any, Row] = {row.subject.item: row for row in touched}
    return list(found.values())
