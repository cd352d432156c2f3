"""发布: what is in each, what it changes; approve, look, schedule, publish, settle, roll back."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from flask import current_app, flash, redirect, session, url_for
from flask_admin import expose
from sqlalchemy import select

from admin import confirm
from admin.desk import asked
from admin.desk.told import Told, is_live
from admin.views.base import PanelView, me
from backend.clock import now
from backend.errors import Invalid
from backend.extensions import db
from backend.models import Edition, Release
from backend.release import corrections, rescheduling
from backend.release import publish as publishing
from backend.release.pool import pool
from backend.release.proposal import approve_all, merged, newer, take_newer
from backend.services import instants, previews, releases, scheduled, working
from backend.services.drafting import Stale
from backend.services.names import Names
from backend.services.stored import Item, hash_of
from backend.vocabulary import ITEM_TYPE

LASTS = {1: "1 天", 7: "7 天", 30: "30 天"}
VERSION_LENGTH = 16
MERGED = "merged"
SHARED = "shared_preview"


class ReleaseView(PanelView):
    permission: ClassVar[str] = "look"
    permissions: ClassVar[dict[str, str]] = {
        "build": "build", "take_newer": "build", "approve": "review",
        "preview": "preview", "share": "preview", "revoke": "preview",
        "publish": "publish", "reschedule": "publish", "settle": "publish",
        "call_off": "publish", "roll_back": "publish",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__(name="发布", category="审核与发布", endpoint="release", url="release")

    @expose("/")
    def index(self) -> str:
        return self.render(
            "desk/releases.html", found=releases.every()[::-1], live=releases.live(now()),
            loose=pool(me()), me=me(),
        )  # fmt: skip

    @expose("/build/", methods=("POST",))
    def build(self) -> Any:
        release = releases.build(
            asked.said("title"), by=me().name, reason=asked.said("reason"),
            only=asked.numbers("edition"),
        )  # fmt: skip
        db.session.commit()
        flash(f"已组成第 {release.id} 号发布，共 {len(release.pins)} 项", "success")
        return redirect(_page(release))

    @expose("/details/")
    def details(self) -> str:
        return self._details(asked.release())

    @expose("/approve/", methods=("POST",))
    def approve(self) -> Any:
        release = _unchanged()
        approved = approve_all(release, by=me().name, comment=asked.said("comment"))
        db.session.commit()
        flash(f"{len(approved)} 项全部通过", "success")
        return redirect(_page(release))

    @expose("/take-newer/", methods=("POST",))
    def take_newer(self) -> Any:
        release = _unchanged()
        take_newer(release, _item(), by=me().name)
        db.session.commit()
        flash("已换成新的版本", "success")
        return redirect(_page(release))

    @expose("/publish/", methods=("POST",))
    def publish(self) -> Any:
        """Publish now, or at the instant entered."""
        release, at = _unchanged(), asked.said("at")
        try:
            instant = _entered(at)
        except Invalid as error:
            return self._details(release, at=at, mistake=error.message), error.status
        when = instants.in_words(instant) if instant else "现在"
        text = f"{when}发布「{release.title}」？所有读者会同时看到。"
        if not instant and _carried(release):
            text += "它会把排定在以后的内容提前带上线。"
        question = self._question(release, button="发布", text=text, look="primary")
        if question:
            return question
        release = publishing.publish(release.id, by=me().name, root=_root(), at=instant)
        waits = not release.is_live_at(now())
        flash("已排定，到时自动生效" if waits else "已发布，读者现在看到的就是它", "success")
        _tell_held()
        return redirect(_page(release))

    @expose("/reschedule/", methods=("POST",))
    def reschedule(self) -> Any:
        """Give a release that waits another instant, or let it go live now."""
        release, at = _unchanged(), asked.said("at")
        try:
            instant = _entered(at)
        except Invalid as error:
            return self._details(release, at=at, mistake=error.message), error.status
        later = f"把「{release.title}」改到{instants.in_words(instant)}" if instant else ""
        when = later or f"现在发布「{release.title}」，不等排定的时间"
        question = self._question(
            release, button="改时间" if instant else "现在发布", text=f"{when}？", look="primary"
        )
        if question:
            return question
        rescheduling.reschedule(release.id, by=me().name, root=_root(), at=instant)
        flash("已改时间，到时自动生效" if instant else "已发布，读者现在看到的就是它", "success")
        _tell_held()
        return redirect(_page(release))

    @expose("/settle/", methods=("POST",))
    def settle(self) -> Any:
        release, keep = _unchanged(), asked.said("keep")
        if keep == MERGED:  # the merged text becomes what waits, and what waits is kept
            take_newer(release, _item(), by=me().name)
            keep = "waiting"
        settled = corrections.settle(release.id, _item(), keep=keep, by=me().name, root=_root())
        db.session.commit()
        done = "，冲突都处理完了" if not settled.conflicts else ""
        flash(f"已处理一处冲突{done}", "success")
        _tell_held()
        return redirect(_page(settled))

    @expose("/call-off/", methods=("POST",))
    def call_off(self) -> Any:
        release, reason = _unchanged(), corrections.stated(asked.said("reason"), of="撤销")
        text = f"撤销「{release.title}」？它不会再生效；其中的修改还在，可以重新组成发布。"
        question = self._question(release, button="撤销", text=text)
        if question:
            return question
        corrections.call_off(release.id, by=me().name, reason=reason)
        db.session.commit()
        publishing.bake_waiting(_root())
        flash("已撤销", "success")
        return redirect(_page(release))

    @expose("/roll-back/", methods=("POST",))
    def roll_back(self) -> Any:
        """Publish again what an older release held; it answers at once."""
        release, reason = _unchanged(), corrections.stated(asked.said("reason"), of="回滚")
        text = f"回到第 {release.id} 号发布「{release.title}」的内容？所有读者马上看到。"
        question = self._question(release, button="回滚", text=text)
        if question:
            return question
        made = corrections.roll_back(release.id, by=me().name, reason=reason, root=_root())
        flash(f"已回滚到第 {release.id} 号发布的内容，现在生效", "success")
        _tell_held()
        return redirect(_page(made))

    @expose("/preview/", methods=("POST",))
    def preview(self) -> Any:
        """Open a release as the phone shows it, through a link for one's own eyes."""
        _, secret = previews.look(asked.release(), by=me().name)
        db.session.commit()
        return redirect(url_for("preview.frame", token=secret))

    @expose("/share/", methods=("POST",))
    def share(self) -> Any:
        release, days = asked.release(), asked.said("days")
        lasts = timedelta(days=int(days)) if days.isdecimal() and len(days) < len("100") else None
        if lasts is None:
            raise Invalid("请选有效期")
        link, secret = previews.share(
            release, recipient=asked.said("recipient"), by=me().name, lasts=lasts
        )
        db.session.commit()
        # only this page shows it, once
        session[SHARED] = [link.id, url_for("preview.frame", token=secret, _external=False)]
        return redirect(f"{_page(release)}#links")

    @expose("/revoke/", methods=("POST",))
    def revoke(self) -> Any:
        release = asked.release()
        link = asked.said("link")
        previews.revoke(int(link) if link.isdecimal() else 0, by=me().name)
        db.session.commit()
        flash("链接已收回，再也打不开", "success")
        return redirect(f"{_page(release)}#links")

    def _question(self, release: Release, **words: str) -> str | None:
        """Ask about a release; see `confirm.question`."""
        return confirm.question(self, heading=release.title, back=_page(release), **words)

    def _details(self, release: Release, *, at: str = "", mistake: str = "") -> str:
        """Show a release; `at` is the time somebody typed, `mistake` what is wrong with it."""
        told = Told.of_release(release)
        fresh = newer(release) if release.state == "draft" else {}
        together = merged(release) if release.state == "held" else {}
        carried = _carried(release)
        disputed = ((kind, key) for kind, key in release.conflicts)
        return self.render(
            "desk/release.html", release=release, told=told, live=is_live(release),
            was_live=_was_live(release), version=version(release), lasts=LASTS,
            newer=fresh, merged=together, sides=_sides(release),
            links=previews.shared(release), shared=session.pop(SHARED, None),
            names=Names([*fresh, *disputed, *(each.edition.item for each in carried)]),
            may_approve=_may_approve(told), now=now(), carried=carried, at=at, mistake=mistake,
            wrote=[e for e in told.proposal.own.values() if me().name in e.authors],
            unapproved=[e for e in told.proposal.own.values() if e.state not in APPROVED],
        )  # fmt: skip


