"""Who gets in where: every address × method × kind of person, against a table."""

import pytest

from tests.admin.doors import KINDS, METHODS, OUTSIDE, listed

SIGNED_IN = [kind for kind in KINDS if kind not in OUTSIDE]
# Where one signs in, what one meets depends on how far one has got: see test_sign_in.py
ON_THE_WAY_IN = {
    ("GET", "/admin/login"): 200, ("POST", "/admin/login"): 200,
    ("POST", "/admin/logout"): 302,
    ("GET", "/admin/tf-setup"): 302, ("POST", "/admin/tf-setup"): 302,
    ("POST", "/admin/tf-setup/<token>"): 302,
    ("GET", "/admin/tf-validate"): 302, ("POST", "/admin/tf-validate"): 302,
    ("GET", "/admin/mf-recovery"): 302, ("POST", "/admin/mf-recovery"): 302,
    ("GET", "/admin/tf-rescue"): 404, ("POST", "/admin/tf-rescue"): 404,
    ("GET", "/admin/tf-select"): 404, ("POST", "/admin/tf-select"): 404,
}  # fmt: skip
DOORS = listed()
of_each_kind = pytest.mark.parametrize("kind", KINDS)


def test_every_address_is_in_the_table(doors):
    known = {doors.rule_of(door) for door in DOORS}
    rules = {rule for rule in doors.rules() if rule[:2] not in ON_THE_WAY_IN}
    assert sorted(rules - known) == []


def test_the_table_lists_no_address_there_is_not(doors):
    assert [str(door) for door in DOORS if doors.rule_of(door) not in set(doors.rules())] == []
    assert ON_THE_WAY_IN.keys() <= {rule[:2] for rule in doors.rules()}


@of_each_kind
@pytest.mark.parametrize("door", DOORS, ids=str)
def test_a_door_opens_for_those_who_may_and_nobody_else(doors, door, kind):
    if door.opens_for(kind):
        answer = doors.try_as(kind, door)
        assert answer.status_code == door.status, answer.text
        return
    before = doors.content()
    answer = doors.try_as(kind, door)
    assert doors.content() == before
    if kind in OUTSIDE:
        assert answer.status_code == 302
        assert answer.location.startswith("/admin/login")
    else:
        assert answer.status_code in (403, 404)


@pytest.mark.parametrize("kind", OUTSIDE)
@pytest.mark.parametrize(("door", "status"), ON_THE_WAY_IN.items(), ids=str)
def test_whoever_is_not_signed_in_gets_no_farther_than_the_first_step(doors, door, status, kind):
    method, rule = door
    before = doors.content()
    browser = doors.browsers[kind]
    path = rule.replace("<token>", "x")
    answer = browser.get(path) if method == "GET" else browser.post(path, {"code": "000000"})
    assert answer.status_code == status
    if status == 302:
        assert answer.location.startswith("/admin/login")
    assert doors.content() == before


@pytest.mark.parametrize("door", [door for door in DOORS if door.method == "POST"], ids=str)
@pytest.mark.parametrize("token", ["", "made-up"])
def test_nothing_is_sent_without_the_token_of_a_page(doors, door, token):
    before = doors.content()
    answer = door.try_by(doors.browsers["admin"], token=token)
    assert answer.status_code == 400
    assert "页面已过期" in answer.text
    assert doors.content() == before


@pytest.mark.parametrize("path", [path for method, path in ON_THE_WAY_IN if method == "POST"])
def test_nobody_is_signed_in_without_the_token_of_a_page(doors, path):
    answer = doors.browsers["anonymous"].post(path.replace("<token>", "x"), token="")
    assert answer.status_code == 400


@pytest.mark.parametrize("method", METHODS)
def test_an_address_takes_no_method_it_does_not_offer(doors, method):
    before = doors.content()
    browser = doors.browsers["admin"]
    offered = {(rule[0], rule[1]) for rule in doors.rules()}
    for door in DOORS:
        _, rule, _ = doors.rule_of(door)
        if (method, rule) not in offered:
            headers = {"X-CSRFToken": browser.token()}
            answer = browser.client.open(door.address, method=method, headers=headers)
            assert answer.status_code == 405, str(door)
    assert doors.content() == before


@pytest.mark.parametrize("kind", SIGNED_IN)
def test_an_address_there_is_not_says_so(doors, kind):
    answer = doors.browsers[kind].get("/admin/nowhere/")
    assert answer.status_code == 404
    assert "没有找到" in answer.text
