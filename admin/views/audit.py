"""操作记录: read, filter, take along; there is no way to change it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from flask import Response, request
from flask_admin import expose

from admin import exports
from admin.views.base import PanelView
from backend.errors import BadRequest
from backend.models import AuditEvent
from backend.services import audit_log
from backend.services.audit_log import Asked
from backend.services.audit_said import Teller
from backend.services.audit_words import AUDIT_ACTION, AUDIT_SUBJECT
from backend.vocabulary import ITEM_TYPE

PAGE = 50
MOST_EXPORTED = 50_000
AT_ONCE = 500  # events whose texts are looked up together
LONGEST_CELL = 30_000  # characters; Excel takes 32 767
HEADINGS = ("时间", "谁", "从哪里", "做了什么", "对象", "说明", "之前", "之后", "编号")


class AuditView(PanelView):
    permission: ClassVar[str] = "audit"

    def __init__(self) -> None:
        super().__init__(name="操作记录", category="管理", endpoint="audit", url="audit")

    @expose("/")
    def index(self) -> str:
        events = audit_log.find(_asked(), most=PAGE + 1, below=_below())
        return self.render(
            "panel/audit.html", events=events[:PAGE], more=len(events) > PAGE, log=audit_log,
            told=Teller(events),
            asked=_asked(), actors=audit_log.actors(), actions=AUDIT_ACTION,
            subjects={**ITEM_TYPE, **AUDIT_SUBJECT}, query=_query(),
        )  # fmt: skip

    @expose("/event/")
    def event(self) -> str:
        event = audit_log.get(_number("id") or 0)
        told = Teller([event])
        return self.render(
            "panel/audit_event.html", event=event, log=audit_log, told=told,
            lines=told.changed_text(event),
        )  # fmt: skip

    @expose("/export/")
    def export(self) -> Response:
        events = audit_log.find(_asked(), most=MOST_EXPORTED)
        return exports.csv("操作记录", HEADINGS, _rows(events))


def _rows(events: list[AuditEvent]) -> Iterator[list[Any]]:
    for start in range(0, len(events), AT_ONCE):
        some = events[start : start + AT_ONCE]
        told = Teller(some)
        yield from (_row(event, told) for event in some)


def _row(event: AuditEvent, told: Teller) -> list[Any]:
    before, after = (_cell(side) for side in told.sides(event))
    said = "；".join(told.said(event.details))
    return [
        event.at, event.actor, audit_log.origin_of(event), audit_log.action_of(event),
        told.subject(event), said, before, after, event.id,
    ]  # fmt: skip


def _cell(text: str) -> str:
    """Return what a cell of a table can hold; the whole is on the event's page."""
    return text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}……（见详情）"


def _asked() -> Asked:
    words = {name: request.args.get(name, "").strip() for name in ("actor", "action")}
    words["subject_type"] = request.args.get("subject", "").strip()
    words["subject_key"] = request.args.get("key", "").strip()
    return Asked(**words, first=_day("from"), last=_day("to"))


def _query() -> dict[str, str]:
    """Return the filters as the address has them, for the links of this page."""
    return {n: v for n, v in request.args.items() if v and n != "below"}


def _below() -> int | None:
    return _number("below")


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None  # noqa: PLR2004 - 64 bits


def _day(name: str) -> date | None:
    text = request.args.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadRequest(f"日期「{text}」看不懂，请写成 2027-01-01") from None
