"""The house rules: imports flow one way, files stay small, nothing goes in circles."""

import ast
import functools
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 300

# Each layer may import itself and the layers above it in this list. Order is the architecture.
LAYERS = (
    "backend.vocabulary",
    "backend.errors",
    "backend.config",
    "backend.clock",
    "backend.failpoints",
    "backend.observability",
    "backend.extensions",
    "backend.text",
    "backend.schemas",
    "backend.models",
    "backend.migrations",
    "backend.services",
    "backend.release",
    "backend.cli",
    "backend.api",
    "backend.app",
    "admin",
    "wsgi",
)
# A leaf imports nothing of ours, but for what stands here.
LEAVES = {
    "backend.vocabulary": set(),
    "backend.errors": set(),
    "backend.config": {"backend.errors"},
    "backend.clock": set(),
    "backend.failpoints": set(),
    "backend.text": {"backend.errors", "backend.vocabulary"},
}
# gunicorn imports its configuration before the app may be loaded: its hooks import when they run.
MAY_IMPORT_INSIDE = {"deploy/gunicorn.conf.py"}
GENERATED = {"backend/migrations/versions/0001_first_tables.py"}

OURS = sorted([*ROOT.glob("backend/**/*.py"), *ROOT.glob("admin/**/*.py"), ROOT / "wsgi.py"])
TOOLS = sorted([*ROOT.glob("content/*.py"), *ROOT.glob("deploy/*.py")])
TESTS = sorted(ROOT.glob("tests/**/*.py"))


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {module_name(path): path for path in OURS}


def place(path):
    return path.relative_to(ROOT).as_posix()


each_of = lambda files: pytest.mark.parametrize("path", files, ids=place)  # noqa: E731


@each_of(OURS)
def test_imports_flow_one_way(path):
    here = layer_of(module_name(path))
    if here is None:
        assert module_name(path) == "backend", f"{place(path)} belongs to no layer"
        assert not ours_in(path)
        return
    upward = {name for name in ours_in(path) if (layer_of(name) or 0) > here}
    assert not upward, f"{module_name(path)} reaches up to {sorted(upward)}"


@pytest.mark.parametrize("leaf", LEAVES)
def test_a_leaf_imports_nothing_of_ours(leaf):
    files = [path for name, path in NAMES.items() if name == leaf or name.startswith(f"{leaf}.")]
    assert files
    imported = set().union(*map(ours_in, files))
    outside = {name for name in imported if not name.startswith(leaf)}
    assert outside == LEAVES[leaf]


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_is_there(layer):
    assert any(name == layer or name.startswith(f"{layer}.") for name in NAMES)


def test_the_backend_knows_nothing_of_the_panel():
    knowing = [
        place(path)
        for path in [*ROOT.glob("backend/**/*.py"), *ROOT.glob("content/*.py")]
        if any(name.split(".")[0] in ("admin", "wsgi", "flask_admin") for name in imports(path))
    ]
    assert knowing == []


def test_no_module_imports_in_a_circle():
    graph = {name: ours_in(path) - {name} for name, path in NAMES.items()}
    while graph:
        free = [name for name, needs in graph.items() if not needs & graph.keys()]
        assert free, f"circle among {sorted(graph)}"
        for name in free:
            del graph[name]


@each_of([*OURS, *TOOLS, *TESTS])
def test_files_stay_small(path):
    if place(path) not in GENERATED:
        assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


@each_of([*OURS, *TOOLS, *TESTS])
def test_imports_are_absolute(path):
    relative = [n.lineno for n in ast.walk(tree(path)) if isinstance(n, ast.ImportFrom) and n.level]
    assert not relative, f"relative imports in lines {relative}; write the full path"


@each_of([*OURS, *TOOLS])
def test_imports_stand_at_the_top(path):
    inside = [
        node.lineno
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) or loads_a_module(node)
    ]
    if place(path) not in MAY_IMPORT_INSIDE:
        assert not inside, (
            f"imports inside functions in lines {inside}; move the thing down a layer"
        )


@functools.cache
def tree(path):
    return ast.parse(path.read_text("utf-8"))


def loads_a_module(node):
    """Tell whether this calls import_module or __import__, which no reader of imports would see."""
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
    return name in ("import_module", "__import__")


def imports(path):
    """Yield every module this file imports, at any depth in it.

    Of `from package import module` that is the module: its package is around everything in it.
    """
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            full = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in NAMES else node.module for name in full)


def ours_in(path):
    """Return our modules that a file imports."""
    return NAMES.keys() & set(imports(path))


def layer_of(module):
    matches = [name for name in LAYERS if module == name or module.startswith(f"{name}.")]
    return LAYERS.index(matches[0]) if matches else None
