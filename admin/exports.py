"""Files to take along, under their Chinese names."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from flask import Response

from backend.clock import SHANGHAI
from backend.services.sheets.book import CSV, MEDIA_TYPES, write_csv


def csv(name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Return a table as Excel opens it, with instants in Shanghai's time and no live formulas."""
    cells = ([_cell(value) for value in row] for row in rows)
    return file(write_csv(headings, cells), f"{name}.csv", MEDIA_TYPES[CSV])


def file(body: bytes, name: str, kind: str) -> Response:
    response = Response(body, content_type=kind)
    plain = f"export.{name.rpartition('.')[2]}"  # for what does not know names in UTF-8
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    response.headers["Content-Disposition"] = named
    return response


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    return value
