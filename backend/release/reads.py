"""How often guides are read: counted in memory at next to no cost, written away once a minute."""

import time
from collections.abc import Mapping

GUIDES = "/api/v1/guides/"
EVERY = 60.0  # seconds
_SKIP = len(GUIDES)


class Reads:
    """Counts by guide. Only pages there are get counted, so that nobody can make it grow.

    Two threads that count at the very same moment may count once: it is for sorting, not for pay.
    """

    def __init__(self) -> None:
        self._times: dict[str, int] = {}
        self._due = time.monotonic() + EVERY

    def count(self, path: str) -> None:
        if path.startswith(GUIDES):
            key = path[_SKIP:]
            self._times[key] = self._times.get(key, 0) + 1

    def is_due(self) -> bool:
        return bool(self._times) and time.monotonic() >= self._due

    def take(self) -> dict[str, int]:
        """Return what was counted since the last time, and begin anew."""
        times, self._times = self._times, {}
        self._due = time.monotonic() + EVERY
        return times

    def put_back(self, times: Mapping[str, int]) -> None:
        """Keep what could not be written away for the next time."""
        for key, count in times.items():
            self._times[key] = self._times.get(key, 0) + count
