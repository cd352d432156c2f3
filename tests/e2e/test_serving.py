"""The service as `make run` starts it: it comes up, counts, and goes away without a trace."""

import json
import re
import socket
from urllib.parse import quote

import pytest

from tests.e2e.conftest import PAGES
from tests.e2e.server import is_alive, until

pytestmark = pytest.mark.xdist_group("e2e")
PAGE = "/api/v1/guides/shenzhen-child-enrol"


def test_a_newcomer_is_served_out_of_nothing(newcomer):
    assert set(newcomer.statuses.values()) == {200}, newcomer.statuses
    assert "首次启动" in newcomer.said
    assert newcomer.release["id"] == 1


def test_ctrl_c_ends_everything(newcomer):
    assert newcomer.code == 0, newcomer.said
    assert len(newcomer.started) == 3
    assert until(lambda: not any(is_alive(pid) for pid in newcomer.started))
    assert "Traceback" not in newcomer.said


def test_a_second_start_loads_and_bakes_nothing(newcomer, server):
    assert server.began_with == newcomer.release
    assert "首次启动" not in server.said
    assert "升级" not in server.said


def test_every_page_is_there(server):
    assert {server.get(path).status for path in PAGES} == {200}


def test_there_are_as_many_workers_as_asked_for(server):
    assert len(server.workers) == 2


def test_metrics_are_added_up_over_all_workers(server):
    before, readers = measured(server), 0
    while uncounted(server) or readers < 8:
        readers += 1
        assert server.get(PAGE).status == 200
        assert server.get("/api/v1/guides/no-such").status == 404
    risen = {name: value - before.get(name, 0) for name, value in measured(server).items()}
    assert risen['yibao_pages_total{status="200"}'] == readers
    asked = 'yibao_requests_total{method="GET",route="/api/v1/guides/<key>",status="404"}'
    assert risen[asked] == readers


def test_a_question_as_long_as_search_reads_comes_through(server):
    assert server.get("/api/v1/search?q=" + quote("医" * 400)).status == 200


@pytest.mark.parametrize("length", [1_000, 10_000, 1_000_000])
def test_an_address_that_is_too_long_is_refused_in_chinese(server, length):
    answer = server.get("/api/v1/search?q=" + quote("医" * length))
    problem = json.loads(answer.body)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status, problem["status"], problem["code"]) == (414, 414, "too_long")
    assert "网址" in problem["detail"]


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ("GET /api/v1/search?q=深圳 HTTP/1.1\r\nHost: x\r\n\r\n", 400, "bad_request"),
        (
            "GET /api/v1/release HTTP/1.1\r\nHost: x\r\nX: " + "x" * 9000 + "\r\n\r\n",
            431,
            "http_431",
        ),
        ("G<T /api/v1/release HTTP/1.1\r\nHost: x\r\n\r\n", 400, "bad_request"),
        ("GET /api/v1/release HTTP/1.1\r\nTransfer-Encoding: x\r\n\r\n", 501, "http_501"),
    ],
    ids=["Chinese as it is", "long header", "odd method", "unknown coding"],
)
def test_what_cannot_be_read_is_refused_in_chinese(server, sent, status, code):
    head, body = raw(server, sent.encode())
    problem = json.loads(body)
    assert head.split()[1] == str(status)
    assert "Content-Type: application/problem+json" in head
    assert (problem["status"], problem["code"]) == (status, code)
    assert re.search("[\u4e00-\u9fff]", problem["detail"])


def test_answers_are_packed_and_spared_over_the_wire(server):
    plain, packed = server.get(PAGE), server.get(PAGE, Accept_Encoding="br")
    assert packed.headers["Content-Encoding"] == "br"
    assert len(packed.body) < len(plain.body) / 2
    assert server.get(PAGE, If_None_Match=plain.headers["ETag"]).status == 304


def test_on_postgresql_the_same_is_served(newcomer, on_postgres):
    assert {on_postgres.get(path).status for path in PAGES} == {200}
    assert on_postgres.database_url.startswith("postgresql://")
    assert "首次启动" in on_postgres.said
    assert on_postgres.began_with["manifest"] == newcomer.release["manifest"]


def uncounted(server):
    """Return the workers that have not counted a request yet."""
    folder = server.data / "metrics" / str(server.port)
    return {p for p in server.workers if not (folder / f"counter_{p}.db").exists()}


def measured(server):
    lines = server.get("/metrics").body.decode().splitlines()
    pairs = [line.rsplit(" ", 1) for line in lines if not line.startswith("#")]
    return {name: float(value) for name, value in pairs}


def raw(server, sent):
    """Return the head and the body of what the server says to some bytes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(sent)
        said = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = said.partition(b"\r\n\r\n")
    return head.decode(), body
