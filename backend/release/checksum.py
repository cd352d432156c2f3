"""Whether a file is byte for byte what was written.

This finds damage, not malice: who can change a file here can change the list beside it. Against
that stands the SHA-256 of the manifest, which the database keeps.
"""

import hashlib
from pathlib import Path

import xxhash


def checksum(file: Path) -> str:
    """Return the XXH3 of a file's bytes, 128 bits in hex; raise `OSError` as reading does."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, xxhash.xxh3_128).hexdigest()
