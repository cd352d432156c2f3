"""The components in WeChat's own simulator and the services on a phone of paper: all of jest."""

import pytest

from tests.miniapp.tools import MINIAPP, SOURCE, run

pytestmark = pytest.mark.xdist_group("miniapp")
TESTS = MINIAPP / "checks"


def test_components_and_services_do_what_their_tests_say():
    done = run("test")
    assert done.returncode == 0, done.stderr


def test_no_component_goes_without_a_test():
    written = "".join(p.read_text("utf-8") for p in (TESTS / "components").glob("*.test.js"))
    names = [room.name for room in (SOURCE / "components").iterdir()]
    assert [name for name in names if f"'{name}'" not in written] == []
