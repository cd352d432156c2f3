"""Fields to fill in for a line that changed: what they are called, hold and mean. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.errors import YibaoError
from backend.schemas.labels import label_of
from backend.services.sheets.cells import BASIS_POINTS, FEN, Codec, plain

Entry = dict[str, Any]
Posted = Mapping[str, str]
LONG = frozenset({"note", "phones", "text", "path"})
UNITS = {FEN: "（元）", BASIS_POINTS: "（%）"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it is shown: its name in the form, what it holds now, what it held before."""

    name: str
    label: str
    value: str
    was: str
    hint: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together."""

    title: str
    fields: list[Field]


@dataclass(frozen=True, slots=True)
class Asked:
    """A field before it is shown: the stored field it fills, and how it is read and written."""

    owner: str
    name: str
    codec: Codec
    form_name: str
    own_label: str = ""

    @property
    def label(self) -> str:
        return self.own_label or f"{label_of(self.owner, self.name)}{UNITS.get(self.codec, '')}"

    def shown(self, now: Mapping[str, Any], was: Mapping[str, Any]) -> Field:
        value, before = (plain(self.codec.write(said.get(self.name))) for said in (now, was))
        return Field(self.form_name, self.label, value, before, self.codec.hint, self.name in LONG)


def flat(owner: str, codecs: Mapping[str, Codec], prefix: str = "") -> list[Asked]:
    return [Asked(owner, name, codec, f"{prefix}{name}") for name, codec in codecs.items()]


def said(asked: Iterable[Asked], posted: Posted, problems: list[str]) -> Entry:
    """Return what was typed, by stored fields; what cannot be read is added to the problems."""
    found: Entry = {}
    for each in asked:
        try:
            found[each.name] = each.codec.read(posted.get(each.form_name, ""))
        except YibaoError as error:
            problems.append(f"{each.label}：{error.message}")
    return found
