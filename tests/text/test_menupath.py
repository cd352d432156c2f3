"""Menu paths: marks and verbs, the canonical notation, params, the stored form."""

import pytest

from backend.errors import Invalid
from backend.text.menupath import (
    KIND_LABELS,
    PARAMS,
    Node,
    NodeKind,
    format_path,
    node_from_dict,
    node_to_dict,
    param_value,
    parse,
)
from backend.vocabulary import NODE_KIND, PATH_PARAM

OPEN, TAP, CHOOSE, INPUT, VERIFY, CONFIRM, PAY, WAIT = NodeKind


def tapped(*labels):
    return tuple(Node(label) for label in labels)


ENROL = Node("少儿参保登记/恢复(非在园在校少儿)")
EITHER_QUERY = ("少儿医保信息查询",)


@pytest.mark.parametrize("marks", ["“”", "‘’", '""', "＂＂", "「」", "『』", "【】", "[]", "［］"])
@pytest.mark.parametrize(
    "separator", [">", "＞", " › ", "→", " ➔ ", "-", "－", " – ", "—", "——", "->", "、", "", "\n"]
)
def test_every_mark_goes_with_every_separator(marks, separator):
    labels = [f"{marks[0]}{label}{marks[1]}" for label in ("我要办", "社保缴费", "信息查询")]
    assert parse(separator.join(labels)) == tapped("我要办", "社保缴费", "信息查询")


@pytest.mark.parametrize("joint", ["或", "/", "／", " 或 ", "或者", "或选择"])
@pytest.mark.parametrize("marks", ["“”", "【】", "「」"])
def test_quoted_alternatives_share_a_node(marks, joint):
    either = f"选择{marks[0]}甲{marks[1]}{joint}{marks[0]}乙{marks[1]}"
    assert parse(either) == (Node("甲", CHOOSE, ("乙",)),)


@pytest.mark.parametrize(
    "label", ["2024-01-01", "A-B", "1-5所", "登记/恢复", "首页或大厅", "甲、乙"]
)
def test_marks_within_quotes_belong_to_the_label(label):
    assert parse(f"“{label}”") == (Node(label),)


def test_the_remark_between_alternatives_is_kept():
    assert parse("“粤医保”小程序或“深圳医保”微信公众号") == (
        Node("粤医保", alternatives=("深圳医保",), note="小程序 微信公众号"),
    )


def test_an_address_keeps_its_slashes():
    address = "深圳社保局官网 http://hrss.sz.gov.cn/szsi/"
    assert parse(f"{address} > 个人网上服务系统") == tapped(address, "个人网上服务系统")


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        *(("打开", OPEN), ("关注", OPEN), ("点", TAP), ("点击", TAP), ("进入", TAP)),
        *(("选", CHOOSE), ("选择", CHOOSE), ("填", INPUT), ("输入", INPUT), ("录入", INPUT)),
        *(("验证", VERIFY), ("核验", VERIFY), ("认证", VERIFY), ("确认", CONFIRM)),
        *(("缴费", PAY), ("支付", PAY), ("完成缴费", PAY), ("等待", WAIT)),
    ],
)
def test_a_verb_before_a_quoted_label_is_its_kind(verb, kind):
    assert parse(f"{verb}“身份证”") == (Node("身份证", kind),)


@pytest.mark.parametrize(
    "text", ["", " \n", "› >", "“”", "【 】→「」", "或", "（注：）", "（注：「 」）"]
)
def test_a_text_that_names_nothing_is_no_path(text):
    assert parse(text) == ()


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("（注：限本人）", Node("限本人")),
        ("{policy_year}", Node("policy_year")),
        ("（注：起始日）{policy_year_start}", Node("起始日", param="policy_year_start")),
    ],
)
def test_a_remark_with_no_label_is_a_node_of_its_own(text, node):
    assert parse(text) == (node,)


