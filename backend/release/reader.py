"""Answers pages out of baked folders. A reader's request touches no database and no ORM.

Every worker has one `Reader`. A thread of its own asks the database now and then what is
published; when the database is away, the last known timeline goes on answering.
"""

import os
import threading
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import structlog

from backend.clock import FOREVER, day_of, midnight, now
from backend.errors import YibaoError
from backend.release.folder import folder_name, put_aside
from backend.release.pages import JSON, media_type
from backend.release.store import Found, Store
from backend.release.timeline import Entry, read_copy, save_copy

log = structlog.get_logger()

HOT_BYTES = 2 * 1024 * 1024  # bodies kept ready in each worker
KEPT_PAST = 4  # past releases kept open, for those who ask how it was
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
Headers = list[tuple[str, str]]


@dataclass(slots=True)
class Answer:
    """A page ready to be sent; `changes_at` is the next instant at which it may differ."""

    etag: str
    body: bytes
    fixed: Headers
    changes_at: float
    full: Headers = field(default_factory=list)
    unchanged: Headers = field(default_factory=list)

    def headers(self, max_age: int) -> Headers:
        """Return the headers of a 200 whose copy may be kept for `max_age` seconds."""
        return [*self.fixed, ("Cache-Control", f"public, max-age={max_age}")]


@dataclass(slots=True)
class Served:
    """A release that is open: its place in the timeline, its folder, its hot pages."""

    entry: Entry
    store: Store
    hot: dict[tuple[str, str], Answer] = field(default_factory=dict)
    hot_bytes: int = 0

    def keep(self, key: tuple[str, str], answer: Answer) -> None:
        if self.hot_bytes > HOT_BYTES:
            self.hot, self.hot_bytes = {}, 0
        self.hot[key] = answer
        self.hot_bytes += len(answer.body)


@dataclass(frozen=True, slots=True)
class Line:
    """The releases that are open, by the instant each goes live."""

    served: tuple[Served, ...] = ()
    instants: tuple[float, ...] = ()

    def at(self, instant: float) -> Served | None:
        """Return what answers at an instant; of two with one instant, the later in the line."""
        position = bisect_right(self.instants, instant)
        return self.served[position - 1] if position else None

    def next_change(self, instant: float) -> float:
        position = bisect_right(self.instants, instant)
        return self.instants[position] if position < len(self.instants) else float("inf")


