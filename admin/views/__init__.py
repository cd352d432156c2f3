"""The pages of the panel, in the order of its menu."""

from collections.abc import Callable

from flask_admin import BaseView

from admin.views.account import AccountView
from admin.views.home import HomeView

HOME = HomeView
VIEWS: tuple[Callable[[], BaseView], ...] = (AccountView,)
