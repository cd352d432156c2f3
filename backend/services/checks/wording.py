"""What the content checks say, for somebody who sees a form and no field names.

The checks speak of files: `pay_to 应当晚于 pay_from`. Here the same names are those on the screen.
"""

import re
from typing import Final

from backend.schemas.labels import FIELD_LABELS, OPS
from backend.services.stored import Path
from backend.text.money import yuan

# names in messages that are no fields of a form, or called otherwise here
ALSO: Final = {
    "fact": "事实", "days_between": "相隔天数", "base": "从哪个日期算起",
    "floor": "先退到当月第一天", "plus_months": "再加几个月", "plus_days": "再加几天",
    "refuse": "不作判断的缘由", "coverage_from": "从哪个日期算起",
    "contribution": "缴费", "benefit": "待遇", "outcome": "结论",
    "next": "下一个问题", "regions.csv": "行政区划表",
    "when": "条件", "then": "结果", "measure": "项目", "dims": "适用情形",
}  # fmt: skip
_QUOTED = re.compile(r"(「[^」]*」|\{\{[^}]*\}\})")
_NAME = re.compile(r"[a-z][a-z_0-9]*(?:\.csv)?")
_TICKS: Final = (
    (re.compile(r"(?:把 )?([a-z_]+) (?:应|改)为 true"), "请勾选“{}”"),
    (re.compile(r"(?:把 )?([a-z_]+) (?:应|改)为 false"), "请不要勾选“{}”"),
)
_IN_BRACKETS = re.compile(r"（[a-z_]+）")  # 引证（citations）: it was just called by its name
_FEN = re.compile(r"\d+(?: 分)?")
_SPACES = re.compile(r"(?<=[一-鿿」）]) (?=[一-鿿「（])")


def in_words(path: Path, message: str) -> str:
    """Return a message of the checks with labels for field names, and yuan for fen."""
    if path and path[-1] == "total_fen":
        message = _FEN.sub(lambda found: yuan(int(found[0].removesuffix(" 分"))), message)
    for pattern, said in _TICKS:
        message = pattern.sub(lambda f, said=said: said.format(f[1]), message)  # type: ignore[misc]
    parts = _QUOTED.split(_IN_BRACKETS.sub("", message))
    named = (part if at % 2 else _NAME.sub(_label, part) for at, part in enumerate(parts))
    return _SPACES.sub("", "".join(named))


def _label(found: re.Match[str]) -> str:
    name = found[0]
    return ALSO.get(name) or FIELD_LABELS.get(name) or OPS.get(name, name)
