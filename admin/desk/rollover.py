"""年度切换: begin, go through the checklist, paste amounts, hand everything in as one release."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose

from admin import confirm
from admin.desk import asked, rollover_told
from admin.desk.rollover_line import LinePage
from admin.views.base import PanelView, me
from backend.clock import today
from backend.errors import Invalid, YibaoError
from backend.extensions import db
from backend.models import Rollover
from backend.services import territory
from backend.services.names import Names
from backend.services.rollover import around, book, entries, handing_in, pasting
from backend.services.rollover.book import Choice
from backend.services.rollover.checklist import Checklist, Row
from backend.services.rollover.evidence import LABELS
from backend.services.sheets.book import read_file, read_pasted
from backend.services.sheets.reading import Grid
from backend.vocabulary import ROLLOVER_OUTCOME

SETTLED = {
    "changed": "已填好", "same": "没有变化，已定为与去年相同", "ended": "已定为不再有",
}  # fmt: skip
SEASON_BEGINS = 7  # month from which people think of next year


class RolloverView(PanelView):
    permission: ClassVar[str] = "look"
    permissions: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ("begin", "line", "decide", "change", "rest", "evidence", "paste", "abandon"), "edit"
        ),
        "hand_in": "submit",
    }

    def __init__(self) -> None:
        super().__init__(
            name="年度切换", category="审核与发布", endpoint="rollover", url="rollover"
        )

    @expose("/")
    def index(self) -> str:
        return self._index()

    @expose("/begin/", methods=("POST",))
    def begin(self) -> Any:
        year = asked.said("year")
        try:
            if not year.isdecimal() or len(year) != len("2027"):
                raise Invalid("年度应当是四位数，如 2027")
            codes = request.form.getlist("region")
            begun = book.begin(to_year=int(year), regions=codes, by=me().name)
        except YibaoError as error:
            db.session.rollback()
            return self._index(mistake=error.message), error.status
        db.session.commit()
        return redirect(_page(begun))

    @expose("/checklist/")
    def checklist(self) -> str:
        return self._checklist(_rollover())

    @expose("/line/")
    def line(self) -> str:
        """Show what to fill in for a line that changed."""
        rollover = _rollover()
        book.check_open(rollover, me().name)
        return self._line(rollover, _row(Checklist(rollover), request.args), {})

    @expose("/decide/", methods=("POST",))
    def decide(self) -> Any:
        """Settle a line that needs nothing typed."""
        rollover = _rollover()
        choice = Choice(asked.said("outcome"), _seen(), note=asked.said("note"))
        book.decide(rollover, _address(request.form), choice, by=me().name)
        db.session.commit()
        return redirect(f"{_page(rollover)}#{rollover_told.anchor(_address(request.form))}")

    @expose("/change/", methods=("POST",))
    def change(self) -> Any:
        """Settle a line with what was typed for it."""
        rollover = _rollover()
        book.check_open(rollover, me().name)
        row = _row(Checklist(rollover), request.form)
        posted = request.form.to_dict()
        try:
            choice = _typed(row, rollover.to_year, posted)
            book.decide(rollover, row.subject.address, choice, by=me().name)
        except YibaoError as error:
            db.session.rollback()
            rollover = _rollover()
            row = _row(Checklist(rollover), request.form)
            return self._line(rollover, row, posted, error=error), error.status
        db.session.commit()
        flash(f"「{row.subject.title}」{SETTLED[choice.outcome]}", "success")
        here = rollover_told.anchor(row.subject.address)
        return redirect(f"{_page(rollover, saved=here)}#{here}")

    @expose("/rest/", methods=("POST",))
    def rest(self) -> Any:
        rollover = _rollover()
        settled = book.settle_rest(
            rollover, by=me().name, seen=asked.said("seen"),
            is_certain=asked.said("certain") == "yes",
        )  # fmt: skip
        db.session.commit()
        flash(f"其余 {settled} 项已定为：{ROLLOVER_OUTCOME['same']}", "success")
        return redirect(f"{_page(rollover)}#hand-in")

    @expose("/evidence/", methods=("POST",))
    def evidence(self) -> Any:
        rollover, told = _rollover(), request.form.to_dict()
        try:
            book.state_evidence(rollover, asked.said("region"), told, by=me().name, seen=_seen())
        except YibaoError as error:
            db.session.rollback()
            return self._checklist(_rollover(), error=error, told=told), error.status
        db.session.commit()
        flash("依据已写好", "success")
        return redirect(f"{_page(rollover, saved=asked.said('region'))}#rest")

    @expose("/paste/", methods=("POST",))
    def paste(self) -> Any:
        rollover = _rollover()
        try:
            titles = pasting.paste(rollover, _table(), by=me().name)
        except YibaoError as error:
            db.session.rollback()
            told = {"table": request.form.get("table", "")}
            return self._checklist(_rollover(), error=error, told=told), error.status
        db.session.commit()
        flash(f"从表里填好了 {len(titles)} 项：{'、'.join(titles[:5])}", "success")
        return redirect(_page(rollover, saved="table"))

    @expose("/hand-in/", methods=("POST",))
    def hand_in(self) -> Any:
        rollover = _rollover()
        question = confirm.question(
            self, heading=rollover.title, button="提交审核", back=_page(rollover), look="primary",
            text="把全部改动作为一次发布提交审核？提交以后，清单不能再改。",
        )  # fmt: skip
        if question:
            return question
        try:
            release = handing_in.hand_in(rollover, by=me().name, seen=asked.said("seen"))
        except YibaoError as error:
            db.session.rollback()
            return self._checklist(_rollover(), error=error), error.status
        db.session.commit()
        flash("已提交，等另一位同事审核", "success")
        return redirect(url_for("release.details", id=release.id))

    @expose("/abandon/", methods=("POST",))
    def abandon(self) -> Any:
        rollover = _rollover()
        question = confirm.question(
            self, heading=rollover.title, button="放弃", back=_page(rollover),
            text="放弃这次年度切换？填过的内容不会再用，线上和草稿都不变。",
        )  # fmt: skip
        if question:
            return question
        book.abandon(rollover, by=me().name)
        db.session.commit()
        flash("已放弃这次年度切换", "success")
        return redirect(url_for(".index"))

    def _index(self, *, mistake: str = "") -> str:
        return self.render(
            "desk/rollovers.html", found=book.every(), mine=_is_mine, choices=around.choices(me()),
            year=today().year + (today().month >= SEASON_BEGINS), mistake=mistake,
            chosen=request.form.getlist("region"),
        )  # fmt: skip

    def _checklist(
        self, rollover: Rollover, *, error: YibaoError | None = None,
        told: Mapping[str, str] | None = None,
    ) -> str:  # fmt: skip
        if not rollover.is_open:
            called = Names(line.item for line in rollover.lines)
            return self.render("desk/rollover_closed.html", rollover=rollover, called=called)
        checklist = Checklist(rollover)
        standards = [r.subject.item[1] for r in checklist.rows if r.subject.kind == "standard"]
        return self.render(
            "desk/rollover.html", rollover=rollover, checklist=checklist,
            regions=rollover_told.by_region(checklist), error=error, told=told or {},
            shown_in=around.guides_showing(standards), sources=around.sources(),
            is_mine=_is_mine(rollover), words=LABELS,
            tell=rollover_told,
        )  # fmt: skip

    def _line(
        self, rollover: Rollover, row: Row, posted: Mapping[str, str], *,
        error: YibaoError | None = None,
    ) -> str:  # fmt: skip
        return self.render(
            "desk/rollover_line.html", rollover=rollover, row=row, error=error,
            page=LinePage(rollover, row, posted, error), tell=rollover_told,
        )  # fmt: skip


def _is_mine(rollover: Rollover) -> bool:
    return all(territory.holds(me(), code) for code in rollover.regions)


def _rollover() -> Rollover:
    found = db.session.get(Rollover, asked.number())
    if found is None:
        abort(404)
    return found


def _row(checklist: Checklist, named: Mapping[str, str]) -> Row:
    found = checklist.row(_address(named))
    if found is None or "changed" not in found.subject.outcomes:
        abort(404)
    return found


def _address(named: Mapping[str, str]) -> tuple[str, str, str]:
    return named.get("type", ""), named.get("key", ""), named.get("part", "")


def _seen() -> int:
    text = asked.said("seen")
    return int(text) if text.isdecimal() and len(text) < asked.LONGEST_NUMBER else -1


def _table() -> Grid:
    upload = request.files.get("file")
    if upload and upload.filename:
        return read_file(upload.read())
    return read_pasted(request.form.get("table", ""))


def _typed(row: Row, to_year: int, posted: Mapping[str, str]) -> Choice:
    """Return what a filled form makes of a line: the same, where it says just what there was."""
    outcome = posted.get("outcome", "changed")
    if outcome != "changed":
        return Choice(outcome, _seen(), entries.read_words(posted), typed=posted)
    entry = entries.read(row.subject, to_year, posted)
    outcome = "same" if entries.is_unchanged(row.subject, to_year, entry) else "changed"
    return Choice(outcome, _seen(), entry, typed=posted)


def _page(rollover: Rollover, *, saved: str | None = None) -> str:
    return url_for("rollover.checklist", id=rollover.id, saved=saved)
