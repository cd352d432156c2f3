"""What is wrong in the rest of a document that is none yet, and nothing that may only follow."""

import pytest

from backend.schemas.registry import ITEM_TYPES
from backend.services.checks import Whole
from backend.services.checks.partial import partly, without
from backend.services.content_files import flat_errors
from backend.services.stored import leaves, mappings
from tests import builders
from tests.builder_parts import citation, contribution_value, phone

DOCUMENTS = {item: d for item, d in builders.small_content().items() if item[0] in ITEM_TYPES}
REGIONS = frozenset(row[0] for row in builders.region_rows())
TEN = contribution_value(total_fen=1, cover_to="2023-01-01")


@pytest.mark.parametrize("item", DOCUMENTS, ids=str)
def test_whatever_is_left_out_of_sound_content_nothing_is_found_in_the_rest(item):
    places = {path for path, _ in [*leaves(DOCUMENTS[item]), *mappings(DOCUMENTS[item])]}
    for place in places - {()}:
        assert found(item, without(DOCUMENTS[item], [place]), unread=[place]) == [], place


@pytest.mark.parametrize("item", DOCUMENTS, ids=str)
def test_whatever_is_of_the_wrong_type_nothing_falls_over(item):
    for place, _ in leaves(DOCUMENTS[item]):
        broken = replaced(DOCUMENTS[item], place, {"": [None]})
        if ITEM_TYPES[item[0]].schema.validate(broken):  # conditions and dims are read elsewhere
            assert found(item, broken) == []


def test_each_mistake_of_an_office_is_told_beside_one_of_its_form():
    document = builders.office(
        phones=[phone(e164="+86075012")], lat=200.0, lng=113.0, datum="gcj02",
        citations=[citation(source="我的来源")],
    )  # fmt: skip
    assert [f.path for f in found(("office", document["key"]), document)] == [
        ("phones", 0), ("lat",),
    ]  # fmt: skip


def test_sums_and_days_are_told_beside_a_mistake_of_form():
    document = builders.standard(title="", contribution_values=[TEN | {"policy_year": "明年"}])
    places = [f.path[-1] for f in found(("standard", document["key"]), document)]
    assert places == ["cover_to", "total_fen"]


def test_a_citation_that_cannot_be_read_is_not_said_to_be_missing():
    document = builders.office(citations="第二段")
    assert found(("office", document["key"]), document) == []


def found(item, document, unread=()):
    faults = flat_errors(ITEM_TYPES[item[0]].schema.validate(document))
    places = [*(path for path, _ in faults), *unread]
    assert places
    return list(partly(item, document, Whole(DOCUMENTS, REGIONS), places))


def replaced(value, place, by):
    if not place:
        return by
    copy = value.copy()
    copy[place[0]] = replaced(value[place[0]], place[1:], by)
    return copy
