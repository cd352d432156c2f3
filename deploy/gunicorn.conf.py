"""How gunicorn serves 医保指路: gthread workers, as many as cores, the app loaded once."""

import gc
import os
import shutil
from pathlib import Path
from typing import Any

from backend.config import from_environment

settings = from_environment()

bind = f"{settings['HOST']}:{settings['PORT']}"
workers = int(settings["WEB_WORKERS"]) or os.cpu_count() or 1
threads = int(settings["WEB_THREADS"])
worker_class = "gthread"
preload_app = True
keepalive = 75
graceful_timeout = 10
timeout = 60
accesslog = None  # the app logs what it answers; a proxy in front logs the rest
errorlog = "-"
control_socket_disable = True  # no socket in a home folder

metrics_dir = Path(settings["METRICS_DIR"]) / str(settings["PORT"])
shutil.rmtree(metrics_dir, ignore_errors=True)
metrics_dir.mkdir(parents=True)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(metrics_dir)  # noqa: TID251 - read by the library


def pre_fork(server: Any, worker: Any) -> None:
    """Keep what is loaded shared: a collector that looks it over would copy it to each worker."""
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:
    """Give each worker connections of its own: none may cross a fork."""
    from backend.extensions import db
    from wsgi import app

    with app.app_context():
        db.engine.dispose(close=False)


def post_worker_init(worker: Any) -> None:
    """Open the release before the first request."""
    from wsgi import app

    app.extensions["reader"].start()


def child_exit(server: Any, worker: Any) -> None:
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)
