"""Who works here, how they sign in, and where they are signed in."""

from datetime import datetime
from uuid import uuid4

from flask import current_app
from flask_security import UserMixin
from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from backend.clock import now
from backend.extensions import Instant, Model
from backend.models.base import Code, Id, Items, one_of
from backend.vocabulary import STAFF_ROLE

NAME_LENGTH = 80
DIGEST_LENGTH = 64


def uniquifier() -> str:
    return uuid4().hex


class Staff(UserMixin, Model):
    """A person who works on the content, limited to `regions` and what lies below them.

    `name` is what they sign in with and what every edition and audit event says: one name for one
    person, never renamed. Flask-Security reads the columns from `password` on by these names;
    `tf_last_counter` is the newest time step whose code was used, so that none is used twice.
    """

    __tablename__ = "staff"
    __table_args__ = (one_of("role", STAFF_ROLE),)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(NAME_LENGTH), unique=True)
    role: Mapped[Code]
    regions: Mapped[Items]
    active: Mapped[bool] = mapped_column(default=True)
    password: Mapped[str] = mapped_column("password_hash", String(255), default="")
    password_is_temporary: Mapped[bool] = mapped_column(default=False)
    fs_uniquifier: Mapped[str] = mapped_column(
        String(DIGEST_LENGTH), default=uniquifier, unique=True, index=True
    )
    tf_primary_method: Mapped[str | None] = mapped_column(String(20))
    tf_totp_secret: Mapped[str | None] = mapped_column(Text)
    tf_last_counter: Mapped[int | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(JSON)
    signed_in_at: Mapped[datetime | None] = mapped_column(Instant)

    def __str__(self) -> str:
        return self.name

    @property
    def is_system(self) -> bool:
        return self.role == "system"

    @property
    def needs_second_factor(self) -> bool:
        return self.role in current_app.config["SECOND_FACTOR_ROLES"]

    @property
    def has_second_factor(self) -> bool:
        return bool(self.tf_totp_secret and self.tf_primary_method)

    def check_tf_required(
        self, tf_setup_methods: list[tuple[str, str]], tf_fresh: bool
    ) -> tuple[bool, list[tuple[str, str]]]:
        """Ask for a code at every sign-in of whoever has, or must have, a second factor."""
        return self.needs_second_factor or bool(tf_setup_methods), tf_setup_methods

    def check_tf_required_setup(self) -> bool:
        return self.needs_second_factor

    @property
    def is_limited(self) -> bool:
        """Tell whether only some regions are theirs."""
        return bool(self.regions)


class StaffSession(Model):
    """One signing-in, by the SHA-256 of what the cookie holds; gone when it has ended."""

    __tablename__ = "staff_session"

    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime] = mapped_column(Instant, default=now)
    ends_at: Mapped[datetime] = mapped_column(Instant, index=True)
    network: Mapped[Code]
    agent: Mapped[str] = mapped_column(String(200), default="")
