"""`flask …` as a terminal runs it: outside of any app context, with its exit code and its words."""

from dataclasses import dataclass

import pytest

from backend.app import create_app
from backend.extensions import db
from tests.builders import small_content, write_content


@dataclass
class Terminal:
    """An app, the content folder its commands work on, and a way to run them."""

    app: object
    content: object

    def __call__(self, *arguments):
        result = self.app.test_cli_runner().invoke(args=[str(word) for word in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def write(self, documents):
        """Make the content folder hold these documents and nothing else."""
        for file in self.content.rglob("*.yaml"):
            file.unlink()
        write_content(self.content, documents)

    def spoil(self, place, old, new):
        """Replace something in a content file that says it."""
        file = self.content / place
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def ask(self, question):
        """Return what a function finds in the database, in a session of its own."""
        with self.app.app_context():
            return question()


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    write_content(folder, small_content())
    return folder


@pytest.fixture
def terminal(sqlite_config, content):
    """Return a terminal on a migrated, empty SQLite database and the small content."""
    yield from opened({**sqlite_config, "CONTENT_DIR": content}, content)


@pytest.fixture
def any_terminal(config, content):
    """Return a terminal on each kind of database in turn."""
    yield from opened({**config, "CONTENT_DIR": content}, content)


def opened(config, content):
    app = create_app(config)
    yield Terminal(app, content)
    with app.app_context():
        db.engine.dispose()
