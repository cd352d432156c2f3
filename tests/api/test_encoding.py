"""Packed answers are the same answers; and the short way round Flask answers what Flask does."""

import gzip

import brotli
import pytest
from werkzeug.test import Client

from backend.release.negotiate import OFFERED
from backend.release.packing import SMALLEST_COMPRESSED
from tests.api.asking import BAKED, GUIDE, LIVE, ask

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}
CHOICES = [
    ("gzip", "gzip"),
    ("br", "br"),
    ("gzip, deflate, br, zstd", "br"),
    ("gzip, deflate", "gzip"),
    ("GZIP", "gzip"),
    ("*", "br"),
    ("br;q=0.5, gzip;q=0.8", "gzip"),
    ("br;q=0.8, gzip;q=0.5", "br"),
    ("br;q=0, gzip", "gzip"),
    ("br;q=0, *", "gzip"),
    ("gzip;q=0.5, identity", None),
    ("identity;q=0.5, gzip;q=0.5", "gzip"),
    ("identity;q=0, gzip", "gzip"),
    ("identity", None),
    ("deflate, zstd", None),
    ("gzip;q=0, br;q=0", None),
    ("", None),
    ("gzip;q=oops", None),
    (";;,,q=1", None),
]


@pytest.mark.parametrize(("accepted", "chosen"), CHOICES)
@pytest.mark.parametrize("path", [GUIDE, LIVE[1]])
def test_the_client_says_how_an_answer_is_packed(client, path, accepted, chosen):
    answer = ask(client, path, Accept_Encoding=accepted)
    assert answer.headers.get("Content-Encoding") == chosen
    assert UNPACK[chosen](answer.data) == ask(client, path).data


@pytest.mark.parametrize("refused", ["identity;q=0", "*;q=0", "identity;q=0, gzip;q=0, br;q=0"])
def test_who_refuses_every_encoding_there_is_gets_the_plain_one(client, refused):
    """RFC 9110 §12.5.3 lets a server disregard the header; an answer helps more than a 406."""
    answer = ask(client, GUIDE, Accept_Encoding=refused)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
    assert answer.json["key"] == "shenzhen-child-enrol"


@pytest.mark.parametrize("path", [*BAKED, *LIVE])
@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_every_answer_of_some_length_is_packed(client, path, encoding):
    plain, packed = ask(client, path), ask(client, path, Accept_Encoding=encoding)
    worth_it = len(plain.data) >= SMALLEST_COMPRESSED
    assert packed.headers.get("Content-Encoding") == (encoding if worth_it else None)
    assert UNPACK[packed.headers.get("Content-Encoding")](packed.data) == plain.data
    assert packed.headers["Content-Length"] == str(len(packed.data))
    assert len(packed.data) <= len(plain.data)


@pytest.mark.parametrize("path", [GUIDE, LIVE[1]])
def test_each_encoding_has_a_tag_of_its_own(client, path):
    tags = {e: ask(client, path, Accept_Encoding=e).headers["ETag"] for e in ("", "gzip", "br")}
    assert len(set(tags.values())) == 3
    for encoding, tag in tags.items():
        same = ask(client, path, Accept_Encoding=encoding, If_None_Match=tag)
        other = ask(client, path, Accept_Encoding="", If_None_Match=tag)
        assert same.status_code == 304
        assert other.status_code == (200 if encoding else 304)


@pytest.mark.parametrize("path", BAKED)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("sent", [{}, {"Accept_Encoding": "br"}, {"If_None_Match": "*"}])
def test_round_flask_and_through_it_the_answer_is_the_same(served, client, path, method, sent):
    round_it = ask(client, path, method, **sent)
    through_it = ask(around(served), path, method, **sent)
    assert "X-Request-ID" not in round_it.headers  # Flask has not seen it
    assert through_it.headers.pop("X-Request-ID")
    assert round_it.status_code == through_it.status_code
    assert round_it.data == through_it.data
    assert sorted(round_it.headers) == sorted(through_it.headers)


def test_a_query_nobody_knows_changes_nothing(client):
    plain, asked = ask(client, GUIDE), ask(client, f"{GUIDE}?utm_source=x&on_=1")
    assert (asked.status_code, asked.data) == (200, plain.data)
    assert asked.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_reading_goes_round_flask(client, method):
    assert "X-Request-ID" in ask(client, GUIDE, method).headers


@pytest.mark.parametrize("path", ["/x", "x/regions", "", "/regions/"])
def test_what_is_no_page_goes_to_flask(client, path):
    assert ask(client, path).headers["X-Request-ID"]


def around(app):
    """Return a client of the Flask application behind the dispatcher."""
    return Client(app.wsgi_app.inner)


@pytest.mark.parametrize("path", ["/regions/440784", "/guides/tianjin-child-enrol", "/regions"])
def test_who_takes_either_gets_the_shorter(client, path):
    lengths = {
        encoding: len(ask(client, path, Accept_Encoding=encoding).data) for encoding in OFFERED
    }
    either = ask(client, path, Accept_Encoding="gzip, deflate, br")
    assert either.headers["Content-Encoding"] == min(OFFERED, key=lengths.get)
    assert len(either.data) == min(lengths.values())
