"""The colours of a picture, by name: those of the phone, the panel and the site (site.css)."""

LIGHT = {
    "ink": "#1f2933", "quiet": "#52606d", "line": "#e4e7eb", "ground": "#f5f7fa",
    "surface": "#ffffff", "brand": "#0f766e", "tint": "#e6f4f1",
    "band": "#0f766e", "on-band": "#ffffff", "on-band-quiet": "#e6f4f1",
    "first": "#0f766e", "second": "#7b8794",
    "good": "#067647", "good-ground": "#ecfdf3",
    "warn": "#92400e", "warn-ground": "#fef3c7",
    "bad": "#b42318", "bad-ground": "#fee4e2",
}  # fmt: skip
DARK = {
    "ink": "#e4e7eb", "quiet": "#a3b1bf", "line": "#323f4b", "ground": "#12181f",
    "surface": "#1c242d", "brand": "#5ec8bd", "tint": "#17322f",
    "band": "#115e59", "on-band": "#ffffff", "on-band-quiet": "#e6f4f1",
    "first": "#5ec8bd", "second": "#7b8794",
    "good": "#75e0a7", "good-ground": "#0d3322",
    "warn": "#fcd34d", "warn-ground": "#3a2a0c",
    "bad": "#fda29b", "bad-ground": "#411a17",
}  # fmt: skip
