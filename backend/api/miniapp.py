"""The mini-program in a browser: files that were built beforehand, packed once, kept in memory."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import brotli
from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from backend.api.answers import conditional
from backend.config import ROOT
from backend.release.negotiate import encoding_for, settled

bp = Blueprint("miniapp", __name__, url_prefix="/miniapp")
BUILT = ROOT / "miniapp_mock" / "dist"
PAGE = "index.html"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
PACKED_ALREADY = (".jpg", ".png")
VERSION_LENGTH = 12  # of a hash, in an address such as app.js?v=…
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'self'"
    ),
    "Referrer-Policy": "same-origin",
}


PACKERS = {
    "br": brotli.compress,
    "gzip": partial(gzip.compress, compresslevel=9, mtime=0),
    "identity": bytes,
}


@dataclass(frozen=True)
class File:
    """A built file, the hash of what is in it, and the kind its name ends with."""

    kind: str
    hash: str
    body: bytes


@bp.get("/")
@bp.get("/<path:name>")
def file(name: str = PAGE) -> Response:
    """Answer one of the built files; there is nothing else to find here."""
    found = files().get(name)
    if found is None:
        raise NotFound
    encoding = "identity" if found.kind in PACKED_ALREADY else _encoding()
    etag = f'"{found.hash[:32]}-{encoding}"'
    headers = [
        ("Content-Type", TYPES[found.kind]),
        ("ETag", etag),
        ("Vary", "Accept-Encoding"),
        ("Cache-Control", FOR_EVER if _asks_for(found) else ASK_AGAIN),
    ]
    if encoding != "identity":
        headers.append(("Content-Encoding", encoding))
    return conditional(packed(name, encoding), etag, headers)


@bp.after_request
def secure(response: Response) -> Response:
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    return response


@cache
def files() -> dict[str, File]:
    """Return every built file by its name; read once, as they come with the code."""
    built = (path for path in BUILT.rglob("*") if path.is_file())
    return {path.relative_to(BUILT).as_posix(): _read(path) for path in built}


@cache
def packed(name: str, encoding: str) -> bytes:
    return bytes(PACKERS[encoding](files()[name].body))


def _read(path: Path) -> File:
    body = path.read_bytes()
    return File(path.suffix, hashlib.sha256(body).hexdigest(), body)


def _encoding() -> str:
    return settled(encoding_for(request.headers.get("Accept-Encoding", "")))


def _asks_for(found: File) -> bool:
    """Tell whether the address names these very bytes, so that they may be kept for ever."""
    return request.args.get("v") == found.hash[:VERSION_LENGTH]
