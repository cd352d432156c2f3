"""The probe, built once, on a phone and on a desk."""

import pytest

from tests.miniapp.phone import DESK, held
from tests.miniapp.probing import serving
from tests.miniapp.tools import PROBE, built


@pytest.fixture(scope="session")
def probe(tmp_path_factory):
    """Return the address of the probe."""
    folder = tmp_path_factory.mktemp("probe")
    built(PROBE, folder)
    with serving(folder) as address:
        yield address


@pytest.fixture
def unopened(browser, probe):
    """Return a phone on which nothing is open yet."""
    with held(browser) as page:
        page.probe = probe
        yield page


@pytest.fixture
def phone(unopened):
    unopened.goto(unopened.probe)
    return unopened


@pytest.fixture
def desk(browser, probe):
    with held(browser, **DESK) as page:
        page.goto(probe)
        yield page
