"""What checks find is said in the words of the form."""

import pytest

from backend.services.checks.wording import in_words


@pytest.mark.parametrize(
    ("path", "message", "said"),
    [
        (("pay_to",), "pay_to 应当晚于 pay_from（区间不含末日）",
         "缴费截止（不含）应当晚于缴费开始（区间不含末日）"),
        ((), "这一条没有引证（citations）", "这一条没有引证"),
        (("summary",), "「90天」应写成 {{standard:…}} 引用或 {{lit:90天}}",
         "「90天」应写成 {{standard:…}} 引用或 {{lit:90天}}"),
        (("channel",), "没有办理渠道「pay_to」，请检查标识或先添加",
         "没有办理渠道「pay_to」，请检查标识或先添加"),
        (("contribution_values", 0, "total_fen"), "合计 1 分，而个人 40600 + 补助 64000 = 104600",
         "合计 0.01元，而个人 406元 + 补助 640元 = 1046元"),
        (("phones", 0), "原文号码 1 没有印区号，area_code_inferred 应为 true",
         "原文号码 1 没有印区号，请勾选“区号是推断的”"),
        (("phones", 0), "写上带区号的 e164，或者把 area_code_inferred 改为 false",
         "写上带区号的可拨打的号码，或者请不要勾选“区号是推断的”"),
        (("rows",), "第 1 行 when：应当写 fact 或 days_between 之一，加上 op 和 value，不写别的",
         "第 1 行条件：应当写事实或相隔天数之一，加上比较和值，不写别的"),
        (("rows",), "第 1 行 then：op 应当是其中之一：eq、ne、in",
         "第 1 行结果：比较应当是其中之一：等于、不等于、是其中之一"),
        (("benefit_values",), "contribution 标准不能有 benefit_values", "缴费标准不能有各年度待遇"),
    ],
)  # fmt: skip
def test_field_names_are_those_of_the_form(path, message, said):
    assert in_words(path, message) == said
