"""The content folder: where each item's file lies, what is wrong in it, and its canonical text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from backend.errors import Invalid
from backend.schemas.registry import ITEM_TYPES, ItemType
from backend.services import regions
from backend.services.checks import Whole, findings
from backend.services.stored import Item, Path, pointer
from backend.text.canonical import Mistake, Written, read, write

BY_AREA = frozenset({"guide", "standard", "window", "office", "rule", "questionnaire"})
REGIONS_FILE = "regions.csv"
NOT_UTF8 = "文件不是 UTF-8 编码"
BESIDE: dict[Item, str] = {("synonyms", "zh"): "synonyms.yaml"}  # not in a folder of their own


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`file:line: what is wrong and what to do`."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(slots=True)
class Folder:
    """Everything read from a content folder; `documents` holds only what is well-formed."""

    documents: dict[Item, dict[str, Any]] = field(default_factory=dict)
    unreadable: set[Item] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    written: dict[Item, tuple[str, Written]] = field(default_factory=dict)

    @property
    def items(self) -> dict[Item, dict[str, Any]]:
        """Return the documents without the region list."""
        return {item: doc for item, doc in self.documents.items() if item != regions.ITEM}


def place_of(item: Item) -> str:
    """Return the file of an item, relative to the content folder."""
    item_type, key = item
    if item == regions.ITEM:
        return REGIONS_FILE
    if item in BESIDE:
        return BESIDE[item]
    area = f"{key.split('-', 1)[0]}/" if item_type in BY_AREA else ""
    return f"{ITEM_TYPES[item_type].folder}/{area}{key}.yaml"


def text_of(item: Item, document: Mapping[str, Any]) -> str:
    """Return the canonical text of an item's file."""
    return regions.write_csv(document) if item == regions.ITEM else write(document)


def read_folder(root: FilePath) -> Folder:
    """Read and check a whole content folder; every problem at once, sorted by file and line."""
    folder = Folder()
    _read_regions(root, folder)
    for item_type in ITEM_TYPES.values():
        for file in _files_of(root, item_type):
            _read_file(root, file, item_type, folder)
    for finding in findings(_whole(folder)):
        folder.problems.append(_located(folder, finding.item, finding.path, finding.message))
    folder.problems += _strays(root)
    folder.problems.sort()
    return folder


def _whole(folder: Folder) -> Whole:
    rows = folder.documents.get(regions.ITEM, {}).get("rows", [])
    codes = frozenset(row[0] for row in rows)
    places = regions.sounding_like_amounts(rows)
    return Whole(folder.items, codes, frozenset(folder.unreadable), places)


def write_folder(root: FilePath, documents: Mapping[Item, Mapping[str, Any]]) -> Iterator[FilePath]:
    """Write every document to its file, and yield the files whose text changed."""
    for item, document in documents.items():
        file = root / place_of(item)
        text = text_of(item, document)
        if not file.exists() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
            yield file


def _read_regions(root: FilePath, folder: Folder) -> None:
    try:
        text = (root / REGIONS_FILE).read_text("utf-8")
        folder.documents[regions.ITEM] = regions.read_csv(text)
        return
    except FileNotFoundError:
        problem = Problem(REGIONS_FILE, 1, "缺少区划表")
    except UnicodeDecodeError:
        problem = Problem(REGIONS_FILE, 1, NOT_UTF8)
    except Invalid as error:
        problem = Problem(REGIONS_FILE, error.data["line"], error.message)
    folder.unreadable.add(regions.ITEM)
    folder.problems.append(problem)


def _read_file(root: FilePath, file: FilePath, item_type: ItemType, folder: Folder) -> None:
    name = file.relative_to(root).as_posix()
    try:
        written = read(file.read_text("utf-8"))
    except UnicodeDecodeError:
        written = Written(mistakes=[Mistake(1, NOT_UTF8)])
    problems = [Problem(name, m.line, m.message) for m in written.mistakes]
    problems += [] if problems else list(_schema_problems(name, written, item_type))
    if problems:
        folder.problems += problems
        folder.unreadable.add((item_type.name, file.stem))
    else:
        _keep(name, written, item_type, folder)


def _files_of(root: FilePath, item_type: ItemType) -> list[FilePath]:
    beside = (root / name for (kind, _), name in BESIDE.items() if kind == item_type.name)
    return [*filter(FilePath.exists, beside), *sorted((root / item_type.folder).rglob("*.yaml"))]


def _strays(root: FilePath) -> Iterator[Problem]:
    """Find YAML that no kind of item would read: it must not be passed over in silence."""
    folders = [item_type.folder for item_type in ITEM_TYPES.values()]
    for file in root.rglob("*.y*ml"):
        name = file.relative_to(root)
        known = name.parts[0] in folders or name.as_posix() in BESIDE.values()
        if file.suffix != ".yaml" or not known:
            yield Problem(
                name.as_posix(), 1, f"不会读到这个文件：应当是 {'、'.join(folders)} 下的 .yaml"
            )


def _schema_problems(name: str, written: Written, item_type: ItemType) -> Iterator[Problem]:
    if not isinstance(written.data, dict):
        yield Problem(name, 1, "文件应当是一组字段")
        return
    for path, message in flat_errors(item_type.schema.validate(written.data)):
        where = f"{pointer(path)}: " if path else ""
        yield Problem(name, written.line_of(path), f"{where}{message}")


def _keep(name: str, written: Written, item_type: ItemType, folder: Folder) -> None:
    schema = item_type.schema
    document: dict[str, Any] = schema.dump(schema.load(written.data))
    item = (item_type.name, document["key"])
    if name != place_of(item):
        folder.problems.append(Problem(name, 1, f"文件应当放在 {place_of(item)}"))
    folder.documents[item] = document
    folder.written[item] = (name, written)


def _located(folder: Folder, item: Item, path: Path, message: str) -> Problem:
    name, written = folder.written[item]
    where = f"{pointer(path)}: " if path else ""
    return Problem(name, written.line_of(path), f"{where}{message}")


def flat_errors(errors: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield (path, message) out of marshmallow's nested messages."""
    if isinstance(errors, Mapping):
        for name, inner in errors.items():
            yield from flat_errors(inner, path if name == "_schema" else (*path, name))
    else:
        yield path, "；".join(str(message) for message in errors)
