"""The pages of the panel, in the order of its menu: each a class without arguments."""

from collections.abc import Callable

from flask_admin import BaseView

from admin.desk.releases import ReleaseView
from admin.desk.review import ReviewView
from admin.desk.rollover import RolloverView
from admin.desk.sheets import SheetsView
from admin.items.kinds import VIEWS as ITEM_VIEWS
from admin.items.typing import TypingView
from admin.views.account import AccountView
from admin.views.audit import AuditView
from admin.views.home import HomeView
from admin.views.staff import StaffView

HOME = HomeView
VIEWS: tuple[Callable[[], BaseView], ...] = (
    *ITEM_VIEWS,
    TypingView,
    ReviewView,
    ReleaseView,
    RolloverView,
    SheetsView,
    AuditView,
    StaffView,
    AccountView,
)
