"""Spans of days drawn one below the other on a common scale: SVG, by the server, without styles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Final

from markupsafe import Markup, escape

WIDTH: Final = 900
ROW: Final = 46
HEAD: Final = 26
SIDE: Final = 8
YEAR: Final = 40  # what the word for a year takes
MARGIN: Final = timedelta(days=45)
MOST_YEARS: Final = 12
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)  # what is beyond is drawn as if there


@dataclass(frozen=True, slots=True)
class Span:
    """Days [starts, ends), either open; `mine` is what the page is about."""

    label: str
    starts: date | None
    ends: date | None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    first: date
    last: date

    @classmethod
    def of(cls, spans: Sequence[Span], today: date) -> "Scale":
        stated = [day for span in spans for day in (span.starts, span.ends) if day]
        days = [max(EARLIEST, min(day, LATEST)) for day in stated]
        low, high = min([*days, today]) - MARGIN, max([*days, today]) + MARGIN
        return cls(max(low, high - MOST_YEARS * timedelta(days=366)), high)

    def at(self, day: date | None, *, default: int) -> int:
        """Return where a day stands, in pixels from the left."""
        if day is None:
            return default
        share = (day - self.first) / (self.last - self.first)
        return SIDE + round(max(0.0, min(1.0, share)) * (WIDTH - 2 * SIDE))


def drawn(spans: Sequence[Span], today: date, title: str) -> Markup:
    """Return the picture, or nothing where there is nothing to draw."""
    if not spans:
        return Markup()
    scale = Scale.of(spans, today)
    height = HEAD + ROW * len(spans)
    start = Markup(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{title}">'
    ).format(w=WIDTH, h=height, title=_told(spans, title))
    rows = (_row(span, scale, HEAD + ROW * at) for at, span in enumerate(spans))
    parts = (start, *_years(scale, height), *rows, _now(scale, today, height))
    return Markup("").join((*parts, Markup("</svg>")))


def _told(spans: Sequence[Span], title: str) -> str:
    return f"{title}：" + "；".join(f"{span.label}，{said(span)}" for span in spans)


def said(span: Span) -> str:
    """Return the days of a span in words, its last day as people say it."""
    if span.starts is None and span.ends is None:
        return "没有写明起止"
    first = span.starts.isoformat() if span.starts else "起始未注明"
    last = (span.ends - timedelta(days=1)).isoformat() if span.ends else "截止未注明"
    return f"{first} 至 {last}"


def _years(scale: Scale, height: int) -> list[Markup]:
    found: list[Markup] = []
    for year in count(scale.first.year + 1):
        if year > scale.last.year:
            return found
        x = scale.at(date(year, 1, 1), default=0)
        line = Markup('<line class="tick-line" x1="{x}" x2="{x}" y1="0" y2="{h}"/>')
        text = Markup('<text class="quiet" x="{x}" y="16">{year}</text>')
        found.append(line.format(x=x, h=height))
        if x < WIDTH - YEAR:
            found.append(text.format(x=x + 4, year=year))
    return found


def _row(span: Span, scale: Scale, y: int) -> Markup:
    left = scale.at(span.starts, default=0)
    right = max(left + 3, scale.at(span.ends, default=WIDTH))
    bar = Markup('<rect class="{look}" x="{x}" y="{y}" width="{w}" height="14" rx="4"/>').format(
        look="bar mine" if span.mine else "bar", x=left, y=y + 22, w=right - left
    )
    words = f"{span.label}　{said(span)}"
    return bar + Markup('<text x="{x}" y="{y}">{words}</text>').format(
        x=min(left, WIDTH - 420), y=y + 16, words=escape(words)
    )


def _now(scale: Scale, today: date, height: int) -> Markup:
    x = scale.at(today, default=0)
    line = Markup('<line class="now-line" x1="{x}" x2="{x}" y1="20" y2="{h}"/>')
    return line.format(x=x, h=height)
