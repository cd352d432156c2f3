"""What the tests of the API ask for, in one place."""

API = "/api/v1"
REGION, GUIDE, STANDARD = (
    "/regions/440300",
    "/guides/shenzhen-child-enrol",
    "/standards/hunan-resident",
)

BAKED = (
    "/regions", REGION, "/regions/440300/guides", "/regions/440784/standards",
    "/regions/440784/offices", GUIDE, STANDARD, "/offices/heshan-gulao", "/channels",
    "/channels/shenzhen-yibao", "/rules/tianjin-newborn-coverage-start",
    "/sources/heshan-open-letter-2023",
)  # fmt: skip
COVERAGE = "/estimates/coverage-start?rule=tianjin-newborn-coverage-start"
LIVE = (
    "/release",
    "/estimates/contribution?standard=hunan-resident&paid_on=2024-12-31",
    f"{COVERAGE}&birth_date=2025-01-01&paid_date=2025-03-01",
    "/regions/440784/offices/nearest?lat=22.76&lng=112.96",
    "/changes?since=1",
)


def ask(client, path, method="GET", **headers):
    """Ask the reading API; header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.open(API + path, method=method, headers=named)


def is_problem(answer, status=None, code=None):
    """Assert that an answer is a problem in Chinese, and return its body."""
    assert answer.status_code == status if status else 400 <= answer.status_code < 500
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.json
    assert body["status"] == answer.status_code
    assert code in (None, body["code"])
    assert any("\u4e00" <= letter <= "\u9fff" for letter in body["detail"])
    assert any("\u4e00" <= letter <= "\u9fff" for letter in body["title"])
    assert body["code"].isascii()
    return body
