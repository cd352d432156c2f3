"""The claim on a release: one thread of one process publishes it at a time, on whatever machine.

It is kept with the release, for other processes to see; of its own threads a process knows itself.
"""

import contextlib
import os
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import or_, update

from backend.clock import now
from backend.errors import Conflict
from backend.extensions import db
from backend.models import Release

EXPIRES = timedelta(minutes=10)

_here: set[int] = set()  # the releases that threads of this process are publishing
_entering = threading.Lock()


@contextlib.contextmanager
def taken(release: Release, *, by: str) -> Iterator[bool]:
    """Hold a release for this thread; give whether there is still anything to do.

    Raises `Conflict` while another has it. A dead process holds nothing; an error gives it back.
    """
    refused = Conflict("这次发布正在进行，或状态不允许发布", release=release.id, by=by)
    with _sole_thread(release.id, refused):
        is_ours = _mark(release, refused)
        try:
            yield is_ours
        except Exception:
            db.session.rollback()
            _give_back(release)
            raise


def check(release: Release) -> None:
    """Refuse to go on with a release that was called off, or taken over, while it was baked."""
    if release.state != "draft" or release.claimed_by != _me():
        raise Conflict("这次发布已被撤销，或由别处接手", release=release.id)


@contextlib.contextmanager
def _sole_thread(release_id: int, refused: Conflict) -> Iterator[None]:
    with _entering:
        if release_id in _here:
            raise refused
        _here.add(release_id)
    try:
        yield
    finally:
        _here.discard(release_id)


def _mark(release: Release, refused: Conflict) -> bool:
    """Write the claim down; return whether there is still anything to do."""
    me = _me()
    free = ["", me] if _is_alive(release.claimed_by) else ["", me, release.claimed_by]
    taken = db.session.execute(
        update(Release)
        .where(Release.id == release.id, Release.state == "draft")
        .where(or_(Release.claimed_by.in_(free), Release.claimed_at < now() - EXPIRES))
        .values(claimed_by=me, claimed_at=now())
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        db.session.rollback()
        if release.state != "approved":
            raise refused
    db.session.commit()
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def _give_back(release: Release) -> None:
    mine = Release.id == release.id, Release.state == "draft", Release.claimed_by == _me()
    db.session.execute(update(Release).where(*mine).values(claimed_by="", claimed_at=None))
    db.session.commit()


def _me() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _is_alive(claim: str) -> bool:
    """Tell whether the process of a claim may still be running; another machine's may."""
    host, _, pid = claim.rpartition(":")
    if not pid.isdecimal() or host != socket.gethostname():
        return bool(claim)
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
