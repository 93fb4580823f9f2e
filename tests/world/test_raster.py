from __future__ import annotations

import sys

import pytest

from aimo_md.notes.burn_up import BurnUp
from aimo_md.notes.picture import picture
from aimo_md.world.raster import png_of

CHART = BurnUp(title="<Launch> & \u00fcben", names=("W46", "W47"), done=(10, 20), planned=(30, 100))


def test_a_drawing_becomes_a_png_of_twice_its_size() -> None:
    png = png_of(picture(CHART))
    assert png is not None
    assert png.startswith(b"\x89PNG\r\n")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1440, 720)


@pytest.mark.parametrize("svg", ["", "<svg", "no drawing"])
def test_what_cannot_be_read_has_no_picture(svg: str) -> None:
    assert png_of(svg) is None


def test_without_the_extra_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    assert png_of(picture(CHART)) is None
