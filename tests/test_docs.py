"""The docs are held to the code: what they name exists, and what exists is named."""

import re
from datetime import date
from pathlib import Path

import click
import pytest

from backend.api.problems import CODES, DATABASE_AWAY, UNEXPECTED
from backend.app import create_app
from backend.config import ROOT, SETTINGS
from backend.errors import YibaoError
from backend.release.image import Image
from backend.release.render.amounts import Sentences
from backend.schemas.registry import ITEM_TYPES
from backend.services.content_files import read_folder
from tests.conftest import close_database, copied, settings_for

README, API, CONTENT, OPERATIONS = (
    ROOT / name for name in ("README.md", "docs/api.md", "docs/content.md", "docs/operations.md")
)
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("[a-z]*/README.md"), *ROOT.glob("docs/**/*.md")])
DECISIONS = sorted(ROOT.glob("docs/decisions/*.md"))
ENV_EXAMPLE = ROOT / "deploy/env.example"

MOST_LINES = 20
CUT = "…"
COMMAND = re.compile(r"(?<![\w-])flask (?:--app wsgi )?([a-z]+)(?: ([a-z]+(?:-[a-z]+)*))?")
TARGET = re.compile(r"`make ([a-z]+)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PLACE = re.compile(r"`((?:backend|content|deploy|docs|tests|admin)/[\w./-]*)`")
ASKED = re.compile(r'^\$ curl -s "http://127\.0\.0\.1:8000([^"]+)"\n(.+)$', re.MULTILINE)
USED = re.compile(r"flask content where-used (\S+)")
TYPED = re.compile(r"^\$ flask (content where-used \S+)\n((?:(?!```).*\n)+)", re.MULTILINE)
YAML = re.compile(r"(?:^`(content/[^`]+)`\n\n)?^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
SENTENCE = re.compile(r"^(\{\{.+\}\}) +→ (.+)$", re.MULTILINE)
LOGGED = re.compile(r'\blog\.\w+\(\s*"(\w+)"')
TABLE_CODE = re.compile(r"`([a-z_]+)`")

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = create_app(settings_for(tmp_path_factory.mktemp("docs")))
    yield app
    with app.app_context():
        close_database()


@pytest.fixture(scope="module")
def shell(reader):
    """Return what types commands where the real content is the first release."""
    return reader.application.test_cli_runner()


@pytest.fixture(scope="module")
def reader(baked, tmp_path_factory):
    """Return a client of an app that serves the real content."""
    app = create_app(settings_for(copied(baked, tmp_path_factory.mktemp("docs") / "data")))
    yield app.test_client()
    app.extensions["reader"].stop()
    with app.app_context():
        close_database()


def test_the_readme_lists_every_setting_as_it_is():
    rows = [line for line in README.read_text().splitlines() if line.startswith("| `")]
    assert [row for row in rows if setting_of(row)] == [setting_row(s) for s in SETTINGS]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_example_environment_explains_every_setting(setting):
    said = f"# {re.escape(setting.help)}\n#?{setting.name}="
    assert re.search(said, ENV_EXAMPLE.read_text())


def test_the_example_environment_shows_defaults_and_nothing_unknown():
    shown = dict(re.findall(r"^#([A-Z_]+)=(.*)$", ENV_EXAMPLE.read_text(), re.MULTILINE))
    defaults = {setting.name: setting.default for setting in SETTINGS}
    assert shown.items() <= defaults.items()
    named = re.findall(r"^#?([A-Z_]+)=", ENV_EXAMPLE.read_text(), re.MULTILINE)
    assert sorted(named) == sorted(defaults)


@pytest.mark.parametrize("key", sorted({*USED.findall(README.read_text() + CONTENT.read_text())}))
def test_what_is_asked_where_it_is_used_is_used(shell, key):
    told = shell.invoke(args=["content", "where-used", key])
    assert told.exit_code == 0, told.output
    assert "用在 0 项" not in told.output


@pytest.mark.parametrize(("command", "shown"), TYPED.findall(README.read_text()))
def test_the_readme_shows_what_a_command_says(shell, command, shown):
    said = shell.invoke(args=command.split()).output.splitlines()
    assert set(shown.splitlines()) - {CUT} <= {*said}
    assert said[-1] == shown.splitlines()[-1]


def test_every_route_is_named(app):
    told = API.read_text() + README.read_text()
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"}
    missing = [rule for rule in rules if f"`{as_written(rule)}" not in told]
    assert missing == []


def test_every_code_is_explained(app):
    assert codes() - table_codes(API) == set()


def test_every_event_an_operator_may_meet_is_explained():
    logged = {e for file in ROOT.glob("backend/**/*.py") for e in LOGGED.findall(file.read_text())}
    told = table_codes(OPERATIONS)
    assert logged - told - {"request"} == set()


@every_page
def test_a_command_the_docs_name_exists(app, page):
    for first, second in COMMAND.findall(page.read_text()):
        command = app.cli.commands.get(first)
        assert command is not None, f"flask {first}"
        if isinstance(command, click.Group) and second:
            assert second in command.commands, f"flask {first} {second}"


def test_every_command_is_documented(app):
    told = "\n".join(page.read_text() for page in PAGES)
    named = {" ".join(filter(None, pair)) for pair in COMMAND.findall(told)}
    assert {name for name in own_commands(app.cli) if not is_named(name, named)} == set()


@every_page
def test_a_make_target_the_docs_name_exists(page):
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert [name for name in TARGET.findall(page.read_text()) if name not in targets] == []


@every_page
def test_a_link_leads_somewhere(page):
    relative = [link for link in LINK.findall(page.read_text()) if not link.startswith("http")]
    lost = [link for link in relative if not leads_somewhere(page, link)]
    assert lost == []


@every_page
def test_a_file_the_docs_name_exists(page):
    assert [p for p in PLACE.findall(page.read_text()) if not (ROOT / p).exists()] == []


@pytest.mark.parametrize(("path", "shown"), ASKED.findall(README.read_text()))
def test_the_readme_shows_real_answers(reader, path, shown):
    answer = reader.get(path).text
    assert [piece for piece in shown.split(CUT) if piece not in answer] == []


def test_the_readme_asks_five_things():
    assert len(ASKED.findall(README.read_text())) == 5


@pytest.mark.parametrize(
    ("file", "shown"), [found for found in YAML.findall(CONTENT.read_text()) if found[0]]
)
def test_an_example_is_cut_from_the_file_it_names(file, shown):
    lines = iter((ROOT / file).read_text("utf-8").splitlines())
    wanted = [line for line in shown.splitlines() if line != CUT]
    assert [line for line in wanted if line not in lines] == []  # in this order: `lines` runs out


def test_every_kind_of_item_has_an_example():
    named = (file for file, _ in YAML.findall(CONTENT.read_text()) if file)
    files = {file.split("/")[1].removesuffix(".yaml") for file in named}
    assert {t.folder for t in ITEM_TYPES.values()} - files == set()


def test_a_sentence_reads_as_the_docs_say():
    image = Image.of(read_folder(ROOT / "content").documents)
    say = Sentences(image, date(2025, 3, 1))
    found = SENTENCE.findall(CONTENT.read_text())
    assert len(found) == 3
    assert [(text, say(text)) for text, _ in found] == found


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_short_and_numbered(page):
    lines = page.read_text().splitlines()
    assert len(lines) <= MOST_LINES
    assert lines[0].startswith(f"# {page.stem[:4]} ")


def test_decisions_are_numbered_without_a_gap():
    assert [int(page.stem[:4]) for page in DECISIONS] == [*range(1, len(DECISIONS) + 1)]


def setting_row(setting):
    default = f"`{setting.default}`" if setting.default else ""
    return f"| `{setting.name}` | {default} | {setting.help} |"


def setting_of(row):
    return re.match(r"\| `[A-Z_]+` \|", row)


def as_written(rule):
    """Return a route as the docs write it: {key} for <key>."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def codes():
    """Return every code that a problem may carry."""
    named = {code for code, *_ in [*CODES.values(), UNEXPECTED, DATABASE_AWAY]}
    return named | {error.code for error in tree(YibaoError)}


def table_codes(page):
    """Return what stands in the first column of a page's tables."""
    rows = [line for line in page.read_text().splitlines() if line.startswith("| `")]
    return {code for row in rows for code in TABLE_CODE.findall(row.split("|")[1])}


def tree(error):
    yield error
    for kind in error.__subclasses__():
        yield from tree(kind)


def own_commands(group, before=""):
    """Yield the full names of the commands that are ours, not a library's."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from own_commands(command, f"{before}{name} ")
        elif command.callback.__module__.startswith("backend."):
            yield before + name


def is_named(command, named):
    """Tell whether a command is named; behind one without subcommands any word may follow."""
    return any(name == command or name.startswith(f"{command} ") for name in named)


def leads_somewhere(page: Path, link):
    """Tell whether a relative link leads to a file, and its fragment to a heading there."""
    file, _, fragment = link.partition("#")
    target = page.parent / file if file else page
    return target.exists() and (not fragment or fragment in anchors(target))


def anchors(page):
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