class Reader:
    """Knows the timeline, opens folders, and answers pages."""

    def __init__(
        self,
        root: Path,
        *,
        timeline: Callable[[], tuple[Entry, ...]],
        provide: Callable[[Entry], Path],
        max_age: int,
        poll_seconds: float,
    ) -> None:
        self.root = root
        self.max_age = max_age
        self.line = Line()
        self.vary = "Accept-Encoding"
        self._timeline = timeline
        self._provide = provide
        self._poll_seconds = poll_seconds
        self._known: tuple[Entry, ...] = ()
        self._started_in = 0
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._past: dict[Entry, Served] = {}

    def start(self) -> None:
        """Learn the timeline and keep watching it; once in every process."""
        if self._started_in == os.getpid():
            return
        with self._lock:
            if self._started_in == os.getpid():
                return
            self.refresh(fall_back=True)
            self._started_in = os.getpid()
            threading.Thread(target=self._watch, name="release-watch", daemon=True).start()

    def stop(self) -> None:
        """End the watching thread; what is known goes on answering."""
        self._stopped.set()

    def _watch(self) -> None:
        while not self._stopped.wait(self._poll_seconds):
            self.refresh()

    def refresh(self, *, fall_back: bool = False) -> None:
        """Look whether something was published; on any trouble keep what there is."""
        try:
            entries = self._timeline()
        except Exception as error:
            log.warning("timeline_unavailable", error=str(error))
            entries = read_copy(self.root) if fall_back else self._known
        if entries != self._known:
            self._adopt(entries)

    def _adopt(self, entries: tuple[Entry, ...]) -> None:
        """Open what is new and swap the whole line at once.

        What cannot be opened is left out, and with it what stands on it, until the next look; if
        it is what should answer now, what answers goes on answering.
        """
        worth = self._worth_opening(entries)
        served = self._opened(worth)
        if worth and not served:
            return
        self.line = Line(served, tuple(s.entry.go_live for s in served))
        left_out = len(worth) - len(served)
        self._known = entries[: len(entries) - left_out]
        self._save(entries)
        log.info("timeline", releases=[entry.id for entry in self._known])

    def _opened(self, entries: tuple[Entry, ...]) -> tuple[Served, ...]:
        """Return the releases opened, up to the first that cannot be."""
        open_now = {served.entry: served for served in self.line.served}
        opened: list[Served] = []
        try:
            for entry in entries:
                opened.append(open_now.get(entry) or self._open(entry))
        except Exception as error:  # whatever it is, it must not end the watch
            log.error("release_not_opened", release=entry.id, error=str(error))
        return tuple(opened)

    def _save(self, entries: tuple[Entry, ...]) -> None:
        try:
            save_copy(self.root, entries)
        except OSError as error:
            log.warning("timeline_not_saved", error=str(error))

    def _worth_opening(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Return the releases readers may meet: the one live, and those to come."""
        due = [entry for entry in entries if entry.go_live <= time.time()]
        return tuple(due[-1:]) + tuple(e for e in entries if e.go_live > time.time())

    def _open(self, entry: Entry) -> Served:
        """Open a release's folder; one that is missing or damaged is baked again."""
        folder = self.root / folder_name(entry.image_hash)
        try:
            return self._verified(entry, folder)
        except YibaoError:
            put_aside(folder)
        return self._verified(entry, self._provide(entry))

    def _verified(self, entry: Entry, folder: Path) -> Served:
        store = Store(folder)
        store.verify(entry.manifest_hash)
        return Served(entry, store)

    def served(self) -> Served | None:
        """Return what answers now."""
        self.start()
        return self.line.at(time.time())

    def published_at(self, instant: float) -> Served | None:
        """Return what answered at an instant, now or in the past."""
        self.start()
        due = [entry for entry in self._known if entry.go_live <= instant]
        if not due:
            return None
        open_now = {s.entry: s for s in self.line.served}
        return open_now.get(due[-1]) or self._opened_past(due[-1])

    def _opened_past(self, entry: Entry) -> Served:
        """Return a release of the past; the last few asked for stay open."""
        with self._lock:
            found = self._past.get(entry)
            if found is None or not found.store.is_there():
                self._past.pop(entry, None)
                while len(self._past) >= KEPT_PAST:
                    self._past.pop(next(iter(self._past)))
                found = self._past[entry] = self._open(entry)
            return found

    @property
    def entries(self) -> tuple[Entry, ...]:
        self.start()
        return self._known

    def keepable(self, most: int, until: float = float("inf")) -> int:
        """Return for how many seconds an answer may be kept: never past the next release."""
        instant = time.time()
        return _whole_seconds(min(until, self.line.next_change(instant)) - instant, most)

    def answer(self, path: str, encoding: str) -> tuple[Answer, int] | None:
        """Return a page as of this moment, and for how many seconds a copy may be kept."""
        if self._started_in != os.getpid():
            self.start()
        instant = time.time()
        served = self.line.at(instant)
        if served is None:
            return None
        answer = served.hot.get((path, encoding))
        if answer is None or answer.changes_at <= instant:
            answer = self._load(served, path, encoding)
            if answer is None:
                return None
        left = min(answer.changes_at, self.line.next_change(instant)) - instant
        return answer, _whole_seconds(left, self.max_age)

    def _load(self, served: Served, path: str, encoding: str) -> Answer | None:
        found = served.store.find(path, day_of(now()), encoding)
        if found is None:
            return None
        changes_at = begins(found.holds_until)
        answer = self.prepared(served, found, changes_at, media_type(path))
        served.keep((path, encoding), answer)
        return answer

    def prepared(self, served: Served, found: Found, changes_at: float, kind: str = JSON) -> Answer:
        """Return a page with its headers made once; a picture may fetch and run nothing."""
        fixed = [
            ("Content-Type", kind),
            ("Content-Length", str(len(found.body))),
            ("ETag", found.etag),
            ("Vary", self.vary),
            ("X-Release", str(served.entry.id)),
            ("X-Content-Type-Options", "nosniff"),
        ]
        if kind != JSON:
            fixed.append(("Content-Security-Policy", PICTURE_POLICY))
        if found.encoding != "identity":
            fixed.append(("Content-Encoding", found.encoding))
        answer = Answer(found.etag, found.body, fixed, changes_at)
        answer.full = answer.headers(self.max_age)
        answer.unchanged = unchanged(answer.full)
        return answer


def _whole_seconds(left: float, most: int) -> int:
    return most if left >= most else max(0, int(left))


def unchanged(headers: Headers) -> Headers:
    """Return the headers of a 304: those of the 200 but for what describes its body."""
    left_out = ("Content-Length", "Content-Type", "Content-Encoding")
    return [(name, value) for name, value in headers if name not in left_out]


def begins(day: date) -> float:
    """Return the instant a Shanghai day begins; the last day of all never begins."""
    return float("inf") if day == FOREVER else midnight(day).timestamp()
