"""The one written form of a document: YAML in a fixed order, every text quoted, UTF-8, LF.

`read` keeps the line each value stands on, so that whoever complains can say where.
Texts must be quoted, because YAML reads an unquoted 0750 as 488 and an unquoted `no` as false.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 30
ONE_LINE = frozenset({"path", "citations", "when"})  # lists whose members stand on a line each
ONE_LINE_VALUES = frozenset({"then", "dims"})
Path = tuple[str | int, ...]

_PLAIN_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_PLAIN_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]+")
_PLAIN_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a line (1-based)."""

    line: int
    message: str


@dataclass(slots=True)
class Written:
    """A document as it was written: its data, the line of every value, and the mistakes."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def line_of(self, path: Path) -> int:
        """Return the line of the value at `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str) -> Written:
    """Read one document; never raises: what cannot be read is among the mistakes."""
    if len(text) > MAX_CHARACTERS:
        return Written(mistakes=[Mistake(1, f"文件超过 {MAX_CHARACTERS} 个字符")])
    written = Written(mistakes=list(_unwritable(text)))
    if not written.mistakes:
        try:
            written.data = _Reader(written, text).document()
        except yaml.YAMLError as error:
            written.mistakes.append(_syntax_mistake(error))
        except _TooDeep as error:
            written.mistakes.append(Mistake(error.line, "层次太深，请检查括号和缩进"))
    return written


def _unwritable(text: str) -> Iterator[Mistake]:
    for line, words in enumerate(text.split("\n"), start=1):
        if UNWRITABLE.search(words):
            yield Mistake(line, "有不可见的控制字符，请删去")


def _syntax_mistake(error: yaml.YAMLError) -> Mistake:
    mark = getattr(error, "problem_mark", None)
    detail = getattr(error, "problem", None) or str(error)
    return Mistake(mark.line + 1 if mark else 1, f"YAML 写法有误（{detail}）")


class _TooDeep(Exception):
    """Nesting beyond all need; reading on would take time by the square of what is left."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Reader:
    """Turns the parser's events into plain values, noting lines and mistakes on the way.

    Events and not composed nodes, because the C composer recurses until the process dies.
    """

    def __init__(self, written: Written, text: str) -> None:
        self.written = written
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)

    def document(self) -> Any:
        next(self.events)  # the stream starts
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return self._mistake(1, "文件是空的")
        value = self.value(next(self.events), ())
        next(self.events)  # the document ends
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._mistake(_line(after), "一个文件只能写一份内容")
        return value

    def value(self, event: yaml.NodeEvent, path: Path) -> Any:
        line = _line(event)
        self.written.lines[path] = line
        if event.anchor:
            self._mistake(line, "不能使用锚点（&）和别名（*）")
        if isinstance(event, yaml.AliasEvent):
            return None
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        if len(path) > MAX_DEPTH:
            raise _TooDeep(line)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        return [self.value(child, (*path, i)) for i, child in enumerate(self._members())]

    def _members(self) -> Iterator[yaml.NodeEvent]:
        """Yield the events that start the members of the collection just begun."""
        while not isinstance(event := next(self.events), yaml.CollectionEndEvent):
            yield event

    def _mapping(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key in self._members():
            name, line = self._name(key, path), _line(key)
            if name in result:
                self._mistake(line, f"字段 {name} 写了两次")
            result[name] = self.value(next(self.events), (*path, name))
            self.written.lines[(*path, name)] = line
        return result

    def _name(self, key: yaml.NodeEvent, path: Path) -> str:
        if isinstance(key, yaml.ScalarEvent):
            return str(key.value)
        self._mistake(_line(key), "字段名应当是一个词")
        self.value(key, (*path, "?"))
        return "?"

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Any:
        text = str(event.value)
        if event.tag is not None:
            return self._mistake(line, "不能使用标签（!）", text)
        if event.style in ('"', "'"):
            return text
        if text in _PLAIN_WORDS:
            return _PLAIN_WORDS[text]
        if _PLAIN_INTEGER.fullmatch(text):
            return int(text)
        if _PLAIN_DECIMAL.fullmatch(text):
            return float(text)
        return self._mistake(line, f"文字要加双引号：{text[:40]}", text)

    def _mistake(self, line: int, message: str, value: Any = None) -> Any:
        self.written.mistakes.append(Mistake(line, message))
        return value


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Dumper(yaml.SafeDumper):
    """Quotes every text, indents every list, keeps the order it is given."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Line(dict[str, Any]):
    """A mapping written on one line."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"')


def _decimal(dumper: yaml.SafeDumper, value: float) -> yaml.Node:
    digits = format(Decimal(repr(value)), "f")  # without an exponent, which no one reads well
    text = digits if "." in digits else f"{digits}.0"
    return dumper.represent_scalar("tag:yaml.org,2002:float", text)


def _plain_keys(dumper: yaml.SafeDumper, value: Mapping[str, Any]) -> yaml.MappingNode:
    pairs = [(_bare(dumper, k), dumper.represent_data(v)) for k, v in value.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=isinstance(value, _Line))


def _bare(dumper: yaml.SafeDumper, name: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", name)


def _sequence(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=not value)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _decimal)
_Dumper.add_representer(dict, _plain_keys)
_Dumper.add_representer(_Line, _plain_keys)
_Dumper.add_representer(list, _sequence)


def write(document: Mapping[str, Any]) -> str:
    """Return the canonical text of a document; its keys keep the order they come in."""
    return yaml.dump(
        _laid_out(document), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31 - 1
    )


def _laid_out(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        kind = _Line if name in ONE_LINE or name in ONE_LINE_VALUES else dict
        return kind({k: _laid_out(v, k) for k, v in value.items()})
    if isinstance(value, list | tuple):
        return [_laid_out(member, name) for member in value]
    return value
