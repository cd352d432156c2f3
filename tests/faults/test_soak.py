"""A hundred kills at random moments of publishing: nothing torn, nothing lost, nothing stuck."""

import random
import time

import pytest

from backend.release.verify import rebake
from backend.services import releases
from tests.builders import guide, office, small_content
from tests.faults.processes import KILLED, Flask, flask
from tests.faults.readers import Expected, everybody_sees, publications
from tests.release.desk import REVIEWER, drafted, reader_of

GUIDE, OFFICE = ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao")
ROUNDS = 50  # on each of the two databases
LONGEST = 1.0  # seconds; an undisturbed publication is over before

pytestmark = pytest.mark.soak


def test_random_kills_tear_nothing_and_lose_nothing(open_app, tmp_path_factory):
    scratch = tmp_path_factory.mktemp("scratch")
    moments, out = random.Random(20261122), []
    before = Expected(small_content(), scratch / "0")
    reader_of(open_app)
    for number in range(1, ROUNDS + 1):
        changes = {GUIDE: guide(title=f"第{number}次"), OFFICE: office(address=f"{number}号")}
        after = Expected({**small_content(), **changes}, scratch / str(number))
        command = ["release", "publish", drafted(changes).id, "--by", REVIEWER]
        out.append(killed(open_app, command, moments.uniform(0, LONGEST)))
        was_published = len(publications()) == number + 1
        assert everybody_sees(open_app, *((after, before) if was_published else (before, after)))
        code, said = flask(open_app.config, *command)
        assert code == 0, said
        assert everybody_sees(open_app, after, before)
        assert len(publications()) == number + 1
        before = after
    assert KILLED in out
    assert 0 in out
    rebake(releases.line()[-1])
    assert not list(open_app.config["RELEASES_DIR"].glob(".baking-*"))


def killed(app, command, seconds):
    """Kill a publication after some time; return how it ended."""
    with Flask(app.config, *command) as running:
        time.sleep(seconds)  # the moment is what is tried
        running.kill()
        return running.wait()
