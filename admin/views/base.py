"""What every page of the panel is built on: asks the table of permissions before anything else."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from flask_admin import BaseView
from flask_login import current_user

from backend.errors import Forbidden
from backend.models import Staff
from backend.services import staff


class PanelView(BaseView):
    """A page, or several, of the panel.

    `permission` is what all of its views need, by the names of `backend.services.staff`;
    `permissions` says otherwise for single ones: view function → permission.
    """

    permission: ClassVar[str] = "look"
    permissions: ClassVar[Mapping[str, str]] = {}

    def needs(self, view: str) -> str:
        return self.permissions.get(view, self.permission)

    def is_accessible(self) -> bool:
        """Tell whether the menu shows it to whoever is signed in."""
        return current_user.is_authenticated and staff.may(current_user, self.permission)

    def _handle_view(self, name: str, **_: Any) -> None:
        if not staff.may(me(), self.needs(name)):
            raise Forbidden(f"您的账号（{me().name}）不能做这件事")

    def render(self, template: str, **words: Any) -> str:
        return str(super().render(template, **words))

    def _run_view(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return fn(self, *args, **kwargs)  # the library would hide our own TypeErrors


def me() -> Staff:
    """Return who is signed in, as a member of staff; the gate lets nobody else this far."""
    person = current_user._get_current_object()
    if not isinstance(person, Staff):
        raise Forbidden("请先登录")
    return person


def may(permission: str) -> bool:
    """Tell templates what to offer."""
    return current_user.is_authenticated and staff.may(current_user, permission)
