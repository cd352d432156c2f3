"""Read a menu path as people print it: tokens, then one phrase for each node, then the node.

Every repetition in the token pattern is possessive, and the search for a closing mark ends at the
next opening one of its own sort: no character is looked at more than a few times.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from backend.text.menupath_node import ESCAPES, KIND_LABELS, Node, NodeKind

_VERBS = {
    NodeKind.OPEN: "打开 关注 访问",
    NodeKind.TAP: "点击 单击 进入",
    NodeKind.CHOOSE: "选择 勾选",
    NodeKind.INPUT: "输入 填写 录入",
    NodeKind.VERIFY: "验证 核验 认证",
    NodeKind.CONFIRM: "确认 同意 我已阅读",
    NodeKind.PAY: "完成缴费 完成支付",
    NodeKind.WAIT: "等待",
}
_VERB_KINDS = {verb: kind for kind, verbs in _VERBS.items() for verb in verbs.split()}
# These are verbs only as the one word before a quoted label: 填「姓名」, not 地点 or 支付宝.
_PREFIX_KINDS = {word: kind for kind, word in KIND_LABELS.items()} | {"支付": NodeKind.PAY}
_KINDS = _VERB_KINDS | _PREFIX_KINDS
_TOLD = {NodeKind.OPEN, NodeKind.TAP, NodeKind.CHOOSE}
_VERB = "|".join(_VERB_KINDS)

_ARROW = ">＞›»→➔➜⇒"
_LATER = "然后|接着|最后|再"  # before a verb: no more than that one step follows another
_DASH = "–—－-"  # the hyphen last, for these stand in character classes
_OPENING, _CLOSING = '“‘「『【"＂', '”’」』】"＂'
_OPEN, _CLOSE = rf"{_OPENING}\[［", rf"{_CLOSING}\]］"
_LABEL = "|".join(
    rf"{mark}\s*+[^{mark}{end}\s][^{mark}{end}]*+{end}"
    for mark, end in zip(_OPENING, _CLOSING, strict=True)
)
# 1. 1、 1) （1） ① 第一步： before a step
NUMBER = rf"""
    (?: (?<![^\s{_ARROW}{_CLOSE},，。;；:：•])
        (?: [0-9]{{1,2}}+[.．、)）](?![0-9]) | [(（][0-9]{{1,2}}+[)）] )
      | [①-⑳] | 第(?:[0-9]{{1,2}}+|[一二三四五六七八九]|十[一二三四五六七八九]?+)步[:：,，、]?+ )
