"""Files as they come: made so that Excel reads them right, and refused where they are hostile."""

import io
import time
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from backend.errors import Invalid
from backend.services.sheets import book, parse, parse_workbook, tables
from backend.services.sheets.columns import CONTRIBUTIONS, OFFICES, SHEETS
from tests.builders import office, standard

MEGABYTE = 1024 * 1024


def test_a_workbook_has_numbers_as_numbers_days_as_days_and_codes_as_text():
    costly = standard(contribution_values=[standard()["contribution_values"][0] | {
        "personal_fen": 40650, "verified_on": "2026-11-25"}])  # fmt: skip
    page = opened(book.write_xlsx(CONTRIBUTIONS, tables.rows_of(CONTRIBUTIONS, [costly]))).active
    row = dict(zip(CONTRIBUTIONS.headings, [cell.value for cell in page[2]], strict=True))
    assert row["个人缴费（元）"] == 406.5
    assert row["财政补助（元）"] == 640
    assert row["核验日期"].date() == date(2026, 11, 25)
    assert row["地区"] == "440700"
    assert row["公布情况"] == "已公布"


def test_a_workbook_says_how_to_fill_it_in():
    pages = opened(book.write_xlsx(OFFICES, [])).worksheets
    assert [page.title for page in pages] == ["经办机构", "填写说明"]
    told = {row[0].value: row[1].value for row in pages[1].iter_rows(min_row=2)}
    assert told.keys() == set(OFFICES.headings)
    assert told["地区"].startswith("必填。")


@pytest.mark.parametrize("mark", "=+-@＝＋－＠\t\r")
def test_no_text_becomes_a_formula(mark):
    risky = f"{mark}HYPERLINK(1)"
    assert book.neutralised(risky) == f"'{risky}"
    cell = opened(book.write_xlsx(OFFICES, [[risky]])).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")
    assert f"'{mark}" in book.write_csv(["名称"], [[risky]]).decode("utf-8-sig")


def test_numbers_are_not_touched_by_that():
    assert book.neutralised(-5) == -5
    assert book.neutralised(Decimal("-1.50")) == Decimal("-1.50")


def test_a_csv_file_opens_in_excel():
    packed = book.write_csv(["名称", "日期"], [["古劳所", date(2027, 1, 1)]])
    assert packed.startswith(b"\xef\xbb\xbf")
    assert packed.decode("utf-8-sig") == "名称,日期\r\n古劳所,2027-01-01\r\n"


def test_a_csv_file_of_a_chinese_excel_is_read():
    assert book.read_file("名称,地区\r\n古劳所,鹤山\r\n".encode("gb18030"))[1] == ["古劳所", "鹤山"]


def test_what_was_copied_out_of_a_spreadsheet_is_read():
    pasted = '标识\t个人缴费\ntianjin-resident-child\t150\n"两行\n一格"\t\n'
    assert book.read_pasted(pasted) == [
        ["标识", "个人缴费"],
        ["tianjin-resident-child", "150"],
        ["两行\n一格", ""],
    ]


def test_a_formula_is_refused_and_its_cell_named():
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["B3"] = "名称", "=1+1"
    assert "B3 是公式" in refused(saved(workbook))
    assert "A2 是公式" in refused("名称\r\n=HYPERLINK(1)\r\n".encode())


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * MEGABYTE))
    begun = time.monotonic()
    assert "展开后太大" in refused(bomb.getvalue())
    assert time.monotonic() - begun < parse.SECONDS / 2


def test_a_file_that_shrank_too_much_is_refused():
    squeezed = io.BytesIO()
    with zipfile.ZipFile(squeezed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * MEGABYTE)
    assert "展开后太大" in refused(squeezed.getvalue())


def test_a_file_of_too_many_members_is_refused():
    crowded = io.BytesIO()
    with zipfile.ZipFile(crowded, "w") as archive:
        for number in range(parse_workbook.MOST_MEMBERS + 1):
            archive.writestr(f"xl/{number}.xml", b"<a/>")
    assert "展开后太大" in refused(crowded.getvalue())


def test_a_large_file_is_refused():
    assert "超过 5 MB" in refused(b"a" * (parse.MOST_PACKED + 1))


def test_entities_that_grow_are_refused():
    workbook = book.write_xlsx(OFFICES, [["古劳所"]])
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    evil = replaced(workbook, "xl/worksheets/sheet1.xml", lambda xml: laughs + b"<x>&b;</x>")
    assert "不是能打开的 xlsx" in refused(evil)


@pytest.mark.parametrize(
    ("packed", "word"),
    [
        (b"PK\x03\x04 nothing", "不是能打开的 xlsx"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "不是工作簿（xlsx），也不是 CSV"),
        (b"%PDF-1.7 text", "不是工作簿（xlsx），也不是 CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为 xlsx"),
        (b"a,b\r\n\x00,c", "不是工作簿（xlsx），也不是 CSV"),
        (b'a,"b\r\nc', "不是能读的 CSV"),
        (b"\xff\xfe\xff\xff", "编码"),
        (("名称\r\n" + "长" * (parse.LONGEST_CELL + 1)).encode(), "超过 20000 个字"),
        ((",".join("a" * 101)).encode(), "超过 100 列"),
        (b"a\r\n" * (parse.MOST_ROWS + 1), "最多 10000 行"),
    ],
    ids=[
        "no zip",
        "picture",
        "pdf",
        "old workbook",
        "binary",
        "open quote",
        "encoding",
        "long cell",
        "wide",
        "long",
    ],
)
def test_what_is_no_table_is_refused_in_words(packed, word):
    assert word in refused(packed)


def test_ten_thousand_rows_are_read_in_time():
    rows = tables.rows_of(OFFICES, [office(key=f"office-{n}") for n in range(10_000)])
    begun = time.monotonic()
    assert len(book.read_file(book.write_csv(OFFICES.headings, rows))) == 10_001
    assert time.monotonic() - begun < parse.SECONDS


def test_every_kind_of_table_has_a_template_that_can_be_read_back_empty():
    for sheet in SHEETS.values():
        (headings,) = book.read_file(book.write_xlsx(sheet, []))
        assert headings == sheet.headings


def refused(packed):
    with pytest.raises(Invalid) as refusal:
        book.read_file(packed)
    return refusal.value.message


def opened(packed):
    return openpyxl.load_workbook(io.BytesIO(packed))


def saved(workbook):
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def replaced(packed, name, change):
    """Return a zip file with one member changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, change(data) if member == name else data)
    return out.getvalue()
