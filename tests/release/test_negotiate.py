"""Which encoding a client gets, and whether it has the page already (RFC 9110)."""

import pytest

from backend.release.negotiate import EITHER, encoding_for, has, settled

TAG = '"0123456789abcdef-br"'


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("", "identity"),
        ("identity", "identity"),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, br", EITHER),
        ("gzip, deflate, br, zstd", EITHER),
        ("deflate, zstd", "identity"),
        ("GZip", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br ; q=0.5 , gzip ; q=0.8", "gzip"),
        ("br;q=0.5, gzip;q=0.5", EITHER),
        ("gzip;q=0.5, br", "br"),
        ("*", EITHER),
        ("br;q=0, *", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("*;q=0", "identity"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.5, identity", "identity"),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("identity;q=0.2, *;q=0.1", "identity"),
        ("identity;q=0, gzip;q=0.001", "gzip"),
    ],
)
def test_a_client_gets_the_best_encoding_it_accepts(accepts, encoding):
    assert encoding_for(accepts) == encoding


def test_what_is_packed_whole_is_shorter_in_br():
    assert settled(EITHER) == "br"
    assert [settled(encoding) for encoding in ("br", "gzip", "identity")] == [
        "br",
        "gzip",
        "identity",
    ]


@pytest.mark.parametrize(
    "accepts", [",", ";;", "gzip;q=", "gzip;q=much", "gzip;q=nan", "q=1", "br;q=nan"]
)
def test_a_header_that_makes_no_sense_gets_plain_bytes(accepts):
    assert encoding_for(accepts) == "identity"


@pytest.mark.parametrize(
    "if_none_match",
    [TAG, f"W/{TAG}", f'"other", {TAG}', f'W/"other",W/{TAG}', "*", '"other", *'],
)
def test_a_client_that_names_the_tag_has_the_page(if_none_match):
    assert has(if_none_match, TAG)


@pytest.mark.parametrize(
    "if_none_match", ['"other"', '"0123456789abcdef"', "0123456789abcdef-br", 'W/"other"', ", ,"]
)
def test_a_client_that_names_another_tag_has_not(if_none_match):
    assert not has(if_none_match, TAG)
