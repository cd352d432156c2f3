"""One draft alone is judged as it would be among all the others."""

import pytest

from backend.extensions import db
from backend.schemas.registry import ITEM_TYPES
from backend.services import draft_checks, regions, working
from backend.services.checks import Whole, findings
from backend.services.content_load import save_working
from tests import builders
from tests.builder_parts import citation, contribution_value, phone, route, step

BROKEN = {
    "no such channel": builders.guide(routes=[route(channel="nowhere")]),
    "no such standard": builders.guide(standards=["nothing"]),
    "no such region": builders.guide(region="999999"),
    "a standard unknown to a text": builders.guide(summary="交{{standard:nothing.personal}}。"),
    "a measure the standard lacks": builders.guide(
        summary="报{{standard:jiangmen-resident.ratio}}。"
    ),
    "a dimension the standard lacks": builders.guide(
        summary="报{{standard:jiangmen-resident-benefit.ratio|referral=local}}。"
    ),
    "a bare amount": builders.guide(summary="一年交406元。"),
    "no citation": builders.guide(citations=[]),
    "a source nobody knows": builders.guide(citations=[citation(source="nobody")]),
    "a param without a year": builders.guide(
        routes=[route(steps=[step(path=[{"label": "起", "param": "policy_year_start"}])])]
    ),
    "a sum that does not add up": builders.standard(
        contribution_values=[contribution_value(total_fen=1)]
    ),
    "a number that cannot be dialled": builders.office(phones=[phone(e164="+86075012")]),
    "a rule with no rows": builders.rule(rows=[]),
}


@pytest.fixture
def filled(app):
    for item, document in builders.small_content().items():
        save_working(item, document)
    db.session.commit()
    return app


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_draft_has_the_faults_it_would_have_among_all_others(filled, broken):
    item = next(i for i in builders.small_content() if i[1] == broken["key"])
    found = draft_checks.faults(item, broken)
    assert found
    assert set(found) == set(among_all(item, broken))


def test_sound_content_has_no_faults(filled):
    for item_type in ITEM_TYPES:
        for item, document in working.every(item_type):
            assert draft_checks.faults(item, document) == []


@pytest.mark.parametrize("key", ["jiangmen-resident-2023-again", "zz-later"])
def test_a_window_that_overlaps_another_is_told_whichever_key_is_later(filled, key):
    found = draft_checks.faults(("window", key), builders.window(key=key, title="又一个"))
    assert [f.path for f in found] == [("opens_on",)]
    assert "jiangmen-resident-2024" in found[0].message


def among_all(item, document):
    documents = dict(builders.small_content())
    rows = documents.pop(regions.ITEM)["rows"]
    whole = Whole({**documents, item: document}, frozenset(row[0] for row in rows))
    return [finding for finding in findings(whole) if finding.item == item]
