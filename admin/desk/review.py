"""审核: what waits for a second person, side by side with what readers see now."""

from typing import Any, ClassVar

from flask import flash, redirect, url_for
from flask_admin import expose

from admin.desk import asked
from admin.desk.told import Told
from admin.views.base import PanelView, me
from backend.clock import today
from backend.errors import Conflict, Invalid
from backend.extensions import db
from backend.models import Edition, Release
from backend.release.proposal import Proposal
from backend.services import editions, releases, staff
from backend.services.names import Names

MOST_LISTED = 8  # of what goes out together; the release lists them all
VERDICTS = {"approve": "通过", "reject": "退回"}


class ReviewView(PanelView):
    permission: ClassVar[str] = "look"
    permissions: ClassVar[dict[str, str]] = {"decide": "review"}

    def __init__(self) -> None:
        super().__init__(name="审核", category="审核与发布", endpoint="review", url="review")

    @expose("/")
    def index(self) -> str:
        waiting = [e for e in editions.waiting() if editions.is_theirs(me(), e)]
        bound = releases.draft_pins()
        together: dict[int, list[Edition]] = {}
        for edition in waiting:
            if edition.id in bound:
                together.setdefault(bound[edition.id].id, []).append(edition)
        single = [edition for edition in waiting if edition.id not in bound]
        return self.render(
            "desk/review.html", single=single, me=me(), most=MOST_LISTED,
            together=[(releases.get(key), found) for key, found in together.items()],
            called=Names(edition.item for edition in waiting), may_decide=self._may_decide,
        )  # fmt: skip

    @expose("/edition/")
    def edition(self) -> str:
        return self._page(asked.edition())

    @expose("/decide/", methods=("POST",))
    def decide(self) -> Any:
        edition, comment = asked.edition(), asked.said("comment")
        verdict = asked.said("verdict")
        try:
            if verdict not in VERDICTS:
                raise Invalid("请选“通过”或“退回”")
            decide = editions.approve if verdict == "approve" else editions.reject
            decide(edition, by=me().name, comment=comment)
        except (Invalid, Conflict) as error:
            db.session.rollback()
            return self._page(asked.edition(), mistake=error.message, comment=comment), error.status
        db.session.commit()
        flash(f"已{VERDICTS[verdict]}", "success")
        return redirect(self._next(edition))

    def _page(self, edition: Edition, *, mistake: str = "", comment: str = "") -> str:
        editions.check_territory(me(), edition)
        release = releases.draft_pins().get(edition.id)
        # what goes out together is judged together: one may point at another
        proposal = Proposal.of_release(release) if release else Proposal.of_edition(edition)
        told = Told(proposal, today(), edition.item)
        return self.render(
            "desk/edition.html", edition=edition, told=told, mistake=mistake, comment=comment,
            release=release, may_decide=self._may_decide(edition),
            title=told.called(*edition.item) if not told.differences else told.differences[0].title,
        )  # fmt: skip

    def _may_decide(self, edition: Edition) -> bool:
        return (
            edition.state == "in_review"
            and staff.may(me(), "review")
            and me().name not in edition.authors
        )

    def _next(self, edition: Edition) -> str:
        """Return where to go on: the release it belongs to, the next in the queue, or the queue."""
        bound: Release | None = releases.draft_pins().get(edition.id)
        if bound is not None:
            return url_for("release.details", id=bound.id)
        rest = (e for e in editions.waiting() if self._may_decide(e) and e.id > edition.id)
        following = next((e for e in rest if editions.is_theirs(me(), e)), None)
        return url_for(".edition", id=following.id) if following else url_for(".index")
