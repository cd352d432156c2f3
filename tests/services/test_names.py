"""Things are called by their names, and found by parts of them."""

import pytest

from backend.extensions import db
from backend.services import names
from backend.services.content_load import save_working
from backend.services.names import Names
from tests import builders


@pytest.fixture
def filled(any_app):
    for item, document in builders.small_content().items():
        save_working(item, document)
    db.session.commit()
    return any_app


def test_what_a_document_points_at_is_called_by_its_name(filled):
    called = Names.in_documents(builders.guide(), None)
    assert called("channel", "yueyibao") == "粤医保"
    assert called("standard", "jiangmen-resident") == "江门市城乡居民医保缴费标准"
    assert called("region", "440700") == "江门市"


def test_what_nobody_knows_is_called_by_its_key(filled):
    called = Names([("channel", "nowhere"), ("region", "999999")])
    assert called("channel", "nowhere") == "nowhere"
    assert not called.knows("channel", "nowhere")


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        ("region", "鹤山", "440784"),
        ("region", "440784", "440784"),
        ("channel", "粤医", "yueyibao"),
        ("standard", "resident-benefit", "jiangmen-resident-benefit"),
        ("office", "古劳", "heshan-gulao"),
    ],
)
def test_things_are_found_by_part_of_their_name_or_key(filled, kind, typed, key):
    assert key in [found for found, _, _ in names.found(kind, typed)]


def test_the_exact_thing_comes_first(filled):
    assert names.found("region", "440784")[0][:2] == ("440784", "鹤山市")
    assert [key for key, _, _ in names.found("region", "440784")] == ["440784", "440784103"]


@pytest.mark.parametrize("typed", ["%", "_", "'; DROP TABLE region; --", "\\", "字" * 500])
def test_what_is_typed_is_never_more_than_text(filled, typed):
    assert names.found("region", typed) == []


def test_nothing_typed_finds_the_first_few(filled):
    assert len(names.found("region", "", most=3)) == 3
