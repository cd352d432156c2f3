"""A bake that takes pages over from a base equals one from nothing."""

import copy
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.release.bake import bake
from backend.release.folder import PAGES, Base, manifest_hash_of
from backend.release.image import Image
from tests import builders as b
from tests.builder_parts import citation

BEIJING = ["110000", "北京市", "province", "100000", "administrative", "北京"]
GUIDE = ("guide", "jiangmen-student-enrol")
OTHER_GUIDE = ("guide", "national-query")
QUESTIONNAIRE = ("questionnaire", "jiangmen-student-enrol-way")
STANDARD = ("standard", "jiangmen-resident")
BENEFIT = ("standard", "jiangmen-resident-benefit")
OFFICE = ("office", "heshan-gulao")
CHANNEL = ("channel", "yueyibao")
SOURCE = ("source", "heshan-letter")
OTHER_SOURCE = ("source", "law")
WINDOW = ("window", "jiangmen-resident-2024")
RULE = ("rule", "tianjin-newborn-coverage-start")
REGIONS = ("regions", "china")
LAW = citation(source="law")


def over(item, **changes):
    """Return an edit that sets fields of an item; None takes a field away."""

    def edit(documents):
        document = documents[item] | changes
        documents[item] = {name: v for name, v in document.items() if v is not None}

    return edit


def without(*items):
    def edit(documents):
        for item in items:
            documents.pop(item, None)

    return edit


def first_of(item, *path, **changes):
    """Return an edit that sets fields of the first member of a list inside an item."""

    def edit(documents):
        part = documents[item]
        for name in path:
            part = part[name][0]
        part.update(changes)

    return edit


def regions(change):
    def edit(documents):
        documents[REGIONS] = {"rows": change(documents[REGIONS]["rows"])}

    return edit


