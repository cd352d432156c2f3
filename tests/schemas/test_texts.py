"""What no door lets into a text: an address that is no page, a text nobody would read."""

import pytest

from backend.schemas.fields import LONGEST_TEXT
from backend.schemas.registry import ITEM_TYPES
from tests import builders

OWNERS = ("source", "channel")


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript://x.cn/%0aalert(1)", "data:text/html,x", "ftp://x.cn/",
     "www.nhsa.gov.cn", "//nhsa.gov.cn/", "https://", "https:///a", "https://a b.cn",
     "https://nhsa.gov.cn@evil.example/", "http://x.cn\njavascript:alert(1)"],
)  # fmt: skip
def test_an_address_that_is_no_page_is_refused(owner, address):
    assert "http:// 或 https://" in str(mistakes(owner, url=address)["url"])


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize(
    "address",
    ["http://hrss.sz.gov.cn/szsi/", "https://www.nhsa.gov.cn", "HTTPS://x.cn:8443/a?b=@c#d",
     "https://医保.中国/办事?年度=2027"],
)  # fmt: skip
def test_an_address_of_a_page_is_taken_as_it_is(owner, address):
    assert mistakes(owner, url=address) == {}


def test_a_text_that_nobody_would_read_to_its_end_is_refused():
    assert mistakes("guide", summary="字" * LONGEST_TEXT) == {}
    (said,) = mistakes("guide", summary="字" * (LONGEST_TEXT + 1))["summary"]
    assert said == "太长了：有 3001 个字，最多 3000 个，请分开写"


def mistakes(owner, **changed):
    return ITEM_TYPES[owner].schema.validate(builders.BUILDERS[owner](**changed))
