"""How the tests of the content check speak: break one thing, and see where the complaint points."""

import copy

from backend.services.content_files import place_of, read_folder
from tests import builders
from tests.builders import small_content, write_content

LEFT_OUT = object()


def problems_of(root, documents):
    """Return the problems of a folder of these documents, as a person reads them."""
    write_content(root, documents)
    return [str(problem) for problem in read_folder(root).problems]


def broken(builder, path, value):
    """Return the small content with one value of one document replaced, and that item."""
    document = changed(builders.BUILDERS[builder](), path, value)
    item = ("standard" if builder == "benefit" else builder, document["key"])
    return small_content(**{builder: document}), item


def changed(document, path, value):
    """Return a copy with the value at a dotted path (routes.0.channel) replaced or left out."""
    document = copy.deepcopy(document)
    *outer, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    holder = document
    for part in outer:
        holder = holder[part]
    if value is LEFT_OUT:
        del holder[last]
    else:
        holder[last] = value
    return document


def line_in(root, item, start, nth=1):
    """Return the number of the nth line of an item's file that starts so; -1 is the last."""
    lines = (root / place_of(item)).read_text("utf-8").splitlines()
    found = [n for n, line in enumerate(lines, 1) if line.strip().startswith(start)]
    return found[nth - 1 if nth > 0 else nth]


def assert_complains(root, case, start, message):
    """Assert that one broken value gives exactly this one complaint, at the line starting so."""
    documents, item = broken(*case)
    found = problems_of(root, documents)
    assert found == [f"{place_of(item)}:{line_in(root, item, start)}: {message}"]
