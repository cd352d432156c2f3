"""Amounts in text: references parsed and never evaluated, literals, and what is neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.text.references import (
    Broken,
    Literal,
    Plain,
    StandardReference,
    bare_amounts,
    broken,
    parse,
    references,
    unmarked,
)

TIANJIN = "tianjin-resident-child"


def test_a_sentence_falls_into_its_parts_in_order():
    text = "交{{standard:tianjin-resident-child.personal}}，{{lit:90天}}内办{{？}}"
    assert list(parse(text)) == [
        Plain("交"),
        StandardReference(TIANJIN, "personal"),
        Plain("，"),
        Literal("90天"),
        Plain("内办"),
        Broken("{{？}}"),
    ]


@pytest.mark.parametrize(
    ("token", "reference"),
    [
        ("standard:a.personal", StandardReference("a", "personal")),
        ("standard:a-1.total", StandardReference("a-1", "total")),
        (
            "standard:a.ratio|care_type=inpatient",
            StandardReference("a", "ratio", {"care_type": "inpatient"}),
        ),
        (
            "standard:a.ratio|care_type=inpatient,hospital_level=level_3",
            StandardReference(
                "a", "ratio", {"care_type": "inpatient", "hospital_level": "level_3"}
            ),
        ),
    ],
)
def test_a_reference_names_a_standard_a_measure_and_dimensions(token, reference):
    assert references(f"每年{{{{{token}}}}}。") == [reference]
    assert broken(f"{{{{{token}}}}}") == []


@pytest.mark.parametrize(
    "token",
    [
        "",
        " ",
        "lit",
        "LIT:90天",
        "standard",
        "standard:",
        "standard:a",
        "standard:a.",
        "standard:.personal",
        "standard: a.personal",
        "standard:a.personal ",
        "standard:A.personal",
        "standard:天津.personal",
        "standard:a.personal.total",
        "standard:a.personal|",
        "standard:a.ratio|care_type",
        "standard:a.ratio|care_type=inpatient,referral",
        "standard:a.ratio|care_type=a=b",
        "standard:a.ratio|care_type=",
        "standard:a.ratio|=inpatient",
        "standard:a.ratio|care_type=a,,referral=b",
        "guide:a.title",
        "__import__('os')",
        "7*7",
        "换\n行",
    ],
)
def test_double_braces_that_mean_nothing_are_broken(token):
    whole = f"{{{{{token}}}}}"
    assert list(parse(whole)) == [Broken(whole)]
    assert broken(f"前{whole}后") == [whole]
    assert references(whole) == []


@pytest.mark.parametrize(
    ("text", "strays"),
    [
        ("交{{standard:a.personal}，", ["{{"]),
        ("交{standard:a.personal}}，", ["}}"]),
        ("交{{standard:a.personal，", ["{{"]),
        ("{{a{b}}c}}", ["{{", "}}", "}}"]),
        ("{{{{lit:5元}}}}", ["{{", "}}"]),
    ],
)
def test_double_braces_without_a_partner_are_broken_too(text, strays):
    assert broken(text) == strays


@pytest.mark.parametrize("text", ["", "一句话", "{单个括号}", "JSON：{a: {b: 1} }", "{{lit:}}"])
def test_other_texts_are_whole(text):
    assert broken(text) == []


def test_several_broken_tokens_are_all_named():
    assert broken("{{一}}和{{standard:a.total}}和{{二}}") == ["{{一}}", "{{二}}"]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("每年380元", ["380元"]),
        ("每年 380 元", ["380 元"]),
        ("406.5元", ["406.5元"]),
        ("封顶54万元", ["54万元"]),
        ("４００元", ["４００元"]),
        ("一百元", ["一百元"]),
        ("报销85%", ["85%"]),
        ("报销85％", ["85％"]),
        ("出生90天内", ["90天"]),
        ("九十天", ["九十天"]),
        ("5个工作日", ["5个工作日"]),
        ("5工作日", ["5工作日"]),
        ("15日内", ["15日内"]),
        ("三个月", ["三个月"]),
        ("两种情况", ["两种"]),
        ("三十一种病", ["三十一种"]),
        ("九十日以内", ["九十日以内"]),
        ("三个自然日", ["三个自然日"]),
        ("3至5个工作日", ["3至5个工作日"]),
        ("70%—90%", ["70%—90%"]),
        ("50-100元", ["50-100元"]),
        ("百分之八十五", ["百分之八十五"]),
        ("一天5块钱", ["一天", "5块钱"]),
        ("个人380元，补助670元", ["380元", "670元"]),
        ("每年406块", ["406块"]),
        ("四百零六块一年", ["四百零六块"]),
        ("一块钱", ["一块钱"]),
        ("每年¥406", ["¥406"]),
        ("每年￥ 1,046.50元", ["￥ 1,046.50元"]),
        ("一年1,046元", ["1,046元"]),
        ("封顶54万", ["54万"]),
        ("封顶五十四万", ["五十四万"]),
        ("10万至54万", ["10万至54万"]),
        ("大约五十四万多，住院", ["五十四万多"]),
        ("报九成", ["九成"]),
        ("能报八成五", ["八成五"]),
        ("七至九成", ["七至九成"]),
        ("报销9成以上", ["9成"]),
        ("出生后三十日办", ["三十日"]),
        ("出生后90日办", ["90日"]),
        ("3日至5日到账", ["3日至5日"]),
        ("每月10日内办", ["10日内"]),
        ("少报85个百分点", ["85个百分点"]),
        ("少报十八个百分点", ["十八个百分点"]),
        ("少报18百分点", ["18百分点"]),
    ],
)
def test_an_amount_written_out_is_found(text, amounts):
    assert bare_amounts(text) == amounts


@pytest.mark.parametrize(
    "text",
    [
        "出生{{lit:90天}}内",
        "每年{{standard:tianjin-resident-child.personal}}",
        "{{坏了380元}}",
        "2024年度",
        "2025年1月1日起",
        "拨打12393",
        "元旦后几天",
        "第3步",
        "380{{lit:（每人）}}元",
        "第三天",
        "第十二种",
        "选一种",
        "缴费那一天",
        "单位：万元",
        "每月10日前",
        "每月10日",
        "9月1日至15日，10月8日、9日和12月二十日",
        "9月1—15日办",
        "次月1日至次月5日",
        "当月第一日",
        "缴费的前一日",
        "15日起办",
        "星期日休息",
        "百日咳",
        "和户口一块办",
        "两块牌子",
        "统一成人民币",
        "两成年子女",
        "三成员",
        "千万别忘",
        "百万家庭",
        "万一没缴",
        "惠及54万人",
        "惠及54万多人",
        "减的是百分点还是按原比例打折",
    ],
)
def test_what_is_marked_or_is_no_amount_is_left_alone(text):
    assert bare_amounts(text) == []


def test_a_place_that_sounds_like_an_amount_is_none_when_it_is_known():
    assert bare_amounts("三元区交三元", ["三元区"]) == ["三元"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("出生{{lit:90天}}内，{{lit:5元}}", "出生90天内，5元"),
        ("{{lit:5元}}{{standard:a.ratio|b=c,d=e}}", "5元{{standard:a.ratio|b=c,d=e}}"),
        ("{{lit:5元}}{{坏了}}", "5元{{坏了}}"),
        ("没有记号", "没有记号"),
    ],
)
def test_a_literal_is_shown_without_its_mark(text, shown):
    assert unmarked(text) == shown


@given(st.text(alphabet="{}|.:=,一元%standardlit09-_ ", max_size=60))
def test_parsing_is_total_and_loses_no_plain_text(text):
    parts = list(parse(text))
    kept = [part.text for part in parts if isinstance(part, Plain | Broken)]
    position = 0
    for piece in kept:
        position = text.index(piece, position) + len(piece)
    assert text == "" or parts


@given(st.text(max_size=60))
def test_a_text_without_braces_is_one_plain_part(text):
    text = text.replace("{", "").replace("}", "")
    assert list(parse(text)) == ([Plain(text)] if text else [])


@given(
    st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True),
    st.sampled_from(["personal", "subsidy", "total", "ratio", "cap"]),
    st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), st.just("level_1"), max_size=3),
)
def test_a_reference_is_read_as_it_was_put(key, measure, dims):
    pairs = ",".join(f"{name}={value}" for name, value in dims.items())
    token = f"standard:{key}.{measure}" + (f"|{pairs}" if pairs else "")
    assert references(f"{{{{{token}}}}}") == [StandardReference(key, measure, dims)]