APPROVED = ("approved", "released", "superseded")


def version(release: Release) -> str:
    """Return what tells a release, as it was on the screen, from what it is now."""
    pins = sorted((*item, pin.edition_id) for item, pin in releases.own_pins(release).items())
    parts = [release.state, release.go_live_at, release.conflicts, release.base_id, pins]
    return hash_of(repr(parts))[:VERSION_LENGTH]


def _unchanged() -> Release:
    """Return the release a form is about; raises `Stale` when it changed since it was shown."""
    release = asked.release()
    if asked.said("seen") != version(release):
        raise Stale("这次发布在您打开以后有变化；请回到它的页面，看过再操作", release=release.id)
    return release


def _entered(at: str) -> datetime | None:
    """Return the instant that was asked for, None for now; raise `Invalid` as `instants` does."""
    if asked.said("when") != "later":
        return None
    instant = instants.entered(at)
    instants.check_to_come(instant)
    return instant


def _sides(release: Release) -> dict[Item, tuple[Edition, int | None]]:
    """Return of each conflict what waits, and the version of its draft, if it is not archived."""
    own = releases.own_pins(release)
    disputed = [(kind, key) for kind, key in release.conflicts if (kind, key) in own]
    rows = {item: working.find(item) for item in disputed}
    return {
        item: (db.session.get_one(Edition, own[item].edition_id), row.lock_version if row else None)
        for item, row in rows.items()
    }


def _carried(release: Release) -> list[scheduled.Ahead]:
    """Return the scheduled versions that a draft release would bring to readers early."""
    if release.state != "draft":
        return []
    ids = [pin.edition_id for pin in releases.own_pins(release).values()]
    pinned = db.session.scalars(select(Edition).where(Edition.id.in_(ids)))
    return [each for each in scheduled.ahead_of(pinned, now()) if each.carried]


def _was_live(release: Release) -> bool:
    """Tell whether one can go back to it."""
    return release.is_live_at(now()) and not is_live(release)


def _may_approve(told: Told) -> bool:
    waiting = [e for e in told.proposal.own.values() if e.state == "in_review"]
    return bool(waiting) and not any(me().name in e.authors for e in waiting)


def _item() -> Item:
    kind, _, key = asked.said("item").partition("/")
    if kind not in ITEM_TYPE:
        raise Invalid("没有说明是哪一项")
    return kind, key


def _page(release: Release) -> str:
    return url_for("release.details", id=release.id)


def _root() -> Path:
    return Path(current_app.config["RELEASES_DIR"])


def _tell_held() -> None:
    for release in releases.line():
        if release.state == "held":
            flash(f"第 {release.id} 号「{release.title}」与它合不到一起，需要有人处理", "warning")
