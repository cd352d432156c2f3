"""The stored form as bytes: canonical JSON and its hash. Pure."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

Item = tuple[str, str]  # (type, key)
Path = tuple[str | int, ...]


def body_of(document: Mapping[str, Any]) -> str:
    """Return the canonical JSON of a document whose keys are in schema order."""
    return orjson.dumps(document).decode()


def hash_of(body: str) -> str:
    """Return the SHA-256 of a body, in hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()


def document_of(body: str) -> dict[str, Any]:
    document: dict[str, Any] = orjson.loads(body)
    return document


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every plain value of a document with its path."""
    if isinstance(value, Mapping):
        for name, member in value.items():
            yield from leaves(member, (*path, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from leaves(member, (*path, index))
    else:
        yield path, value


def mappings(value: Any, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield every mapping of a document with its path, the outer before the inner."""
    if isinstance(value, Mapping):
        yield path, value
        for name, member in value.items():
            yield from mappings(member, (*path, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from mappings(member, (*path, index))


def retold(value: Any, say: Callable[[str], str]) -> Any:
    """Return a structure with every text put through `say`; citations are left alone."""
    if isinstance(value, str):
        return say(value)
    if isinstance(value, list):
        return [retold(member, say) for member in value]
    if isinstance(value, Mapping):
        return {k: v if k == "citations" else retold(v, say) for k, v in value.items()}
    return value


def pointer(path: Path) -> str:
    """Return a path as people read it: routes[0].steps[2].text."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")
