"""What is told of a change before somebody decides on it, put together once for every page."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from backend.clock import day_of, now
from backend.models import Release
from backend.release.cautions import Caution, cautions, faults, title_of
from backend.release.proposal import Difference, Proposal
from backend.services import golden, releases
from backend.services.diff_lines import Line
from backend.services.names import Names
from backend.services.stored import Item

# what people look at first
ORDER = ("standard", "window", "rule", "guide", "questionnaire", "channel", "office", "source")
MOST_OPEN = 3  # differences that stand open on a page of several


@dataclass(frozen=True)
class Told:
    """A proposal with everything beside the button; `only` is the one item a page is about."""

    proposal: Proposal
    day: date
    only: Item | None = None

    @classmethod
    def of_release(cls, release: Release) -> "Told":
        at = release.go_live_at or now()
        return cls(Proposal.of_release(release), day_of(max(at, now())))

    @cached_property
    def differences(self) -> list[Difference]:
        found = (d for d in self.proposal.differences if self.only in (None, d.item))
        return sorted(found, key=lambda d: (_place(d.item), d.title))

    @cached_property
    def called(self) -> Names:
        """Return names for all that is pointed at, before and after."""
        documents = [d for each in self.differences for d in (each.before, each.after)]
        return Names.in_documents(*documents)

    @cached_property
    def items(self) -> list[Item]:
        return [item for item in self.proposal.own if self.only in (None, item)]

    @cached_property
    def cautions(self) -> list[Caution]:
        return cautions(self.proposal.after, self.items, self.day)

    @cached_property
    def faults(self) -> list[Caution]:
        return faults(self.proposal.after, self.items)

    @property
    def answers(self) -> list[golden.Changed]:
        return self.proposal.answers

    def lines(self, difference: Difference) -> list[Line]:
        return difference.lines(self.called)

    def used_in(self, item: Item) -> list[tuple[Item, str]]:
        return self.proposal.used_in(item)

    def title_of(self, item: Item) -> str:
        """Return what an item would be called, or was, before it is withdrawn."""
        proposal = self.proposal
        return title_of(proposal.after if item in proposal.after else proposal.before, item)

    def is_open(self, difference: Difference) -> bool:
        """Tell whether a difference stands open: all of few, none of many."""
        return len(self.differences) <= MOST_OPEN or difference is self.differences[0]


def _place(item: Item) -> int:
    return ORDER.index(item[0]) if item[0] in ORDER else len(ORDER)


def is_live(release: Release) -> bool:
    live = releases.live(now())
    return live is not None and live.id == release.id
