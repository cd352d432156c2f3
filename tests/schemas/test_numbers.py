"""Every number of every stored form has its bounds, and says so in Chinese."""

import math
import re

import pytest
from marshmallow import ValidationError, fields

from backend.schemas.fields import Degrees, Whole, Year
from backend.schemas.registry import ITEM_TYPES

POSTGRESQL_INTEGER = 2**31 - 1
ENGLISH = re.compile("[A-Za-z]{3,} [A-Za-z]{2,}")


def numbers(schema, owner):
    """Yield every number of a form, with where it stands."""
    for name, field in schema.fields.items():
        inner = getattr(field, "inner", field)
        if isinstance(inner, fields.Nested):
            yield from numbers(inner.schema, f"{owner}.{name}")
        elif isinstance(inner, fields.Number):
            yield pytest.param(inner, id=f"{owner}.{name}")


NUMBERS = [found for kind, about in ITEM_TYPES.items() for found in numbers(about.schema, kind)]
WHOLE = [found for found in NUMBERS if isinstance(found.values[0], Whole)]
YEARS = [found for found in NUMBERS if found.id.endswith("policy_year")]


def test_there_are_no_numbers_but_whole_ones_and_degrees():
    assert len(WHOLE) > 10
    assert all(isinstance(found.values[0], Whole | Degrees) for found in NUMBERS)


@pytest.mark.parametrize("field", NUMBERS)
@pytest.mark.parametrize("value", ["1", "abc", "nan", "", True, [], {}])
def test_what_is_no_number_is_refused(field, value):
    assert not ENGLISH.search(refusal(field, value))


@pytest.mark.parametrize("field", WHOLE)
def test_a_whole_number_fits_its_column_and_so_do_two(field):
    assert field.deserialize(field.least) == field.least
    assert field.deserialize(field.most) * 2 <= POSTGRESQL_INTEGER
    assert str(field.most) in refusal(field, field.most + 1)
    assert str(field.least) in refusal(field, field.least - 1)
    refusal(field, 1.5)


@pytest.mark.parametrize("field", YEARS)
def test_a_policy_year_is_a_year(field):
    assert isinstance(field, Year)
    assert field.deserialize(2027) == 2027
    for value in (0, 24, 1989, 2101, 9999):
        assert refusal(field, value) == "年度应在 1990 到 2100 之间"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400])
def test_degrees_are_numbers_of_a_map(value):
    assert not ENGLISH.search(refusal(Degrees(), value))


@pytest.mark.parametrize("value", [22, 22.7654, -0.5])
def test_degrees_may_be_whole(value):
    assert Degrees().deserialize(value) == value


def refusal(field, value):
    with pytest.raises(ValidationError) as refused:
        field.deserialize(value)
    return refused.value.messages[0]