EDITS = {
    "a guide's text": over(GUIDE, summary="另一种说法。"),
    "a guide's title": over(GUIDE, title="学生参保"),
    "a guide's service": over(GUIDE, service="pay"),
    "a guide's life events": over(GUIDE, life_events=[]),
    "a guide moves": over(GUIDE, region="440000"),
    "a guide leaves a region out": over(GUIDE, excludes=["440784"]),
    "a guide ends": over(GUIDE, valid_to="2025-01-01"),
    "a guide begins": over(GUIDE, valid_from="2024-03-01"),
    "a guide turns out to be cut off": over(GUIDE, completeness="partial", partial_reason="截断"),
    "a guide cites another source": over(GUIDE, citations=[LAW]),
    "a fact of a guide cites another source": first_of(GUIDE, "conditions", citations=[LAW]),
    "a guide is doubtful": over(GUIDE, doubt="说法不一"),
    "a fact of a guide is doubtful": first_of(GUIDE, "conditions", doubt="说法不一"),
    "a route was verified": first_of(GUIDE, "routes", status="verified", verified_on="2024-05-01"),
    "a step has another path": first_of(GUIDE, "routes", "steps", path=[{"label": "办事"}]),
    "a guide lists no standard": over(GUIDE, standards=None, notes=None, summary="不要钱。"),
    "a guide lists no window": over(GUIDE, windows=None),
    "a guide is related to another": over(GUIDE, related=["national-query"]),
    "another guide has another title": over(OTHER_GUIDE, title="查参保"),
    "a guide goes": without(GUIDE, QUESTIONNAIRE),
    "another guide goes": without(OTHER_GUIDE, QUESTIONNAIRE),
    "a price": first_of(STANDARD, "contribution_values", personal_fen=41000, total_fen=105000),
    "a price ends on another day": first_of(STANDARD, "contribution_values", pay_to="2024-04-01"),
    "a price is doubtful": first_of(STANDARD, "contribution_values", doubt="说法不一"),
    "a price cites another source": first_of(STANDARD, "contribution_values", citations=[LAW]),
    "a standard's title": over(STANDARD, title="缴费标准"),
    "a standard moves": over(STANDARD, region="440000"),
    "a benefit": first_of(BENEFIT, "benefit_values", "cells", amount=9000),
    "an office moves house": over(OFFICE, address="新址"),
    "an office moves": over(OFFICE, region="440784"),
    "an office gets a place": over(OFFICE, lat=22.7, lng=112.9, datum="wgs84"),
    "a channel's name": over(CHANNEL, name="粤医保2"),
    "a channel closes": over(CHANNEL, status="closed"),
    "a channel moves": over(CHANNEL, region="100000"),
    "a source's title": over(SOURCE, title="公开信"),
    "a source's grade": over(SOURCE, grade="E"),
    "a source's defects": over(SOURCE, defects=None),
    "another source's title": over(OTHER_SOURCE, title="医保条例"),
    "a window closes earlier": over(WINDOW, closes_on="2023-12-01"),
    "a window opens any time": over(WINDOW, opens_on=None, closes_on=None),
    "a rule's title": over(RULE, title="从哪天算起"),
    "a rule's words": first_of(RULE, "rows", because="缴{{standard:jiangmen-resident.personal}}。"),
    "a questionnaire's words": over(QUESTIONNAIRE, title="怎么参保"),
    "a questionnaire's reason": first_of(QUESTIONNAIRE, "outcomes", because="先登记。"),
    "a questionnaire shows no price": first_of(QUESTIONNAIRE, "outcomes", standards=[]),
    "a questionnaire lands on a way": first_of(QUESTIONNAIRE, "outcomes", route="手机上办"),
    "a questionnaire lands elsewhere": first_of(QUESTIONNAIRE, "outcomes", guide="national-query",
                                                standards=[], offices=[]),
    "a questionnaire says what comes after": first_of(
        QUESTIONNAIRE, "outcomes", related=["national-query"]
    ),
    "a questionnaire moves": over(QUESTIONNAIRE, region="440000"),
    "a questionnaire leaves a region out": over(QUESTIONNAIRE, excludes=["440784"]),
    "a questionnaire goes": without(QUESTIONNAIRE),
    "a region's name": regions(lambda rows: [[r[0], r[1] + "？", *r[2:]] for r in rows]),
    "a new region": regions(lambda rows: [*rows, BEIJING]),
    "a region goes": regions(lambda rows: [row for row in rows if row[0] != "440300"]),
    "a county belongs elsewhere": regions(
        lambda rows: [[*r[:3], "120000", *r[4:]] if r[0] == "440784" else r for r in rows]
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Return the folder of the content before any edit, baked from nothing."""
    return bake(Image.of(content([])), "a" * 64, tmp_path_factory.mktemp("plain")).folder


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_bakes_as_from_nothing_and_so_does_its_undoing(tmp_path, plain, name):
    edited = bake(Image.of(content([name])), "b" * 64, tmp_path, base=Base(plain))
    undone = bake(Image.of(content([])), "a" * 64, tmp_path, base=Base(edited.folder))
    fresh = bake(Image.of(content([name])), "b" * 64, tmp_path / "fresh")
    assert edited.manifest_hash != manifest_hash_of(plain)
    assert everything_in(edited.folder) == everything_in(fresh.folder)
    assert edited.manifest_hash == fresh.manifest_hash
    assert everything_in(undone.folder) == everything_in(plain)


@settings(max_examples=30)
@given(*2 * [st.lists(st.sampled_from(list(EDITS)), max_size=8, unique=True)])
def test_any_edits_on_any_others_bake_as_from_nothing(tmp_path_factory, before, after):
    folder, image = tmp_path_factory.mktemp("bakes"), Image.of(content(after))
    base = bake(Image.of(content(before)), "a" * 64, folder)
    taken = bake(image, "b" * 64, folder, base=Base(base.folder))
    fresh = bake(image, "b" * 64, folder / "fresh")
    assert everything_in(taken.folder) == everything_in(fresh.folder)


def test_a_source_two_steps_behind_a_guide_is_at_no_questionnaires_foot(tmp_path):
    """Only what is near is planned anew: a page may not show what lies farther off."""
    before = ["a questionnaire shows no price", "a price cites another source"]
    base = bake(Image.of(content(before)), "a" * 64, tmp_path)
    image = Image.of(content([*before, "another source's title"]))
    taken = bake(image, "b" * 64, tmp_path, base=Base(base.folder))
    fresh = bake(image, "b" * 64, tmp_path / "fresh")
    assert everything_in(taken.folder) == everything_in(fresh.folder)


def test_only_pages_made_of_the_change_are_rendered(tmp_path, plain):
    image = Image.of(content(["a guide's text"]))
    assert (
        bake(image, "b" * 64, tmp_path, base=Base(plain)).rendered == 3
    )  # with a channel and a questionnaire
    assert bake(Image.of(content([])), "c" * 64, tmp_path, base=Base(plain)).rendered == 0


def content(edits):
    """Return two guides and what they need, after edits; what goes, goes last."""
    national = b.guide(
        key="national-query", title="查询", region="100000", service="query", routes=None,
        summary="查一查。", notes=None, standards=None, rules=None, offices=None,
    )  # fmt: skip
    law = b.source(key="law", title="社会保险法", grade="A", defects=None)
    sources, guides = [b.source(), law], [b.guide(), national]
    documents = copy.deepcopy(b.small_content(source=sources, guide=guides))
    for name in sorted(edits, key=lambda name: name.endswith("goes")):
        EDITS[name](documents)
    for item, document in documents.items():
        if item[0] == "guide":
            document["related"] = [
                k for k in document.get("related", []) if ("guide", k) in documents
            ]
    return documents


def everything_in(folder):
    connection = sqlite3.connect(folder / PAGES)
    tables = {
        "page": "SELECT path, valid_from, valid_to, hash FROM page"
        " JOIN body ON body.id = page.body ORDER BY 1, 2",
        "body": "SELECT body.hash, front.hash, plain, body.gzip, body.br FROM body"
        " LEFT JOIN front ON front.id = body.front ORDER BY 1",
        "front": "SELECT hash, gzip, br FROM front ORDER BY 1",
        "made_of": "SELECT * FROM made_of ORDER BY 1",
        "item": "SELECT * FROM item ORDER BY 1, 2",
    }
    found = {name: connection.execute(asked).fetchall() for name, asked in tables.items()}
    connection.close()
    return found
