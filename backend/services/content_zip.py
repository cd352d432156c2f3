"""The whole content as one file to take along: a zip of what `flask content dump` writes."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from backend.services.content_files import place_of, text_of
from backend.services.stored import Item

FOLDER = "content"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the format; the same content is the same file, byte for byte
READABLE = 0o644 << 16


def packed(documents: Mapping[Item, Mapping[str, Any]]) -> bytes:
    """Return a zip with a file for each document, in the order of their places."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in sorted(documents, key=place_of):
            entry = zipfile.ZipInfo(f"{FOLDER}/{place_of(item)}", FIRST_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, READABLE
            archive.writestr(entry, text_of(item, documents[item]))
    return out.getvalue()
