"""What templates of the panel may use: labels, permissions, times and days as people read them."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, current_app, url_for
from markupsafe import Markup

from admin.fence import PREFIX
from admin.views.base import may
from admin.words import CATEGORIES
from backend import clock, vocabulary
from backend.services import territory
from backend.services.stored import Item

FOLDER = Path(__file__).parent
HASH_LENGTH = 10
# the first that fits: most browsers also claim to be others
BROWSERS = (
    ("MicroMessenger", "微信"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("HarmonyOS", "鸿蒙"), ("iPhone", "iPhone"),
    ("iPad", "iPad"), ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip

# before Flask-Security's and Flask-Admin's own, so that our templates stand before theirs
bp = Blueprint(
    "panel", __name__, url_prefix=PREFIX, template_folder="templates",
    static_folder="assets", static_url_path="/assets",
)  # fmt: skip


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.context_processor(_words)
    app.jinja_env.filters["shanghai"] = shanghai
    app.jinja_env.filters["day"] = day
    app.jinja_env.filters["region_names"] = region_names
    app.jinja_env.filters["device"] = device


def shanghai(instant: datetime | None) -> str:
    return f"{instant.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}" if instant else "—"


def day(value: date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else "未注明"


def device(agent: str) -> str:
    """Return what somebody signed in with, as far as the browser says: Chrome，Windows."""
    found = (next((w for mark, w in kinds if mark in agent), "") for kinds in (BROWSERS, SYSTEMS))
    return "，".join(filter(None, found)) or "别的程序"


def region_names(codes: Iterable[str]) -> str:
    """Return the regions somebody works in, in words."""
    return territory.names_of(codes) or "全国"


def badge(word: str, kind: str = "") -> Markup:
    """Return a word of state as drawn everywhere; `kind` is good, warn, bad, brand or empty."""
    return Markup('<span class="badge {}">{}</span>').format(kind, word)


def asset(name: str) -> str:
    """Return the address of one of our files, which changes when the file does."""
    return url_for("panel.static", filename=name, v=_fingerprint(name))


def page_url(endpoint: str, **values: Any) -> str | None:
    """Return the address of a page, if the panel has it."""
    view = current_app.view_functions.get(endpoint)
    return url_for(endpoint, **values) if view else None


def item_url(item: Item) -> str | None:
    """Return the address where an item is edited."""
    return page_url(f"{item[0]}.edit_view", id=item[1])


@cache
def _fingerprint(name: str) -> str:
    return hashlib.sha256((FOLDER / "assets" / name).read_bytes()).hexdigest()[:HASH_LENGTH]


def _words() -> dict[str, Any]:
    return {
        "asset": asset,
        "badge": badge,
        "may": may,
        "item_url": item_url,
        "labels": vocabulary,
        "now": clock.now,
        "page_url": page_url,
        "notice_class": lambda category: CATEGORIES.get(category, "info"),
    }