@pytest.mark.parametrize("path", ["“我要办”-社保缴费", "我要办-“社保缴费”", "我要办 - 社保缴费"])
def test_a_hyphen_beside_a_quotation_or_between_spaces_separates(path):
    assert parse(path) == tapped("我要办", "社保缴费")


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        *(("填参保地、就医地", INPUT), ("选定点医疗机构", CHOOSE), ("按页面提示填写", INPUT)),
        *(
            ("选点登记", TAP),
            ("选项", TAP),
            ("填报志愿", TAP),
            ("社保缴费", TAP),
            ("支付宝APP", TAP),
        ),
        *(("母亲人脸核验(母亲申报)", VERIFY), ("支付", PAY), ("点击登录", TAP), ("同意", CONFIRM)),
    ],
)
def test_with_no_verb_before_it_a_label_speaks_for_itself(label, kind):
    assert parse(label) == parse(f"“{label}”") == (Node(label, kind),)


CANONICAL = {
    "医保网办 › 掌上办事 › 办事 › 少儿参保管理": tapped(
        "医保网办", "掌上办事", "办事", "少儿参保管理"
    ),
    "少儿参保管理 › 「少儿参保登记/恢复(非在园在校少儿)」": (Node("少儿参保管理"), ENROL),
    "缴费信息查询或少儿医保信息查询": (Node("缴费信息查询", alternatives=EITHER_QUERY),),
    "打开「粤税通」 › 选「城乡居民社保」": (Node("粤税通", OPEN), Node("城乡居民社保", CHOOSE)),
    "点「登录」 › 登录 › 缴费「医保」": (Node("登录"), Node("登录", VERIFY), Node("医保", PAY)),
    "母亲人脸核验（注：限母亲申报）": (Node("母亲人脸核验", VERIFY, note="限母亲申报"),),
    "首页（注：「左上（旧版）」）": (Node("首页", note="左上（旧版）"),),
    "填「税款所属期起」{policy_year_start}": (
        Node("税款所属期起", INPUT, param="policy_year_start"),
    ),
    r"「\[一件事\]专区\\」": (Node("「一件事」专区\\"),),
}


@pytest.mark.parametrize(("written", "path"), CANONICAL.items())
def test_the_canonical_notation_is_pinned(written, path):
    assert format_path(path) == written
    assert parse(written) == path


@pytest.mark.parametrize("kind", NodeKind)
def test_every_kind_has_a_word_that_stands_before_a_label(kind):
    assert parse(f"{KIND_LABELS[kind]}「甲」") == (Node("甲", kind),)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("policy_year", "2024"),
        ("policy_year_start", "2024-01-01"),
        ("policy_year_end", "2024-12-31"),
    ],
)
def test_a_param_has_its_value_in_the_policy_year(name, value):
    assert param_value(name, 2024) == value


def test_an_unknown_param_names_the_known_ones():
    with pytest.raises(Invalid) as refused:
        param_value("policy_month", 2024)
    assert all(name in refused.value.message for name in PARAMS)
    assert refused.value.data == {"param": "policy_month"}


def test_the_stored_form_leaves_out_what_says_nothing():
    assert node_to_dict(Node("我要办")) == {"label": "我要办", "kind": "tap"}
    assert node_to_dict(Node("甲", INPUT, ("乙",), "备注", "policy_year")) == {
        "label": "甲",
        "kind": "input",
        "alternatives": ["乙"],
        "note": "备注",
        "param": "policy_year",
    }


def test_a_stored_label_alone_is_a_node_to_tap():
    assert node_from_dict({"label": "我要办"}) == Node("我要办")


@pytest.mark.parametrize(
    "stored", [{}, {"label": "甲", "kind": "press"}, {"label": "甲", "colour": "红"}]
)
def test_a_malformed_stored_node_is_invalid(stored):
    with pytest.raises(Invalid) as refused:
        node_from_dict(stored)
    assert refused.value.data == {"node": stored}


def test_kinds_and_params_are_those_of_the_vocabulary():
    assert list(NodeKind) == list(NODE_KIND)
    assert list(PARAMS) == list(PATH_PARAM)
