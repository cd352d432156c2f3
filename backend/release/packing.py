"""Bytes ready to be sent: packed while baking, so that no reader waits for it. Pure.

Many pages begin alike, as the homes of a city's counties do. Their front is packed once, and each
page adds only its rest: to gzip as blocks of its own, to brotli as it is.
"""

import hashlib
import struct
import zlib
from dataclasses import dataclass

import brotli
import deflate

GZIP_LEVEL, BROTLI_QUALITY = 6, 5
BROTLI_WINDOW = 16  # 64 KiB: few bodies are longer, and a wider one takes longer to set up
SMALLEST_COMPRESSED = 500  # bytes; below it a compressed body saves nothing
GZIP_FORMAT = 16 + zlib.MAX_WBITS
GZIP_ENDING = struct.Struct("<II")  # CRC-32 and length of the whole body, RFC 1952 §2.3.1
LAST_AND_EMPTY = b"\x03"  # what ends a brotli stream


@dataclass(frozen=True, slots=True)
class Packed:
    """A body packed; one that goes on from a front holds only what comes after it.

    Either `plain` is there, or `gzip` and `br` are.
    """

    plain: bytes | None
    gzip: bytes | bytearray | None
    br: bytes | None


def pack(body: bytes) -> Packed:
    if len(body) < SMALLEST_COMPRESSED:
        return Packed(body, None, None)
    return Packed(
        None,
        deflate.gzip_compress(body, GZIP_LEVEL),
        brotli.compress(body, quality=BROTLI_QUALITY, lgwin=BROTLI_WINDOW),
    )


class Front:
    """What many bodies begin with, and what it comes to in every encoding."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self._digest = hashlib.sha256(text)
        self._crc = zlib.crc32(text)
        self.hash = self._digest.hexdigest()
        unended = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_FORMAT)
        self.gzip = unended.compress(text) + unended.flush(zlib.Z_SYNC_FLUSH)
        packer = brotli.Compressor(quality=BROTLI_QUALITY, lgwin=BROTLI_WINDOW)
        self.br: bytes = packer.process(text) + packer.flush()

    def hash_with(self, rest: bytes) -> str:
        """Return the SHA-256 of the front with this rest behind it."""
        digest = self._digest.copy()
        digest.update(rest)
        return digest.hexdigest()

    def pack(self, rest: bytes) -> Packed:
        """Return what the rest adds to the packed front."""
        blocks = deflate.deflate_compress(rest, GZIP_LEVEL)
        ending = zlib.crc32(rest, self._crc), (len(self.text) + len(rest)) % (1 << 32)
        return Packed(None, blocks + GZIP_ENDING.pack(*ending), _stored(rest))


def _stored(rest: bytes) -> bytes:
    """Return bytes as one uncompressed brotli meta-block (RFC 7932 §9.2) and the stream's end.

    They must be fewer than 2²⁴, and more than none.
    """
    last = len(rest) - 1
    nibbles = max(4, -(-last.bit_length() // 4))
    uncompressed = 1 << (3 + 4 * nibbles)
    header = uncompressed | last << 3 | (nibbles - 4) << 1
    return header.to_bytes((4 + 4 * nibbles + 7) // 8, "little") + rest + LAST_AND_EMPTY
