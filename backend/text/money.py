"""Fen and basis points in words. Whole numbers in, never a float."""

FEN = 100
WAN = 10_000 * FEN


def yuan(fen: int) -> str:
    """Return an amount of fen as people write it: 10000 → 100元, 54000000 → 54万元."""
    if fen and fen % WAN == 0:
        return f"{fen // WAN}万元"
    whole, rest = divmod(fen, FEN)
    return f"{whole}.{rest:02d}元" if rest else f"{whole}元"


def percent(basis_points: int) -> str:
    """Return basis points as a percentage: 8500 → 85%, 850 → 8.5%."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"
