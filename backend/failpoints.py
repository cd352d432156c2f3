"""Named places where a test may stop the process: no-ops unless FAILPOINT names one.

`publish.baked:kill` ends the process there as kill -9 would; `…:raise` raises instead.
"""

import os
import signal

_armed: dict[str, str] = {}


class Interrupted(RuntimeError):
    """Raised at a failpoint that was armed to raise."""


def arm(spec: str) -> None:
    """Arm the failpoints of a setting such as `publish.baked:kill`; an empty one arms none."""
    _armed.clear()
    for part in filter(None, spec.split(",")):
        name, _, action = part.partition(":")
        _armed[name.strip()] = action.strip() or "raise"


def failpoint(name: str) -> None:
    """Stop here if a test asked for it."""
    action = _armed.get(name)
    if action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if action == "raise":
        raise Interrupted(name)
