"""A glance at an item sees all that reading it whole would show."""

import pytest

from backend.config import ROOT
from backend.release.glance import glance_at, read, stored
from backend.services import links
from backend.services.content_files import read_folder
from backend.services.stored import body_of
from tests.builders import channel, guide, questionnaire, small_content


@pytest.fixture(scope="module")
def documents():
    return read_folder(ROOT / "content").items


def test_it_sees_everything_an_item_points_at(documents):
    old = channel(key="old", status="renamed", successor="yueyibao")
    way = questionnaire()
    way["outcomes"][0]["related"] = ["jiangmen-student-enrol"]
    made_up = small_content(channel=[channel(), old], questionnaire=way,
                            guide=[guide(related=["other"]), guide(key="other")])  # fmt: skip
    for item, document in [*documents.items(), *made_up.items()]:
        if item[0] != "regions":
            named = {link.target for link in links.named(document)}
            told = {link.target for link in links.mentioned(document)}
            seen = glance_at(item, document, body_of(document))
            assert set(seen.points_at()) == named | told, item


def test_it_sees_to_which_guides_a_questionnaire_leads(documents):
    for item, document in documents.items():
        if item[0] == "questionnaire":
            led_to = {outcome["guide"] for outcome in document["outcomes"]}
            assert set(glance_at(item, document, body_of(document)).card["leads_to"]) == led_to


def test_it_comes_back_as_it_was_written_down(documents):
    seen = [glance_at(item, document, body_of(document)) for item, document in documents.items()]
    assert [read(stored(each)) for each in seen] == seen
