"""A full disk while publishing: said in Chinese, the old release answers, trying again works."""

import os
import resource
import shutil
import subprocess
from functools import partial

import pytest

from backend.services import releases
from tests.builders import region_rows, small_content
from tests.faults.processes import flask
from tests.faults.readers import Expected, everybody_sees, publications
from tests.release.desk import REVIEWER, drafted, seen, served_id
from tests.release.test_store import PAGE

CITIES = [
    [f"44{n}", f"测试市{n}", "city", "440000", "administrative", ""] for n in range(9000, 9400)
]
REGIONS = {"rows": region_rows() + CITIES}  # little to write down, a megabyte to bake
SMALL, LARGE = 600_000, 50_000_000  # bytes: too little for the bake, and enough


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    return Expected(small_content(), tmp_path_factory.mktemp("old"))


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    return Expected(small_content(regions=REGIONS["rows"]), tmp_path_factory.mktemp("new"))


@pytest.fixture
def cramped(open_app, root):
    """Return an app whose releases lie on a small file system, and how to make that large."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("nobody but root mounts a file system; the file size limit is tried instead")
    kept = root.with_name("kept")
    root.rename(kept)
    root.mkdir()
    mount(root, f"size={SMALL}")
    shutil.copytree(kept, root, dirs_exist_ok=True)
    yield open_app, partial(mount, root, f"remount,size={LARGE}")
    open_app.extensions["reader"].stop()
    subprocess.run(["umount", "--lazy", root], check=True)


def test_a_full_disk_is_said_in_chinese_and_the_old_release_answers(cramped, root, old, new):
    app, make_room = cramped
    assert served_id(app) == 1
    command = publication()
    code, said = flask(app.config, *command)
    assert_told(code, said)
    assert everybody_sees(app, old, new)
    assert publications() == [1]
    assert not list(root.glob(".baking-*"))
    make_room()
    code, said = flask(app.config, *command)
    assert code == 0, said
    assert everybody_sees(app, new, old)
    assert publications() == [1, 2]


def test_a_disk_that_fills_up_while_readers_follow_stops_no_reader(cramped, root):
    """The release was published elsewhere; here there is no room for it yet."""
    app, make_room = cramped
    assert seen(app, PAGE)
    elsewhere = app.config["DATA_DIR"] / "other-machine"
    code, said = flask(
        {**app.config, "DATA_DIR": elsewhere, "DATABASE_URL": url_of(app)}, *publication()
    )
    assert code == 0, said
    assert served_id(app) == 1
    make_room()
    assert served_id(app) == 2


def test_a_file_that_grows_too_large_is_the_same(open_app, old, new):
    assert served_id(open_app) == 1
    command = publication()
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (SMALL, SMALL))
    code, said = flask(open_app.config, *command, before=limit)
    assert_told(code, said)
    assert everybody_sees(open_app, old, new)
    assert flask(open_app.config, *command)[0] == 0
    assert everybody_sees(open_app, new, old)


def assert_told(code, said):
    assert code == 1
    assert said.startswith("Error: 写不进发布文件夹，请检查磁盘空间和权限")
    assert "Traceback" not in said
    release = releases.get(2)
    assert (release.state, release.claimed_by) == ("draft", "")


def publication():
    release = drafted({("regions", "china"): REGIONS})
    return ["release", "publish", release.id, "--by", REVIEWER]


def url_of(app):
    return app.config["SQLALCHEMY_DATABASE_URI"]


def mount(folder, options):
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
