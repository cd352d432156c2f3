"""工作台: what needs somebody, the most pressing first."""

from flask_admin import AdminIndexView, expose

from admin.views.base import PanelView, me
from backend.services import dashboard
from backend.services.names import REGION, Names

SHOWN = 8  # of each list; a link leads to the rest, where there is a list of it
WHOLE = {
    "missing": ("standard", "到期", "missing"),
    "expiring": ("standard", "到期", "expiring"),
    "suspected": ("guide", "途径", "doubted"),
    "stale": ("guide", "核验", "stale"),
}


class HomeView(PanelView, AdminIndexView):
    def __init__(self) -> None:
        super().__init__(name="工作台", template="panel/home.html")
        self.static_folder = None  # nothing of Flask-Admin's own looks and scripts is used

    @expose("/")
    def index(self) -> str:
        staff = me()
        reviews, rejected, drafts = (
            dashboard.to_review(staff),
            dashboard.own(staff, "rejected"),
            dashboard.own(staff, "draft"),
        )
        expiring, missing = dashboard.due_standards(staff)
        stale, suspected = dashboard.unverified_routes(staff), dashboard.suspected_routes(staff)
        regions = dashboard.regions_of(expiring, missing, stale[:SHOWN], suspected[:SHOWN])
        items = {e.item for e in (*reviews[:SHOWN], *rejected, *drafts)}
        return self.render(
            "panel/home.html", reviews=reviews, rejected=rejected, drafts=drafts,
            expiring=expiring, missing=missing, stale=stale, suspected=suspected,
            calendar=dashboard.calendar(), updates=dashboard.yearly_updates(staff), shown=SHOWN,
            held=dashboard.to_settle(staff), rest_of=self._rest(),
            called=Names([*items, *((REGION, code) for code in regions)]),
        )  # fmt: skip

    def _rest(self) -> dict[str, str]:
        """Return where the whole of each list is: a list of content, narrowed down."""
        views = {view.endpoint: view for view in self.admin._views}
        return {
            name: views[endpoint].narrowed(filter_name, value)
            for name, (endpoint, filter_name, value) in WHOLE.items()
        }
