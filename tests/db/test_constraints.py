"""What the database itself refuses, whoever writes and by whichever door."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from backend.extensions import db
from tests.db.rows import ROWS, insert, prepare, table, wanted_by

UNIQUE = [
    ("source", "uq_source_key"),
    ("channel", "uq_channel_key"),
    ("standard", "uq_standard_key"),
    ("enrolment_window", "uq_enrolment_window_key"),
    ("office", "uq_office_key"),
    ("guide", "uq_guide_key"),
    ("rule", "uq_rule_key"),
    ("questionnaire", "uq_questionnaire_key"),
    ("staff", "uq_staff_name"),
    ("region", "pk_region"),
    ("release_pin", "pk_release_pin"),
]
AGAIN = {name: {"id": 2} for name, row in ROWS.items() if "id" in row}
AGAIN["enrolment_window"] = {"policy_year": 2030}
CODELISTS = [
    ("region", "level"), ("region", "kind"), ("source", "grade"), ("channel", "kind"),
    ("channel", "status"), ("standard", "kind"), ("standard", "scheme"),
    ("contribution_value", "kind"), ("contribution_value", "per"), ("benefit_value", "kind"),
    ("benefit_cell", "measure"), ("benefit_cell", "op"), ("benefit_cell", "per"),
    ("enrolment_window", "scheme"), ("office", "datum"), ("phone", "purpose"),
    ("guide", "service"), ("guide", "completeness"), ("route", "status"), ("step", "actor"),
    ("rule", "subject"), ("staff", "role"), ("edition", "item_type"), ("release", "state"),
]  # fmt: skip
FOREIGN_KEYS = [
    ("region", "parent", "999999"), ("channel", "region", "999999"),
    ("standard", "region", "999999"), ("enrolment_window", "region", "999999"),
    ("office", "region", "999999"), ("guide", "region", "999999"), ("rule", "region", "999999"),
    ("questionnaire", "region", "999999"), ("contribution_value", "standard_id", 9),
    ("benefit_value", "standard_id", 9), ("benefit_cell", "value_id", 9),
    ("phone", "office_id", 9), ("route", "guide_id", 9), ("route", "channel", "nowhere"),
    ("step", "route_id", 9), ("citation", "source", "hearsay"), ("edition", "author", "外人"),
    ("release", "created_by", "外人"),
    ("release", "approved_by", "外人"), ("release", "base_id", 9), ("release", "rollback_of", 9),
    ("release_pin", "release_id", 9), ("release_pin", "edition_id", 9),
]  # fmt: skip
IN_TEST_APPEND_ONLY = {("edition", "state"), ("edition", "reviewer")}  # a guard stands before them
DAY, NEXT = date(2025, 1, 1), date(2025, 1, 2)
OUT_OF_ORDER = [
    ("guide", "valid_from", "valid_to"),
    ("contribution_value", "cover_from", "cover_to"),
    ("contribution_value", "pay_from", "pay_to"),
    ("benefit_value", "cover_from", "cover_to"),
    ("enrolment_window", "opens_on", "closes_on"),
]
MONEY = {"personal_fen": 100_00, "subsidy_fen": 730_00, "total_fen": 830_00}
WRONG_NUMBERS = [
    ("contribution_value", MONEY | {"total_fen": 830_01}, "total_adds_up"),
    ("contribution_value", MONEY | {"total_fen": 829_99}, "total_adds_up"),
    ("contribution_value", {"personal_fen": -1}, "fen_not_negative"),
    ("contribution_value", {"subsidy_fen": -1}, "fen_not_negative"),
    ("contribution_value", {"total_fen": -1}, "fen_not_negative"),
    ("contribution_value", {"base_min_fen": 2, "base_max_fen": 1}, "bases_in_order"),
    ("contribution_value", {"employer_rate_bp": 10_001}, "rates_are_ratios"),
    ("contribution_value", {"personal_rate_bp": 10_001}, "rates_are_ratios"),
    ("contribution_value", {"personal_rate_bp": -1}, "rates_are_ratios"),
    ("benefit_cell", {"amount": -1}, "amount_not_negative"),
    ("benefit_cell", {"amount": 10_001}, "ratio_is_a_ratio"),
    ("office", {"lat": 91, "lng": 0, "datum": "gcj02"}, "lat_on_earth"),
    ("office", {"lat": 0, "lng": -181, "datum": "gcj02"}, "lng_on_earth"),
    ("office", {"lat": 39, "lng": 117, "datum": ""}, "coordinates_with_datum"),
    ("office", {"lat": 39, "datum": "gcj02"}, "coordinates_with_datum"),
]
RIGHT_NUMBERS = [
    ("contribution_value", MONEY),
    ("contribution_value", {"personal_fen": 0, "subsidy_fen": 0, "total_fen": 0}),
    ("contribution_value", {"total_fen": 830_00}),
    ("contribution_value", {"base_min_fen": 1, "base_max_fen": 1}),
    ("contribution_value", {"employer_rate_bp": 10_000, "personal_rate_bp": 0}),
    ("benefit_cell", {"amount": 10_000}),
    ("benefit_cell", {"measure": "cap", "amount": 540_000_00}),
    ("office", {"lat": 39.1, "lng": 117.2, "datum": "gcj02"}),
    ("enrolment_window", {"opens_on": None, "closes_on": None}),
    ("guide", {"valid_from": DAY, "valid_to": NEXT}),
]


def test_the_rows_these_tests_spoil_are_accepted_as_they_are(session):
    for name in ROWS:
        insert(name)


@pytest.mark.parametrize(("name", "constraint"), UNIQUE)
def test_a_key_is_used_once(session, name, constraint):
    prepare(name)
    insert(name)
    with refused(constraint, f"UNIQUE constraint failed: {name}."):
        insert(name, **AGAIN.get(name, {}))


@pytest.mark.parametrize(("name", "column"), CODELISTS)
def test_only_words_of_the_codelist_are_stored(session, name, column):
    prepare(name)
    with refused(f"ck_{name}_{column}_known"):
        insert(name, **{column: "别的"})


@pytest.mark.parametrize(("name", "column", "nobody"), FOREIGN_KEYS)
def test_what_a_row_points_at_exists(session, name, column, nobody):
    prepare(name)
    with refused(f"fk_{name}_{column}_", "FOREIGN KEY constraint failed"):
        insert(name, **{column: nobody})


def test_every_codelist_and_foreign_key_of_the_models_is_among_these_cases():
    codelists = {
        (name, str(check.name).removeprefix(f"ck_{name}_").removesuffix("_known"))
        for name in ROWS
        for check in table(name).constraints
        if str(check.name).endswith("_known")
    }
    keys = {(name, key.parent.name) for name in ROWS for key in table(name).foreign_keys}
    assert codelists - IN_TEST_APPEND_ONLY == set(CODELISTS)
    listed = {(name, column) for name, column, _ in FOREIGN_KEYS}
    assert keys - IN_TEST_APPEND_ONLY == listed


@pytest.mark.parametrize(("name", "first", "last"), OUT_OF_ORDER)
@pytest.mark.parametrize("day", [DAY, NEXT], ids=["empty", "backwards"])
def test_a_range_begins_before_it_ends(session, name, first, last, day):
    prepare(name)
    with refused(f"ck_{name}_{first}_before_{last}"):
        insert(name, **{first: day, last: DAY})


@pytest.mark.parametrize(("name", "columns", "rule"), WRONG_NUMBERS)
def test_numbers_that_cannot_be_are_refused(session, name, columns, rule):
    prepare(name)
    with refused(f"ck_{name}_{rule}"):
        insert(name, **columns)


@pytest.mark.parametrize(("name", "columns"), RIGHT_NUMBERS)
def test_numbers_at_the_very_edge_are_accepted(session, name, columns):
    prepare(name)
    insert(name, **columns)


@pytest.mark.parametrize(
    ("gone", "left"),
    [("source", "citation"), ("channel", "route"), ("region", "guide"), ("staff", "edition")],
)
def test_what_is_pointed_at_cannot_vanish(session, gone, left):
    prepare(left)
    insert(left)
    with refused(f"fk_{left}_", "FOREIGN KEY constraint failed"):
        session.execute(table(gone).delete())


@pytest.mark.parametrize(
    ("whole", "part"),
    [("guide", "step"), ("standard", "benefit_cell"), ("standard", "contribution_value"),
     ("office", "phone")],
)  # fmt: skip
def test_parts_go_with_their_whole(session, whole, part):
    prepare(part)
    insert(part)
    session.execute(table(whole).delete())
    assert session.execute(table(part).select()).all() == []
    assert whole in wanted_by(part)


def refused(constraint, in_sqlite=""):
    """Expect a refusal that names the constraint; SQLite names only checks."""
    sqlite = db.engine.dialect.name == "sqlite"
    return pytest.raises(IntegrityError, match=(sqlite and in_sqlite) or constraint)
