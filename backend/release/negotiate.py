"""What a client accepts and what it already has (RFC 9110 §12.5.3, §13.1.2). Pure."""

from functools import lru_cache

OFFERED = ("br", "gzip")  # best first; identity is always there
EITHER = (
    "br or gzip"  # whichever is shorter: of many pages only gzip can share what they begin with
)


@lru_cache(maxsize=256)
def encoding_for(accept: str) -> str:
    """Return the encoding to answer an Accept-Encoding header with, or `EITHER`."""
    wanted = dict(_weighted(part) for part in accept.lower().split(",") if part.strip())
    br, gzip = (wanted.get(name, wanted.get("*", 0.0)) for name in OFFERED)
    if max(br, gzip) <= 0 or max(br, gzip) < wanted.get("identity", 0.0):
        return "identity"
    return EITHER if br == gzip else max((br, "br"), (gzip, "gzip"))[1]


def settled(encoding: str) -> str:
    """Return the encoding for what is packed whole: of `EITHER` br, which then is shorter."""
    return OFFERED[0] if encoding == EITHER else encoding


def _weighted(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                weight = float(parameter[2:])
            except ValueError:
                return name, 0.0
            return name, weight if 0 <= weight <= 1 else 0.0
    return name, 1.0


def has(if_none_match: str, etag: str) -> bool:
    """Tell whether an If-None-Match header names this entity tag, compared weakly."""
    if if_none_match in (etag, "*"):
        return True
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return any(tag in (etag, "*") for tag in tags)
