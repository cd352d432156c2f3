"""One node of a menu path, the words for its kinds, and the form in which content stores it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from backend.errors import Invalid
from backend.vocabulary import NODE_KIND


class NodeKind(StrEnum):
    """What a person does at a node."""

    OPEN = "open"
    TAP = "tap"
    CHOOSE = "choose"
    INPUT = "input"
    VERIFY = "verify"
    CONFIRM = "confirm"
    PAY = "pay"
    WAIT = "wait"


KIND_LABELS = {kind: NODE_KIND[kind] for kind in NodeKind}

# How the canonical notation writes, between 「 and 」, what would end or bend the quotation.
ESCAPES = {"\\": r"\\", "「": r"\[", "」": r"\]"}


@dataclass(frozen=True, slots=True)
class Node:
    """A label as it stands on the screen, and what to do with it.

    `alternatives` are labels that serve as well as `label`; `note` is for the reader;
    `param` names a value computed from the policy year (`backend.text.menupath.PARAMS`).
    """

    label: str
    kind: NodeKind = NodeKind.TAP
    alternatives: tuple[str, ...] = ()
    note: str = ""
    param: str = ""


def node_to_dict(node: Node) -> dict[str, Any]:
    """Return the stored form: label and kind always, the other members where they say something."""
    stored: dict[str, Any] = {"label": node.label, "kind": node.kind.value}
    if node.alternatives:
        stored["alternatives"] = list(node.alternatives)
    if node.note:
        stored["note"] = node.note
    if node.param:
        stored["param"] = node.param
    return stored


def node_from_dict(stored: Mapping[str, Any]) -> Node:
    """Return the node of a stored form; Invalid for an unknown kind or member, or no label."""
    members = {"kind": NodeKind.TAP, "alternatives": (), **stored}
    try:
        members["kind"] = NodeKind(members["kind"])
        members["alternatives"] = tuple(members["alternatives"])
        return Node(**members)
    except (TypeError, ValueError) as problem:
        raise Invalid("菜单路径的节点写法不对，请核对名称和类型", node=dict(stored)) from problem
