"""Bytes ready to be sent: packed while baking, so that no reader waits for it. Pure.

Many pages begin alike, as the homes of a city's counties do. Their front is packed once, and each
page adds only its rest: gzip goes on from the state it had, brotli gets the rest as it is.
"""

import gzip
import hashlib
import zlib
from dataclasses import dataclass

import brotli

GZIP_LEVEL, BROTLI_QUALITY = 6, 5
BROTLI_WINDOW = 16  # 64 KiB: few bodies are longer, and a wider one takes longer to set up
SMALLEST_COMPRESSED = 500  # bytes; below it a compressed body saves nothing
GZIP_FORMAT = 16 + zlib.MAX_WBITS
LAST_AND_EMPTY = b"\x03"  # what ends a brotli stream


@dataclass(frozen=True, slots=True)
class Packed:
    """A body packed; one that goes on from a front holds only what comes after it.

    Either `plain` is there, or `gzip` and `br` are.
    """

    plain: bytes | None
    gzip: bytes | None
    br: bytes | None


def pack(body: bytes) -> Packed:
    if len(body) < SMALLEST_COMPRESSED:
        return Packed(body, None, None)
    return Packed(
        None,
        gzip.compress(body, GZIP_LEVEL, mtime=0),
        brotli.compress(body, quality=BROTLI_QUALITY, lgwin=BROTLI_WINDOW),
    )


class Front:
    """What many bodies begin with, and what it comes to in every encoding."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self._digest = hashlib.sha256(text)
        self._deflate = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_FORMAT)
        self.hash = self._digest.hexdigest()
        self.gzip = self._deflate.compress(text) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        packer = brotli.Compressor(quality=BROTLI_QUALITY, lgwin=BROTLI_WINDOW)
        self.br: bytes = packer.process(text) + packer.flush()

    def hash_with(self, rest: bytes) -> str:
        """Return the SHA-256 of the front with this rest behind it."""
        digest = self._digest.copy()
        digest.update(rest)
        return digest.hexdigest()

    def pack(self, rest: bytes) -> Packed:
        """Return what the rest adds to the packed front."""
        deflate = self._deflate.copy()
        return Packed(None, deflate.compress(rest) + deflate.flush(), _stored(rest))


def _stored(rest: bytes) -> bytes:
    """Return bytes as one uncompressed brotli meta-block (RFC 7932 §9.2) and the stream's end.

    They must be fewer than 2²⁴, and more than none.
    """
    last = len(rest) - 1
    nibbles = max(4, -(-last.bit_length() // 4))
    uncompressed = 1 << (3 + 4 * nibbles)
    header = uncompressed | last << 3 | (nibbles - 4) << 1
    return header.to_bytes((4 + 4 * nibbles + 7) // 8, "little") + rest + LAST_AND_EMPTY
