"""What is approved and in no release yet: what keeps each from going out, and what it needs."""

from collections.abc import Iterator
from dataclasses import dataclass

from backend.clock import now
from backend.models import Edition, Staff
from backend.release.cautions import faults, title_of
from backend.release.proposal import Proposal
from backend.services import releases
from backend.services.checks.links import pointed_at
from backend.services.stored import Item


@dataclass(frozen=True, slots=True)
class Loose:
    """An approved edition; `faults` stop any release of it, `needs` are to go out with it."""

    edition: Edition
    title: str
    faults: tuple[str, ...]
    needs: tuple[str, ...]


def pool(gatherer: Staff) -> list[Loose]:
    """Return the approved changes somebody may put into a release, looked at all together."""
    found = {edition.item: edition for edition in releases.loose(gatherer)}
    if not found:
        return []
    proposal = Proposal(releases.live(now()), found)
    wrong: dict[Item, list[str]] = {}
    for fault in faults(proposal.after, found):
        wrong.setdefault(fault.item, []).append(fault.text)
    return [_loose(proposal, edition, wrong.get(edition.item, [])) for edition in found.values()]


def _loose(proposal: Proposal, edition: Edition, wrong: list[str]) -> Loose:
    shown = proposal.before if edition.is_withdrawal else proposal.after
    needs = [] if edition.is_withdrawal else sorted(set(_needs(proposal, edition.item)))
    return Loose(edition, title_of(shown, edition.item), tuple(wrong), tuple(needs))


def _needs(proposal: Proposal, item: Item) -> Iterator[str]:
    """Yield what an edition points at that readers do not have without the rest of these."""
    for _, target in pointed_at(proposal.after[item]):
        if target in proposal.own and target not in proposal.before and target != item:
            yield title_of(proposal.after, target)
