"""Readers of these tests look for new releases when told to, not every so often."""

import pytest

from tests.release.fixtures import (  # noqa: F401 - what is named here can be asked for
    HARDLY_EVER,
    clock,
    one_app,
    one_config,
    open_app,
    open_config,
    opened_postgres,
    opened_sqlite,
    rollover,
)


@pytest.fixture
def sqlite_config(sqlite_config):
    return {**sqlite_config, "POLL_SECONDS": float(HARDLY_EVER)}


@pytest.fixture
def config(config):
    return {**config, "POLL_SECONDS": float(HARDLY_EVER)}
