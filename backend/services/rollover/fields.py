"""Fields to fill in for a line that changed: what they are called, hold and mean. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from backend.errors import Invalid, YibaoError
from backend.schemas.labels import label_of
from backend.services.sheets.cells import BASIS_POINTS, FEN, Codec, plain

Entry = dict[str, Any]
Posted = Mapping[str, str]
LONG = frozenset({"note", "text", "path"})
TICK = ("是",)
UNITS = {FEN: "（元）", BASIS_POINTS: "（%）"}


class Fault(NamedTuple):
    """What is wrong, and at which field of the form; "" where it is at none."""

    field: str
    label: str
    message: str

    def __str__(self) -> str:
        return f"{self.label}：{self.message}"


Faults = list[Fault]


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it is shown: its name in the form, what it holds now, what it held before.

    `options` are what a choice is made from, none for what is typed.
    """

    name: str
    label: str
    value: str
    was: str
    hint: str
    is_long: bool
    options: tuple[str, ...] = ()

    @property
    def is_tick(self) -> bool:
        return self.options == TICK


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
    options: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.own_label or f"{label_of(self.owner, self.name)}{UNITS.get(self.codec, '')}"

    def shown(self, now: Mapping[str, Any], was: Mapping[str, Any]) -> Field:
        value, before = (plain(self.codec.write(said.get(self.name))) for said in (now, was))
        is_long = self.name in LONG
        return Field(
            self.form_name, self.label, value, before, self.codec.hint, is_long, self.options
        )

    def fault(self, message: str) -> Fault:
        return Fault(self.form_name, self.label, message)


def flat(owner: str, codecs: Mapping[str, Codec], prefix: str = "") -> list[Asked]:
    return [Asked(owner, name, codec, f"{prefix}{name}") for name, codec in codecs.items()]


def said(asked: Iterable[Asked], posted: Posted, faults: Faults) -> Entry:
    """Return what was typed, by stored fields; what cannot be read is added to the faults."""
    found: Entry = {}
    for each in asked:
        try:
            found[each.name] = each.codec.read(posted.get(each.form_name, ""))
        except YibaoError as error:
            faults.append(each.fault(error.message))
    return found


def refuse(faults: Iterable[Fault], what: str = "") -> None:
    """Raise `Invalid` if there are any; its data has them as `faults`, and said as `problems`.

    `what` says of what they are, where it has to be told.
    """
    found = list(dict.fromkeys(faults))
    if found:
        problems = [str(fault) for fault in found]
        heading = f"{what}有 {len(found)} 处要改"
        message = f"{heading}：{problems[0]}"
        raise Invalid(message, heading=heading, problems=problems, faults=found)
