"""What a visit costs: requests, and bytes over the wire. `make bench-miniapp` prints them."""

import pytest

from tests.e2e.reading import first_visit, reader

pytestmark = pytest.mark.xdist_group("e2e")
MOST_BYTES = 300 * 1024
MOST_ASKED = 2


@pytest.fixture(scope="module")
def visit(browser, server):
    return first_visit(browser, server)


def test_a_first_visit_is_light(visit):
    assert sum(size for _, size in visit) <= MOST_BYTES, visit


def test_home_asks_the_service_little(visit):
    asked = [url for url, _ in visit if "/api/" in url]
    assert 1 <= len(asked) <= MOST_ASKED


def test_the_mini_program_comes_from_the_service_alone(visit, server):
    assert {url.split("/")[2] for url, _ in visit} == {f"127.0.0.1:{server.port}"}


def test_a_second_visit_asks_for_news_only(browser, server):
    with reader(browser, server) as regular:
        regular.open()
        regular.sees("遇到什么事")
        regular.page.evaluate("navigator.serviceWorker.ready")
        answers = []
        regular.page.on("response", lambda a: a.from_service_worker or answers.append(a.url))
        regular.page.reload()
        regular.sees("遇到什么事")
    assert {answer.split("/", 3)[-1] for answer in answers} == {"api/v1/regions/100000"}
