"""What is packed in parts unpacks to the whole."""

import gzip
import hashlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.release.packing import SMALLEST_COMPRESSED, Front, pack

LENGTHS = (1, 2, 15, 16, 17, 255, 256, 65_535, 65_536, 65_537, 1 << 20, (1 << 20) + 1)


@given(st.binary(), st.binary(min_size=1))
def test_a_front_and_a_rest_are_the_whole_in_every_encoding(text, rest):
    assert_whole(text, rest)


@pytest.mark.parametrize("length", LENGTHS)
def test_a_rest_of_any_length_is_packed(length):
    assert_whole(b"front", bytes(n % 251 for n in range(length)))


def test_one_front_serves_many_rests():
    front = Front(b"front" * 100)
    for rest in (b"one", b"two" * 500, b"one"):
        packed = front.pack(rest)
        assert gzip.decompress(front.gzip + packed.gzip) == front.text + rest


def test_what_is_packed_twice_is_packed_the_same():
    assert Front(b"front").pack(b"rest") == Front(b"front").pack(b"rest")
    assert pack(b"x" * 1000) == pack(b"x" * 1000)


def test_what_is_short_stays_plain():
    assert pack(b"x" * (SMALLEST_COMPRESSED - 1)).plain
    assert pack(b"x" * SMALLEST_COMPRESSED).plain is None


def assert_whole(text, rest):
    front = Front(text)
    packed = front.pack(rest)
    assert gzip.decompress(front.gzip + packed.gzip) == text + rest
    assert brotli.decompress(front.br + packed.br) == text + rest
    assert front.hash_with(rest) == hashlib.sha256(text + rest).hexdigest()
