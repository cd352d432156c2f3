"""操作记录: read, filter, take along; there is no way to change it."""

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
from backend.services.audit_words import AUDIT_ACTION, AUDIT_SUBJECT
from backend.vocabulary import ITEM_TYPE

PAGE = 50
MOST_EXPORTED = 50_000
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
            asked=_asked(), actors=audit_log.actors(), actions=AUDIT_ACTION,
            subjects={**ITEM_TYPE, **AUDIT_SUBJECT}, query=_query(),
        )  # fmt: skip

    @expose("/event/")
    def event(self) -> str:
        event = audit_log.get(_number("id") or 0)
        lines = audit_log.changed_text(event)
        return self.render("panel/audit_event.html", event=event, log=audit_log, lines=lines)

    @expose("/export/")
    def export(self) -> Response:
        events = audit_log.find(_asked(), most=MOST_EXPORTED)
        return exports.csv("操作记录", HEADINGS, map(_row, events))


def _row(event: AuditEvent) -> list[Any]:
    changes = list(audit_log.before_and_after(event.details))
    before, after = ("；".join(f"{c[0]}：{c[n]}" for c in changes if c[n]) for n in (1, 2))
    said = "；".join(audit_log.said(event.details))
    return [
        event.at, event.actor, audit_log.origin_of(event), audit_log.action_of(event),
        audit_log.subject_of(event), said, before, after, event.id,
    ]  # fmt: skip


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