"""
_CHINESE = {word: n for n, word in enumerate("一二三四五六七八九", 1)}
_TOKEN = re.compile(
    rf"""
    (?P<label> {_LABEL} | (?<=或)「[^「」]*+」 )
  | (?P<field> \[\s*+[^\[\]\s][^\[\]]*+\] | ［\s*+[^［］\s][^［］]*+］ )
  | (?P<note>  [(（]注[:：](?: 「[^「」]*+」 | [^()（）「」]*+ )[)）] )
  | (?P<param> \{{(?: 「[^「」]*+」 | \w++ )\}} )
  | (?P<sep>   [{_DASH}]*+[{_ARROW}]++
             | [–—]{{2,}}+
             | (?<=[{_CLOSE}])[{_DASH}]++ | [{_DASH}]++(?=[{_OPEN}]) | (?<=\s)[{_DASH}]++(?=\s)
             | (?<=[{_CLOSE}])、(?=[{_OPEN}])
             | [,，。;；•\r\n]++ )
  | (?P<number> {NUMBER} )
  | (?P<or>    \s*+(?: 或[者是]?+ | [/／] )(?: (?:{_VERB})(?=[{_OPEN}]) )?+\s*+ )
  | (?P<verb>  (?<![^\s{_ARROW}])(?:{"|".join(_PREFIX_KINDS)})(?=[{_OPEN}])
             | (?:{_LATER})?+(?:{_VERB}) )
  | (?P<stray> [{_OPEN}{_CLOSE}] )
  | (?P<words> https?://[A-Za-z0-9./?=&%\#~:_+@-]*+
             | [(（][^()（）{_OPEN}{_CLOSE}{_ARROW}]*+[)）]
             | [{_DASH}]++ | \s++ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
# 填参保地 and 选参保地区 tell what to do; 填报, 选点 and 选项 are things.
_LEADING_VERB = re.compile(rf"{_VERB}|支付\Z|[填选](?![报点项])")
_VERIFYING = re.compile("验证|核验|认证|人脸|登录")
_FILLING = re.compile("输入|填写|录入")
_PARENTHESIS = re.compile(r"[(（]([^()（）]*+)[)）]")
_ESCAPED = re.compile(r"\\[\\\[\]]")
_UNESCAPED = {written: character for character, written in ESCAPES.items()}


class _Token(NamedTuple):
    sort: str
    text: str

    @property
    def is_label(self) -> bool:
        return self.sort in {"label", "field"}

    @property
    def kind(self) -> NodeKind:
        """Return what a verb says to do: 选择, and 再选择 too."""
        return _KINDS[re.sub(rf"^(?:{_LATER})", "", self.text)]


def parse(text: str) -> tuple[Node, ...]:
    """Return the nodes of a path in any notation; never raises, takes time linear in the length."""
    tokens = _counted([_Token(m.lastgroup or "", m[0]) for m in _TOKEN.finditer(text)])
    segments = _told(tokens, list(_segments(tokens)))
    phrases = [phrase for segment in segments for phrase in _phrases(segment)]
    if len(phrases) > 1 and all(any(t.sort == "field" for t in phrase) for phrase in phrases):
        phrases = [_brackets_as_quotes(phrase) for phrase in phrases]
    return tuple(node for phrase in phrases if (node := _node(phrase)))


def _counted(tokens: list[_Token]) -> list[_Token]:
    """Take the numbers of steps for separators where they count 1, 2, 3, else for words."""
    counts = [_count(token.text) for token in tokens if token.sort == "number"]
    counted = len(counts) > 1 and counts == list(range(1, len(counts) + 1))
    sort = "sep" if counted else "words"
    return [token._replace(sort=sort) if token.sort == "number" else token for token in tokens]


def _count(number: str) -> int:
    """Return what a number of a step counts: 1 of （1）, 12 of 第十二步."""
    inner = number.strip("(（)）.．、:：,，第步")
    if inner.isdecimal():
        return int(inner)
    if "①" <= inner <= "⑳":
        return ord(inner) - ord("①") + 1
    tens, ten, ones = inner.rpartition("十")
    return (10 if ten else 0) + _CHINESE.get(ones or tens, 0)


def _segments(tokens: list[_Token]) -> Iterator[list[_Token]]:
    """Cut at the separators. A mark that encloses nothing says nothing, and goes."""
    inked = (token for token in tokens if token.sort != "stray")
    for separates, run in groupby(inked, key=lambda token: token.sort == "sep"):
        if not separates:
            yield list(run)


def _told(tokens: list[_Token], segments: list[list[_Token]]) -> list[list[_Token]]:
    """Take what is told one clause after another for labels: 打开粤税通，点击我要办.

    Only where every clause begins with a verb: a button by itself may be called 点击登录.
    """
    joined = "".join(token.text for token in tokens if token.sort == "sep")
    clauses = [_clause(segment) for segment in segments]
    told = len(clauses) > 1 and all(clauses) and not re.search(rf"[{_ARROW}{_DASH}]", joined)
    return clauses if told else segments


def _clause(segment: list[_Token]) -> list[_Token]:
    """Return the last verb a clause begins with, and its other words as a label; else nothing."""
    spoken = [t for t in segment if t.sort not in {"note", "param"}]
    verbs = list(takewhile(lambda t: t.sort == "verb" or not t.text.strip(), spoken))
    said = [t for t in verbs if t.sort == "verb"]
    words = "".join(t.text for t in spoken[len(verbs) :]).strip()
    plain = all(t.sort in {"words", "verb"} for t in spoken)
    if not (said and words and plain) or said[-1].kind not in _TOLD:
        return []
    asides = [t for t in segment if t.sort in {"note", "param"}]
    return [said[-1], _Token("label", f"“{words}”"), *asides]


def _phrases(segment: list[_Token]) -> Iterator[list[_Token]]:
    """Cut where no 或 joins a label to the one before it: “城乡居民社保”“城乡居民社保查询”."""
    labels = [at for at, token in enumerate(segment) if token.is_label]
    apart = [(one, two) for one, two in pairwise(labels) if segment[two - 1].sort != "or"]
    cuts = [_lead_in(segment, one + 1, two) for one, two in apart]
    for start, end in pairwise([0, *cuts, len(segment)]):
        yield segment[start:end]


def _lead_in(segment: list[_Token], start: int, label: int) -> int:
    """Return where words between two labels turn from one to the other: at their first verb."""
    return next((at for at in range(start, label) if segment[at].sort == "verb"), label)


def _brackets_as_quotes(phrase: list[_Token]) -> list[_Token]:
    """[…] is something to fill in, but the half-width of 【…】 where a whole path is written so."""
    return [token._replace(sort="label") if token.is_label else token for token in phrase]


def _node(phrase: list[_Token]) -> Node | None:
    """Return the node; a remark or a computed value that stands alone is a node of its own."""
    notes = [_inside(token.text[3:-1]) for token in phrase if token.sort == "note"]
    param = " ".join(_inside(token.text[1:-1]) for token in phrase if token.sort == "param")
    spoken = [token for token in phrase if token.sort not in {"note", "param"}]
    node = _quoted(spoken) if any(token.is_label for token in spoken) else _bare(spoken)
    if node:
        return replace(node, note=_joined([node.note, *notes]), param=param)
    if alone := _joined(notes).strip():
        return Node(alone, param=param)
    return Node(param) if param.strip() else None


def _quoted(phrase: list[_Token]) -> Node:
    """Read “…”: the last verb before the first label is the kind, all other words are the note."""
    labels = [at for at, token in enumerate(phrase) if token.is_label]
    verb = next((at for at in reversed(range(labels[0])) if phrase[at].sort == "verb"), None)
    kind = _kind_of(phrase[labels[0]]) if verb is None else phrase[verb].kind
    joints = {at - 1 for at in labels if at and phrase[at - 1].sort == "or"}
    understood = {verb, *labels, *joints}
    runs = groupby(range(len(phrase)), key=lambda at: at in understood)
    remarks = [_remark(phrase[at].text for at in run) for known, run in runs if not known]
    label, *alternatives = (_name(phrase[at]) for at in labels)
    return Node(label, kind, tuple(alternatives), _joined(remarks))


def _bare(phrase: list[_Token]) -> Node | None:
    """Read words with no quotes: kept whole, verbs too, for a button may be called 点击登录."""
    runs = groupby(phrase, key=lambda token: token.sort == "or")
    names = ["".join(token.text for token in run).strip() for joins, run in runs if not joins]
    label, *alternatives = list(filter(None, names)) or [""]
    return Node(label, _kind_of_words(label), tuple(alternatives)) if label else None


def _kind_of(token: _Token) -> NodeKind:
    if token.sort == "label":
        return _kind_of_words(_name(token))
    verifies = _VERIFYING.search(token.text) or "密码" in token.text
    return NodeKind.VERIFY if verifies else NodeKind.INPUT


def _kind_of_words(label: str) -> NodeKind:
    """Judge a label no verb stands before: by the verb it begins with, else by what it is about."""
    if verb := _LEADING_VERB.match(label):
        return _KINDS[verb[0]]
    if _VERIFYING.search(label):
        return NodeKind.VERIFY
    return NodeKind.INPUT if _FILLING.search(label) else NodeKind.TAP


def _name(token: _Token) -> str:
    return _inside(token.text) if token.text[0] == "「" else token.text[1:-1].strip()


def _inside(text: str) -> str:
    """Return what stands in our own marks 「」 to the letter, other text without its margins."""
    if not text.startswith("「"):
        return text.strip()
    return _ESCAPED.sub(lambda match: _UNESCAPED[match[0]], text[1:-1])


def _remark(texts: Iterable[str]) -> str:
    """Return the words without parentheses around them, whole or half a pair."""
    text = "".join(texts).strip()
    enclosed = _PARENTHESIS.fullmatch(text)
    return enclosed[1].strip() if enclosed else text.rstrip("(（ ").lstrip(")） ")


def _joined(remarks: list[str]) -> str:
    return " ".join(filter(None, remarks))
