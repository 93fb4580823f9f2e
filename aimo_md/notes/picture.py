"""A chart drawn as SVG, for where Mermaid is not read: Discord.

Knows where the bars, the line and the words go. Knows nothing of what becomes of the drawing.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from aimo_md.notes.fit import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.notes.burn_up import BurnUp

_WIDTH, _HEIGHT = 720, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 704, 56, 316
"""The edges of the field in which is drawn."""
_PAPER, _INK, _GRID, _BARS, _LINE = "#ffffff", "#333333", "#dddddd", "#6c9bd2", "#d9603b"
_FONTS: Final = "Noto Sans CJK KR, Apple SD Gothic Neo, Malgun Gothic, sans-serif"
"""The first ones have Korean letters as well; what stands in no font is left out."""
_TITLE_LENGTH: Final = 64
_BAR_SHARE: Final = 0.6
"""How much of its column a bar fills."""


def picture(chart: BurnUp) -> str:
    """The chart as SVG: done as bars, the plan as a line, in percent."""
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{_PAPER}"/>',
            f'<g font-family="{_FONTS}" fill="{_INK}">',
            _text(_LEFT, 32, shorten(chart.title, _TITLE_LENGTH), size=18, anchor="start"),
            *_grid(),
            *_columns(chart),
            *_plan(chart),
            "</g>",
            "</svg>",
        )
    )


def _grid() -> Iterator[str]:
    for percent in range(0, 101, 25):
        y = _height(percent)
        yield f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{y:g}" y2="{y:g}" stroke="{_GRID}"/>'
        yield _text(_LEFT - 8, y + 5, str(percent), size=13, anchor="end")


def _columns(chart: BurnUp) -> Iterator[str]:
    width = _column(chart) * _BAR_SHARE
    for number, (name, done) in enumerate(zip(chart.names, chart.done, strict=True)):
        x, y = _middle(chart, number), _height(done)
        yield (
            f'<rect x="{x - width / 2:g}" y="{y:g}" width="{width:g}" height="{_BOTTOM - y:g}"'
            f' fill="{_BARS}"/>'
        )
        yield _text(x, _BOTTOM + 22, name, size=13, anchor="middle")


def _plan(chart: BurnUp) -> Iterator[str]:
    places = [(_middle(chart, number), _height(percent)) for number, percent in enumerate(chart.planned)]
    line = " ".join(f"{x:g},{y:g}" for x, y in places)
    yield f'<polyline points="{line}" fill="none" stroke="{_LINE}" stroke-width="3"/>'
    for x, y in places:
        yield f'<circle cx="{x:g}" cy="{y:g}" r="4" fill="{_LINE}"/>'


def _text(x: float, y: float, words: str, *, size: int, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}">{escape(words)}</text>'


def _column(chart: BurnUp) -> float:
    return (_RIGHT - _LEFT) / len(chart.names)


def _middle(chart: BurnUp, number: int) -> float:
    return round(_LEFT + _column(chart) * (number + 0.5), 1)


def _height(percent: int) -> float:
    return round(_BOTTOM - (_BOTTOM - _TOP) * percent / 100, 1)
