"""How a page of an image reads on a day."""

import json
from datetime import date

from backend.release.pages import slices
from backend.release.plan import Plan


def pages(image):
    """Return the pages of an image by path."""
    return {page.path: page for page in Plan(image).pages()}


def read(image, path, day="2024-06-01"):
    """Return a page's content on a day."""
    on = date.fromisoformat(day)
    return next(json.loads(s.body) for s in slices(pages(image)[path]) if s.starts <= on < s.ends)


def keys(listed):
    return [each["key"] for each in listed]
