"""Whatever a schema accepts keeps its meaning in every form it is stored in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.schemas.fields import Stored
from backend.schemas.registry import ITEM_TYPES
from backend.services.checks import Whole, findings
from backend.services.content_files import text_of
from backend.services.stored import body_of, document_of
from backend.text.canonical import read, write
from tests.content.documents import documents

a_few = settings(max_examples=25)
every_kind = pytest.mark.parametrize("item_type", ITEM_TYPES)


@every_kind
@a_few
@given(data=st.data())
def test_a_thing_has_one_stored_form(item_type, data):
    schema = ITEM_TYPES[item_type].schema
    written = data.draw(documents(item_type))
    stored = stored_form(item_type, written)
    assert stored == without_defaults(schema, written)
    assert body_of(stored_form(item_type, stored)) == body_of(stored)
    assert body_of(stored_form(item_type, dict(reversed(written.items())))) == body_of(stored)
    assert list(stored) == [name for name in schema.fields if name in stored]


@every_kind
@a_few
@given(data=st.data())
def test_a_file_or_a_body_read_again_is_the_document(item_type, data):
    stored = stored_form(item_type, data.draw(documents(item_type)))
    text = text_of((item_type, "key"), stored)
    again = read(text)
    assert again.mistakes == []
    assert again.data == document_of(body_of(stored)) == stored
    assert write(again.data) == text


@every_kind
@a_few
@given(data=st.data())
def test_no_document_is_too_odd_to_be_checked(item_type, data):
    odd = {
        (item_type, key): stored_form(item_type, data.draw(documents(item_type))) for key in "ab"
    }
    for finding in findings(Whole(odd, frozenset())):
        assert finding.item in odd
        assert finding.message


def stored_form(item_type, document):
    schema = ITEM_TYPES[item_type].schema
    return schema.dump(schema.load(document))


def without_defaults(schema: Stored, document):
    """Return a document without the values that stand for themselves when left out."""
    return {
        name: pruned(schema.fields[name], value)
        for name, value in document.items()
        if not is_default(schema.fields[name], value)
    }


def is_default(field, value):
    default = field.load_default() if callable(field.load_default) else field.load_default
    return type(value) is type(default) and value == default


def pruned(field, value):
    inner = getattr(getattr(field, "inner", None), "schema", None)
    return [without_defaults(inner, member) for member in value] if inner else value
