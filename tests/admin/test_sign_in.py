"""Signing in: name, password, and a code from one's telephone."""

from tests.admin.people import browser_of


def test_a_reviewer_signs_in_with_a_second_factor_set_up_on_the_way(panel):
    page = browser_of(panel, "老李", "reviewer").get("/admin/account/")
    assert page.status_code == 200
    assert "已开启" in page.text
