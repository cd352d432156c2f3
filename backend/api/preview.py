"""A release before it is live, for whoever holds a link: the phone in a frame, and the same API.

`/preview/<secret>/api/v1/…` answers every page and search as `/api/v1/…` does, so that the
mini-program shows a release by taking another base. `<secret>~2027-01-01` is the same on that day.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from backend.api import problems
from backend.api.answers import Previewed
from backend.clock import SHANGHAI, day_of, now
from backend.errors import Invalid, NotFound, YibaoError
from backend.extensions import READ_ONLY, db
from backend.models import PreviewLink, Release
from backend.release.dispatcher import PREFIX
from backend.release.pages import PAGE_OF
from backend.release.preview import Previews
from backend.release.proposal import Proposal
from backend.services import previews, releases
from backend.text.money import yuan
from backend.vocabulary import CHANGE

bp = Blueprint("preview", __name__, url_prefix="/preview/<token>")
DAY_MARK = "~"
READABLE = ("pages.", "search.")  # endpoints, by their beginning
READABLE_LIVE = frozenset({
    "live.release", "live.contribution", "live.coverage_start", "live.nearest",
})  # fmt: skip
SHOWN = ("regions", "guides", "standards", "offices")
SCREENS = frozenset({"standard", "guide", "office", "channel"})  # of the mini-program, by item
SECURITY = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # the address is the secret
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'self'"
    ),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a link opens: the release, and the day it is looked at."""

    token: str
    link: PreviewLink
    release: Release
    day: date

    @property
    def base(self) -> str:
        """Return the part of an address that stands for this release on this day."""
        secret = self.token.partition(DAY_MARK)[0]
        return f"{secret}{DAY_MARK}{self.day.isoformat()}"


def init_app(app: Flask) -> None:
    app.jinja_env.filters["yuan"] = yuan
    app.extensions["previews"] = Previews(app.config["RELEASES_DIR"])
    app.register_blueprint(bp)


@bp.before_request
def open_link() -> None:
    """Let in whoever holds a link that is good; a GET only looks."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        db.session.connection(execution_options={READ_ONLY: True})
    token = (request.view_args or {}).pop("token")
    secret, _, said = token.partition(DAY_MARK)
    link = previews.redeem(secret)
    release = releases.get(link.release_id)
    day = _day(said) if said else link.day or day_of(release.go_live_at or now())
    g.seen = Seen(token, link, release, day)


@bp.errorhandler(YibaoError)
def refuse(error: YibaoError) -> Any:
    """Tell people in a page, programs in a problem."""
    db.session.rollback()
    if PREFIX in request.path:
        return problems.of(error)
    return render_template("preview/refused.html", error=error), error.status


@bp.after_request
def secure(response: Response) -> Response:
    for name, value in SECURITY.items():
        response.headers[name] = value
    return response


@bp.get("/")
def frame() -> str | Answer:
    """Show the phone, what the release changes, and a place to say what was found."""
    seen = _seen()
    if asked := request.args.get("day", ""):
        return redirect(url_for(".frame", token=_on(seen, _day(asked))))
    return render_template(
        "preview/frame.html", seen=seen, changed=_changed(seen.release), labels=CHANGE,
        phone=_phone(seen), said=request.args.get("said", ""), zone=SHANGHAI,
    )  # fmt: skip


@bp.get("/page/<path:path>")
def page(path: str) -> str:
    """Show one page in plain HTML, as wide as the phone."""
    kind = path.partition("/")[0]
    found = _previewed().served.store.page(f"/{path}", _seen().day)
    if found is None or kind not in SHOWN:
        raise NotFound("预览里没有这一页", path=path)
    return render_template("preview/page.html", page=found, kind=kind, seen=_seen(), path=path)


@bp.post("/answer")
def answer() -> Answer:
    """Keep what somebody found."""
    seen = _seen()
    previews.answer(
        seen.link, verdict=request.form.get("verdict", ""), note=request.form.get("note", "")
    )
    db.session.commit()
    return redirect(url_for(".frame", token=seen.base, said="1"))


@bp.get(f"{PREFIX}/<path:path>")
def api(path: str) -> Response:
    """Answer a question to the API out of the previewed release."""
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint, arguments = adapter.match(f"{PREFIX}/{path}", method="GET")  # type: ignore[union-attr]
    except HTTPException:
        endpoint, arguments = "", {}
    if not endpoint.startswith(READABLE) and endpoint not in READABLE_LIVE:
        raise NotFound("预览里没有这个接口", path=path)
    g.previewed = _previewed()
    view: Any = current_app.view_functions[endpoint]
    return current_app.make_response(view(**arguments))


def _seen() -> Seen:
    return cast("Seen", g.seen)


def _previewed() -> Previewed:
    opener: Previews = current_app.extensions["previews"]
    return Previewed(opener.served(_seen().release), _seen().day)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"「{text[:20]}」应当是日期，如 2027-01-01") from None


def _on(seen: Seen, day: date) -> str:
    return f"{seen.token.partition(DAY_MARK)[0]}{DAY_MARK}{day.isoformat()}"


def _phone(seen: Seen) -> str:
    """Return what stands in the frame: the mini-program, asking the release at hand."""
    return url_for("miniapp.file", preview=seen.base, _anchor=_first_screen(seen.release))


def _first_screen(release: Release) -> str:
    """Return the screen of the first thing that changes, prices before all else."""
    found = sorted(Proposal.of_release(release).differences, key=lambda d: d.item[0] != "standard")
    shown = (each.item for each in found if each.after and each.item[0] in SCREENS)
    kind, key = next(shown, ("", ""))
    return f"/pages/{kind}/index?key={key}" if kind else ""


def _changed(release: Release) -> list[dict[str, str]]:
    return [
        {
            "title": each.title,
            "change": CHANGE[each.change],
            "path": f"{PAGE_OF[each.item[0]]}{each.item[1]}".removeprefix("/")
            if each.item[0] in PAGE_OF and each.after and PAGE_OF[each.item[0]].strip("/") in SHOWN
            else "",
        }
        for each in Proposal.of_release(release).differences
    ]
