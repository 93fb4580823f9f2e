"""A drawing turned into a picture that Discord shows, where the extra `charts` is installed.

Knows resvg and that it may be missing. Knows nothing of what is drawn.
"""

from __future__ import annotations

from typing import Final

_ZOOM: Final = 2
"""Twice the drawing's own size, so that it is sharp on every screen."""


def png_of(svg: str) -> bytes | None:
    """The drawing as PNG, with the fonts of this machine.

    None without the extra, or where the drawing cannot be read: a post goes out without its picture then.
    """
    try:
        from resvg_py import svg_to_bytes  # noqa: PLC0415 (it may be missing, and only a post needs it)
    except ImportError:
        return None
    try:
        return svg_to_bytes(svg_string=svg, zoom=_ZOOM)
    except ValueError:
        return None
