"""我的账号: one's password, second factor and sessions."""

from flask import flash, redirect, session, url_for
from flask_admin import expose
from werkzeug.wrappers import Response

from admin.sessions import SECRET
from admin.views.base import PanelView, me
from backend.extensions import db
from backend.services import accounts


class AccountView(PanelView):
    permission = "account"

    def __init__(self) -> None:
        super().__init__(name="我的账号", endpoint="account", url="account")

    def is_visible(self) -> bool:
        return False  # it stands beside the name, not in the menu

    @expose("/")
    def index(self) -> str:
        here = accounts.digest(session[SECRET])
        return self.render("panel/account.html", sessions=accounts.sessions_of(me()), here=here)

    @expose("/end-others/", methods=("POST",))
    def end_others(self) -> Response:
        accounts.end_all(me(), but=session[SECRET])
        db.session.commit()
        flash("其他地方的登录都已结束", "success")
        return redirect(url_for("account.index"))
