"""Several people doing the same thing at the very same moment, many times over.

`winners` is for anything that only one of them may get through: a form, an import, a publication.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

WRITERS, ROUNDS = 3, 40


def at_once(attempts):
    """Call functions together, each in a thread of its own; return what they return, in order."""
    line = threading.Barrier(len(attempts))

    def start(attempt):
        line.wait()
        return attempt()

    with ThreadPoolExecutor(len(attempts)) as threads:
        return list(threads.map(start, attempts))


def winners(attempts, is_won):
    """Return the numbers of the attempts that got through."""
    return [number for number, answer in enumerate(at_once(attempts)) if is_won(answer)]
