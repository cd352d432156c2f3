"""Every fact of the five documents is in the content, or the reason why not is written down.

`tests/golden/coverage.tsv` has a line for each of the 195 facts: what it says, where it comes from,
the items that hold it and a proof (words or numbers of their stored forms), or the reason it is
left out.
"""

import csv
import re
from pathlib import Path

import pytest

from backend.config import ROOT
from backend.services.content_files import read_folder
from backend.services.stored import body_of

TABLE = Path(__file__).resolve().parents[1] / "golden" / "coverage.tsv"
FACTS = 195
SHORTEST_REASON = 6
NUMBER = re.compile(r"\d")


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = rows()


@pytest.fixture(scope="module")
def bodies():
    documents = read_folder(ROOT / "content").items
    return {f"{kind}/{key}": body_of(doc) for (kind, key), doc in documents.items()}


def test_every_fact_has_its_line():
    assert [int(row["row"]) for row in ROWS] == list(range(1, FACTS + 1))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["row"])
def test_a_fact_is_held_by_content_or_left_out_for_a_reason(bodies, row):
    items = [item for item in row["items"].split(",") if item]
    if not items:
        assert len(row["reason"]) >= SHORTEST_REASON
        return
    assert not row["reason"]
    held = "\n".join(bodies[item] for item in items)
    proofs = [proof.strip() for proof in row["proof"].split(" && ")]
    assert all(proofs)
    assert [proof for proof in proofs if proof not in held] == []


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if "path" in row["kind"] and row["items"]],
    ids=lambda row: row["row"],
)
def test_a_fact_with_a_path_is_held_by_a_path(bodies, row):
    items = [item for item in row["items"].split(",") if item.startswith("guide/")]
    assert any('"path":[' in bodies[item] or '"routes":[' in bodies[item] for item in items)
