"""The folders of previews: kept as long as somebody may look, gone after, and missed by nobody."""

import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine

from backend.extensions import db
from backend.release.pages import RENDERER
from backend.release.preview import KEPT_FOR, Previews, forget, needed
from backend.services import previews
from tests.builders import guide, office
from tests.release.desk import EDITOR, drafted, published

GUIDE, OFFICE = ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao")
PAGE = "/guides/jiangmen-student-enrol"
SEARCH = "/search?q=%E5%8F%82%E4%BF%9D"
DAY = timedelta(days=1)


@pytest.fixture
def release(open_app):
    return drafted({GUIDE: guide(title="新的")})


@pytest.fixture
def secret(release):
    """Return what opens the release for 30 days."""
    return shared(release, 30 * DAY)[1]


def test_what_an_open_link_shows_is_not_removed_however_old_it_is(open_app, root, release, secret):
    assert looked(open_app, secret).json["title"] == "新的"
    folder = folder_of(root, release)
    grow_old(root)
    said = open_app.test_cli_runner().invoke(args=["tick"])
    assert said.exit_code == 0, said.output
    assert folder.is_dir()
    for path in (PAGE, SEARCH):
        assert all_looked(open_app, secret, path) == {200}


@pytest.mark.parametrize("ended", ["revoked", "expired"])
def test_what_no_link_shows_any_more_is_removed(open_app, root, release, ended):
    link, secret = shared(release, DAY)
    looked(open_app, secret)
    folder = folder_of(root, release)
    grow_old(root)
    if ended == "revoked":
        previews.revoke(link.id, by=EDITOR)
    with time_machine.travel(time.time() + (2 * DAY).total_seconds() * (ended == "expired")):
        assert forget(root, needed()) == 1
    assert not folder.exists()
    assert not list(root.glob(".going-*"))


def test_what_a_link_showed_before_the_base_changed_is_removed(open_app, root, release, secret):
    looked(open_app, secret)
    before = folder_of(root, release)
    published({OFFICE: office(address="新址")}, root)
    looked(open_app, secret)
    after = folder_of(root, release)
    grow_old(root)
    assert forget(root, needed()) == 1
    assert (before.exists(), after.exists()) == (False, True)


def test_the_folders_of_another_renderer_are_left_to_its_processes(open_app, root):
    [ours] = root.glob(f"*-{RENDERER}")
    others = [root / f"{ours.name.partition('-')[0]}-6", root / f"{'0' * 16}-8"]
    for folder in others:
        shutil.copytree(ours, folder)
    grow_old(root)
    assert forget(root, needed()) == 0
    assert all(folder.is_dir() for folder in [ours, *others])


def test_what_a_removal_left_half_done_is_swept(open_app, root):
    (root / ".going-x").mkdir()
    (root / ".going-x" / "pages.sqlite").touch()
    forget(root, needed())
    assert not (root / ".going-x").exists()


@pytest.mark.parametrize("path", [PAGE, SEARCH])
def test_a_preview_whose_folder_is_gone_is_baked_again(open_app, root, release, secret, path):
    assert looked(open_app, secret, path).status_code == 200
    folder = folder_of(root, release)
    shutil.rmtree(folder)
    assert all_looked(open_app, secret, path) == {200}
    assert folder.is_dir()


def shared(release, lasts):
    link, secret = previews.share(release, recipient="局里", by=EDITOR, lasts=lasts)
    db.session.commit()
    return link, secret


def looked(app, secret, path=PAGE):
    db.session.rollback()
    return app.test_client().get(f"/preview/{secret}/api/v1{path}")


def all_looked(app, secret, path):
    """Return the statuses that eight who look at once are answered with."""
    db.session.rollback()
    with ThreadPoolExecutor(8) as threads:
        link = f"/preview/{secret}/api/v1{path}"
        return set(threads.map(lambda _: app.test_client().get(link).status_code, range(8)))


def folder_of(root, release):
    """Return the folder in which the release lies as it would go out now."""
    return Previews(root).served(release).store.folder


def grow_old(root):
    long_ago = time.time() - KEPT_FOR.total_seconds() - 1
    for folder in root.iterdir():
        os.utime(folder, (long_ago, long_ago))
