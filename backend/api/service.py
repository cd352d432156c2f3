"""How the service is: alive, ready, measured."""

from flask import Blueprint, Response, current_app
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from prometheus_client import REGISTRY as OWN_REGISTRY
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from backend.api.answers import reader, served_now
from backend.extensions import READ_ONLY, db

bp = Blueprint("service", __name__)


@bp.get("/healthz")
def healthz() -> dict[str, str]:
    """Alive: this process answers."""
    return {"status": "ok"}


@bp.get("/readyz")
def readyz() -> dict[str, object]:
    """Ready: a release answers. Reading needs no database, so one that is away is only named."""
    served = served_now()
    return {"status": "ok", "release": served.entry.id, "database": _database()}


@bp.get("/metrics")
def metrics() -> Response:
    """Prometheus text, added up over all workers of this machine."""
    registry = CollectorRegistry()
    if current_app.config["MULTIPROCESS_METRICS"]:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry = OWN_REGISTRY
    release = CollectorRegistry()
    served = reader().served()
    gauge = Gauge("yibao_release", "The release that answers now", registry=release)
    gauge.set(served.entry.id if served else 0)
    body = generate_latest(registry) + generate_latest(release)
    return Response(body, content_type=CONTENT_TYPE_LATEST)


def _database() -> str:
    try:
        with db.engine.connect().execution_options(**{READ_ONLY: True}) as connection:
            connection.execute(text("SELECT 1 FROM alembic_version"))  # reads the file itself
    except SQLAlchemyError:
        return "away"
    return "ok"
