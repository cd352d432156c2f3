"""Every field a person may meet has a Chinese name."""

import re

import pytest
from marshmallow import fields

from backend.schemas.labels import FIELD_LABELS, label_of
from backend.schemas.registry import ITEM_TYPES
from backend.vocabulary import DIMENSION, DIMENSION_LABEL


def owned_fields(schema, owner):
    for name, field in schema.fields.items():
        yield owner, name
        inner = getattr(field, "inner", None)
        if isinstance(inner, fields.Nested):
            yield from owned_fields(inner.schema, name)


EVERY = sorted({pair for t in ITEM_TYPES.values() for pair in owned_fields(t.schema, t.name)})


@pytest.mark.parametrize(("owner", "name"), EVERY)
def test_every_stored_field_has_a_chinese_label(owner, name):
    assert re.search("[一-鿿]", label_of(owner, name))


def test_no_label_is_for_a_field_that_does_not_exist():
    names = {name for _, name in EVERY} | {f"{owner}.{name}" for owner, name in EVERY}
    assert set(FIELD_LABELS) - names == {"regions.rows"}  # the region list has no schema


def test_every_dimension_has_a_label():
    assert DIMENSION_LABEL.keys() == DIMENSION.keys()
