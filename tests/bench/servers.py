"""What our pages are compared with: constant bytes, and the ordinary way of answering them."""

from flask import Flask, abort, jsonify

from backend.app import create_app
from backend.errors import NotFound
from backend.services import working

BODY = b"x" * 4500  # as long as a guide is, compressed
HEADERS = [
    ("Content-Type", "application/json"),
    ("Content-Length", str(len(BODY))),
    ("ETag", '"constant"'),
    ("Vary", "Accept-Encoding"),
    ("X-Release", "1"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Encoding", "gzip"),
    ("Cache-Control", "public, max-age=300"),
]


def constant(environ, start_response):
    """Answer everything with the same bytes: what the server alone costs."""
    start_response("200 OK", HEADERS)
    return (BODY,)


def ordinary():
    """Return an ordinary Flask application: ORM rows, dumped by marshmallow, for every request."""
    backend = create_app()
    app = Flask(__name__)

    @app.get("/api/v1/guides/<key>")
    def guide(key):
        with backend.app_context():
            try:
                return jsonify(working.document(("guide", key)))
            except NotFound:
                abort(404)

    return app
