"""导入导出: tables in and out, looked at before they count, and the whole content to take along."""

from typing import Any, ClassVar

from flask import Response, abort, flash, jsonify, redirect, request, url_for
from flask_admin import expose

from admin import exports
from admin.desk import asked, progress
from admin.views.base import PanelView, me
from backend.clock import today
from backend.errors import Invalid, YibaoError
from backend.extensions import db
from backend.models import SheetRun
from backend.services import content_load, content_zip, territory, working
from backend.services.diff_lines import lines
from backend.services.names import Names
from backend.services.rollover import around
from backend.services.sheets import runs, tables
from backend.services.sheets.book import CSV, MEDIA_TYPES, XLSX, write_csv, write_xlsx
from backend.services.sheets.columns import SHEETS, Sheet

MOST_SHOWN = (
    100  # changes and problems on a page; the rest are counted, problems can be taken along
)
ZIP = "application/zip"


class SheetsView(PanelView):
    permission: ClassVar[str] = "look"
    permissions: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ("look", "run", "apply", "abandon", "problems", "progress", "template"), "import"
        ),
        **dict.fromkeys(("export", "content"), "export"),
    }

    def __init__(self) -> None:
        super().__init__(name="导入导出", category="数据", endpoint="sheets", url="import")

    @expose("/")
    def index(self) -> str:
        return self._index()

    @expose("/template/")
    def template(self) -> Response:
        sheet = _sheet(request.args)
        return exports.file(write_xlsx(sheet, []), f"{sheet.label}模板.xlsx", MEDIA_TYPES[XLSX])

    @expose("/export/")
    def export(self) -> Response:
        """Give a table of everything of a kind, of one region and what lies below it if asked."""
        sheet, kind = _sheet(request.args), request.args.get("format", XLSX)
        region = request.args.get("region", "")
        within = set(db.session.scalars(territory.below([region]))) if region else None
        found = [
            document
            for _, document in working.every(sheet.item_type)
            if (within is None or document["region"] in within)
            and document.get("kind", "") in (sheet.kind, "")
        ]
        rows = tables.rows_of(sheet, found)
        body = write_csv(sheet.headings, rows) if kind == CSV else write_xlsx(sheet, rows)
        place = f"-{territory.names_of([region])}" if region else ""
        name = f"{sheet.label}{place}-{today().isoformat()}.{CSV if kind == CSV else XLSX}"
        return exports.file(body, name, MEDIA_TYPES[CSV if kind == CSV else XLSX])

    @expose("/content/")
    def content(self) -> Response:
        name = f"内容-{today().isoformat()}.zip"
        return exports.file(content_zip.packed(content_load.dump()), name, ZIP)

    @expose("/look/", methods=("POST",))
    def look(self) -> Any:
        upload = request.files.get("file")
        try:
            if upload is None or not upload.filename:
                raise Invalid("请选一个文件")
            sheet = _sheet(request.form)
            run, _ = runs.look(
                sheet.name, upload.filename, upload.read(), by=me().name, citation=_citation()
            )
        except YibaoError as error:
            db.session.rollback()
            return self._index(mistake=error.message), error.status
        db.session.commit()
        return redirect(url_for(".run", id=run.id))

    @expose("/run/")
    def run(self) -> str:
        return self._run(_run())

    @expose("/problems/")
    def problems(self) -> Response:
        return exports.csv("导入的问题", ("行", "列", "问题"), _run().problems)

    @expose("/apply/", methods=("POST",))
    def apply(self) -> Any:
        number = asked.number()
        try:
            with progress.of(me().id) as tell:
                run = runs.apply(number, by=me().name, tell=tell)
            db.session.commit()
        except YibaoError as error:
            db.session.rollback()
            return self._run(_run(), mistake=error.message), error.status
        return redirect(url_for(".run", id=run.id))

    @expose("/abandon/", methods=("POST",))
    def abandon(self) -> Any:
        runs.abandon(asked.number(), by=me().name)
        db.session.commit()
        flash("已放弃这次导入，什么都没有改", "success")
        return redirect(url_for(".index"))

    @expose("/progress/")
    def progress(self) -> Response:
        return jsonify(progress.read(me().id))

    def _index(self, *, mistake: str = "") -> str:
        return self.render(
            "desk/sheets.html", sheets=SHEETS.values(), mine=runs.of(me().name), mistake=mistake,
            regions=around.choices(me()), sources=around.sources(), form=request.form,
            labels_of={sheet.name: sheet.label for sheet in SHEETS.values()},
        )  # fmt: skip

    def _run(self, run: SheetRun, *, mistake: str = "") -> str:
        if run.state != "checked":
            return self.render(
                "desk/sheet_run.html", run=run, plan=None, sheet=SHEETS[run.sheet],
                mistake=mistake, shown=[],
            )  # fmt: skip
        plan = runs.plan_of(run, me())
        changes = plan.changes[:MOST_SHOWN]
        called = Names.in_documents(*(d for c in changes for d in (c.before, c.after)))
        shown = [
            (c, lines(c.item[0], c.before, c.after, called) if c.before else []) for c in changes
        ]
        return self.render(
            "desk/sheet_run.html", run=run, plan=plan, sheet=plan.sheet, mistake=mistake,
            shown=shown, most=MOST_SHOWN, is_outdated=plan.seen != run.seen,
        )  # fmt: skip


def _sheet(said: Any) -> Sheet:
    return SHEETS.get(said.get("sheet", "")) or abort(404)


def _run() -> SheetRun:
    return runs.get(asked.number(), by=me().name)


def _citation() -> dict[str, str]:
    """Return what the whole table is cited from, where somebody says so: all of it or nothing."""
    said = {name: asked.said(name) for name in ("source", "where", "quote")}
    if not any(said.values()):
        return {}
    if not all(said.values()):
        raise Invalid("整张表的引证要写全：来源、位置、原文；或者都不写，在表里逐行写")
    return said
