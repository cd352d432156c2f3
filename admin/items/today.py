"""What texts say today: their references filled in from the drafts."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import or_, select

from backend.clock import today
from backend.extensions import db
from backend.models import Standard
from backend.release.image import Image
from backend.release.render.amounts import Sentences, cell_form, resolved
from backend.services import working
from backend.text.references import references
from backend.vocabulary import MEASURE

MOST_STANDARDS = 8
CONTRIBUTION = {"personal": "个人缴费", "subsidy": "财政补助", "total": "合计"}


class Today:
    """Says texts as readers would see them today, were the drafts published."""

    def __init__(self, standards: Iterable[Standard]) -> None:
        forms = {("standard", row.key): working.stored_form("standard", row) for row in standards}
        self._say = Sentences(Image.of(forms), today())

    @classmethod
    def of_texts(cls, texts: Iterable[str]) -> "Today":
        keys = {r.key for text in texts if "{{" in text for r in references(text)}
        rows = db.session.scalars(select(Standard).where(Standard.key.in_(keys))) if keys else ()
        return cls(rows)

    def __call__(self, text: str) -> str:
        return self._say(text)


def offered(text: str, region: str) -> list[dict[str, Any]]:
    """Return standards that fit a text, the region's own first, with all they can say today."""
    fits = or_(Standard.title.icontains(text, autoescape=True), Standard.key.contains(text))
    near = Standard.region != region
    rows = db.session.scalars(
        select(Standard).where(fits).order_by(near, Standard.key).limit(MOST_STANDARDS)
    )
    return [
        {"title": row.title, "amounts": list(amounts_of(working.stored_form("standard", row)))}
        for row in rows
    ]


def amounts_of(standard: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield every amount a text can refer to: how to write it, what it is, what it is today."""
    say = Sentences(Image.of({("standard", standard["key"]): standard}), today())
    for label, rest in _measures(standard):
        token = f"{{{{standard:{standard['key']}.{rest}}}}}"
        yield {"token": token, "label": label, "said": say(token)}


def _measures(standard: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if standard["kind"] == "contribution":
        stated = {n for v in standard.get("contribution_values", ()) for n in v}
        yield from (
            (label, name) for name, label in CONTRIBUTION.items() if f"{name}_fen" in stated
        )
        return
    for cell in _cells(standard):
        dims = ",".join(f"{name}={value}" for name, value in cell["dims"].items())
        label = f"{cell['dims_label']} {MEASURE[cell['measure']]}".strip()
        yield label, cell["measure"] + (f"|{dims}" if dims else "")


def _cells(standard: dict[str, Any]) -> list[dict[str, Any]]:
    found = resolved(standard, today())
    value = found.value or found.next
    cells = [cell_form(cell) for cell in value.body["cells"]] if value else []
    return list({str((c["measure"], c["dims"])): c for c in cells}.values())
