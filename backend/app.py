"""Wiring only."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.middleware.proxy_fix import ProxyFix

from backend import api, cli, failpoints, models, observability
from backend.cli import content, editorial, people, ready, release
from backend.config import from_environment, kept_secret
from backend.extensions import READ_ONLY, db, init_database, migrate
from backend.release.dispatcher import Dispatcher
from backend.release.publish import ensure_baked
from backend.release.reader import Reader
from backend.release.reads import Reads
from backend.release.timeline import Entry, entries
from backend.services import page_reads, releases

__all__ = ["cli", "create_app", "models"]


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Return the backend; `config` stands in for the environment where it is given."""
    app = Flask(__name__)
    app.config.from_mapping(from_environment() if config is None else config)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.config["DATA_DIR"].mkdir(parents=True, exist_ok=True)
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or kept_secret(app.config["DATA_DIR"])
    app.config["RELEASES_DIR"] = app.config["DATA_DIR"] / "releases"
    app.config["RELEASES_DIR"].mkdir(exist_ok=True)
    failpoints.arm(app.config["FAILPOINT"])
    observability.init_app(app)
    init_database(app)
    migrate.init_app(app, db)
    api.init_app(app)
    for command in (content.group, release.group, editorial.review, people.group,
                    editorial.tick, ready.ready):  # fmt: skip
        app.cli.add_command(command)
    _put_reader_in_front(app)
    return app


def _put_reader_in_front(app: Flask) -> None:
    reads = Reads()
    reader = Reader(
        app.config["RELEASES_DIR"],
        timeline=lambda: _look(app, reads),
        provide=lambda entry: _provide(app, entry),
        max_age=app.config["PAGE_MAX_AGE"],
        poll_seconds=app.config["POLL_SECONDS"],
    )
    app.extensions["reader"] = reader

    def count(status: str, path: str) -> None:
        observability.count_page(status)
        reads.count(path)

    dispatcher: Any = Dispatcher(app.wsgi_app, reader, count)
    if app.config["CORS_ORIGINS"]:
        reader.vary = "Accept-Encoding, Origin"
        dispatcher.asks_origin = True
    if hops := app.config["TRUSTED_PROXY_COUNT"]:
        dispatcher = ProxyFix(dispatcher, x_for=hops, x_proto=hops, x_host=0)
    app.wsgi_app = dispatcher  # type: ignore[method-assign]


def _look(app: Flask, reads: Reads) -> tuple[Entry, ...]:
    """Return what is published, in a transaction that only looks; and leave what was read."""
    if reads.is_due():
        _write_away(app, reads)
    with app.app_context():
        db.session.connection(execution_options={READ_ONLY: True})
        return entries(releases.timeline(releases.line()))


def _write_away(app: Flask, reads: Reads) -> None:
    times = reads.take()
    try:
        with app.app_context():
            page_reads.add(times)
            db.session.commit()
    except SQLAlchemyError:
        reads.put_back(times)


def _provide(app: Flask, entry: Entry) -> Path:
    """Bake a release whose folder this machine does not have, or has lost."""
    with app.app_context():
        db.session.connection(execution_options={READ_ONLY: True})
        return ensure_baked(releases.get(entry.id), app.config["RELEASES_DIR"]).folder
