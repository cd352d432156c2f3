"""What holds of every standard, whatever its values."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backend.services.resolve import (
    DatedValue,
    Status,
    change_days,
    resolve,
)

DAYS = st.integers(0, 40).map(lambda n: date(2025, 1, 1) + timedelta(30 * n))
RANGES = st.lists(DAYS, min_size=2, max_size=2, unique=True).map(sorted)
KINDS = st.sampled_from(["confirmed", "expected", "ended"])
VALUES = st.lists(
    st.builds(
        lambda year, kind, pay, cover: DatedValue(year, kind, *pay, *cover, body={}),
        st.integers(2024, 2027),
        KINDS,
        RANGES,
        RANGES,
    ),
    max_size=6,
)


@given(VALUES, DAYS, st.integers(-1, 29))
def test_the_answer_holds_from_its_first_day_until_its_last(values, start, offset):
    on = start + timedelta(offset)
    answer = resolve(values, on)

    assert {answer.since, answer.until} <= change_days(values) | {None}
    if answer.since:
        assert answer.since <= on
        assert resolve(values, answer.since) == answer
        assert shown(resolve(values, answer.since - timedelta(1))) != shown(answer)
    if answer.until:
        assert on < answer.until
        assert resolve(values, answer.until - timedelta(1)) == answer
        assert shown(resolve(values, answer.until)) != shown(answer)


@given(VALUES, st.data())
def test_nothing_changes_between_two_change_days(values, data):
    for first, last in pairwise([date(2020, 1, 1), *sorted(change_days(values)), date(2040, 1, 1)]):
        within = data.draw(st.dates(first, last - timedelta(1)))
        assert resolve(values, within) == resolve(values, first)


@given(VALUES, DAYS)
def test_no_answer_is_a_silent_guess(values, on):
    answer = resolve(values, on)

    assert answer.message
    if answer.status is Status.CURRENT:
        assert answer.value.kind == "confirmed"
        assert answer.value.open_on(on)
    if answer.status is Status.MISSING:
        assert answer.value is None
        assert not any(v.kind == "confirmed" for v in values)
    if answer.next and answer.value and answer.status is not Status.ENDED:
        assert (answer.next.policy_year, answer.next.starts) > (
            answer.value.policy_year,
            answer.value.starts,
        )


def shown(answer):
    return answer.status, answer.value, answer.next
