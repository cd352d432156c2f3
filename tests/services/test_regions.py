"""The region list goes from its file into the table and back, and says which line is wrong."""

import csv
import io

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from backend.errors import Invalid
from backend.extensions import db
from backend.models import Region
from backend.services import regions, working
from tests.builders import channel, region_rows, source

HEADER = "code,name,level,parent,kind,aliases"
NATION = "100000,全国,nation,,administrative,"
TIANJIN = "120000,天津市,province,100000,administrative,天津|津"
BAD_LINES = {
    "too few fields": "120000,天津市,province",
    "too many fields": TIANJIN + ",多了",
    "an empty line": "",
    "an unknown level": "120000,天津市,直辖市,100000,administrative,",
    "an unknown kind": "120000,天津市,province,100000,行政,",
    "no name": "120000,,province,100000,administrative,",
    "a code that is none": "12000,天津市,province,100000,administrative,",
    "a code in other digits": "１２００００,天津市,province,100000,administrative,",
    "a parent nobody knows": "120000,天津市,province,990000,administrative,",
    "a parent that is not above": "120000,天津市,nation,100000,administrative,",
    "no parent": "120000,天津市,province,,administrative,",
    "a code used before": "100000,天津市,province,100000,administrative,",
}


def test_the_file_comes_back_byte_for_byte():
    text = f'{HEADER}\n{NATION}\n{TIANJIN}\n120101,"和,平""区",county,120000,administrative,\n'
    form = regions.read_csv(text)
    assert form["rows"][1] == [
        "120000",
        "天津市",
        "province",
        "100000",
        "administrative",
        "天津|津",
    ]
    assert form["rows"][2][1] == '和,平"区'
    assert regions.write_csv(form) == text


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES)
def test_a_line_that_does_not_fit_is_named(line):
    with pytest.raises(Invalid) as refused:
        regions.read_csv("\n".join([HEADER, NATION, line, TIANJIN]) + "\n")
    assert refused.value.data == {"line": 3}


@pytest.mark.parametrize(
    "text", ["", "code,name\n", f"\n{HEADER}\n", f"\ufeff{HEADER}\n{NATION}\n"]
)
def test_a_file_with_another_header_is_refused(text):
    with pytest.raises(Invalid) as refused:
        regions.read_csv(text)
    assert refused.value.message == f"表头应当是 {HEADER}"


def test_lines_out_of_order_are_refused_because_they_would_come_back_otherwise():
    with pytest.raises(Invalid) as refused:
        regions.read_csv("\n".join([HEADER, NATION, "440000,广东省,province,100000,administrative,",
                                    TIANJIN, ""]))  # fmt: skip
    assert refused.value.data == {"line": 4}


def test_the_list_fills_the_table_and_comes_back(any_app):
    regions.save({"rows": region_rows()})
    db.session.commit()
    assert regions.document() == {"rows": region_rows()}
    nation, town = (db.session.get_one(Region, code) for code in ("100000", "440784103"))
    assert (nation.parent, town.parent, town.aliases) == (None, "440784", "古劳")


def test_parents_may_stand_after_their_children(any_app):
    regions.save({"rows": region_rows()[::-1]})
    assert regions.document() == {"rows": region_rows()}


def test_a_new_list_is_taken_over_in_place(any_app):
    regions.save({"rows": region_rows()})
    db.session.commit()
    wanted = edited(region_rows(), {"440700": {"name": "江门市（新）", "aliases": ""}})
    wanted = [row for row in wanted if row[0] != "440784103"]
    wanted.append(["990000", "新省", "province", "100000", "administrative", ""])
    regions.save({"rows": wanted})
    db.session.commit()
    assert regions.document() == {"rows": wanted}


def test_a_region_in_use_keeps_what_uses_it_when_it_is_renamed(any_app):
    regions.save({"rows": region_rows()})
    working.save("source", source())
    working.save("channel", channel())
    regions.save({"rows": edited(region_rows(), {"440000": {"name": "粤"}})})
    db.session.commit()
    assert working.get(("channel", "yueyibao")).region == "440000"


def test_a_region_in_use_cannot_leave_the_list(any_app):
    regions.save({"rows": region_rows()})
    working.save("source", source())
    working.save("channel", channel(region="120000"))
    with pytest.raises(IntegrityError):
        regions.save({"rows": [row for row in region_rows() if row[0] != "120000"]})


def test_a_county_may_move_to_a_city_that_is_new(any_app):
    regions.save({"rows": region_rows()})
    db.session.commit()
    new_city = ["440900", "新会市", "city", "440000", "administrative", ""]
    wanted = edited(region_rows(), {"440784": {"parent": "440900"}})
    wanted = sorted([*(row for row in wanted if row[0] != "440700"), new_city])
    regions.save({"rows": wanted})
    db.session.commit()
    assert regions.document() == {"rows": wanted}


def test_the_list_we_ship_fills_the_table_and_comes_back(app):
    text = (app.config["CONTENT_DIR"] / "regions.csv").read_text("utf-8")
    regions.save(regions.read_csv(text))
    db.session.commit()
    assert regions.write_csv(regions.document()) == text
    assert db.session.scalar(select(func.count()).select_from(Region)) == text.count("\n") - 1


def edited(rows, changes):
    """Return rows with columns of some replaced: code → column → value."""
    named = list(csv.DictReader(io.StringIO(regions.write_csv({"rows": rows}))))
    return [list((row | changes.get(row["code"], {})).values()) for row in named]
