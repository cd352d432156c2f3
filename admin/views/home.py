"""工作台: what needs somebody."""

from flask_admin import AdminIndexView, expose

from admin.views.base import PanelView


class HomeView(PanelView, AdminIndexView):
    def __init__(self) -> None:
        super().__init__(name="工作台", template="panel/home.html")

    @expose("/")
    def index(self) -> str:
        return self.render("panel/home.html")
