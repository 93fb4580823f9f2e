from __future__ import annotations

from xml.etree import ElementTree as ET

from aimo_md.notes.burn_up import BurnUp
from aimo_md.notes.picture import picture

SVG = "{http://www.w3.org/2000/svg}"


def test_bars_line_and_words_stand_where_they_belong() -> None:
    chart = BurnUp(title="Launch", names=("W46", "W47"), done=(0, 100), planned=(50, 100))
    drawn = ET.fromstring(picture(chart))  # noqa: S314 (of aimo's own making)
    paper, *bars = drawn.iter(f"{SVG}rect")
    assert [(bar.get("y"), bar.get("height")) for bar in bars] == [("316", "0"), ("56", "260")]
    (line,) = drawn.iter(f"{SVG}polyline")
    assert line.get("points") == "212,186 540,56"
    words = [text.text for text in drawn.iter(f"{SVG}text")]
    assert words == ["Launch", "0", "25", "50", "75", "100", "W46", "W47"]
    assert (paper.get("width"), paper.get("height")) == (drawn.get("width"), drawn.get("height"))


def test_a_title_of_the_users_is_only_text_and_not_too_long() -> None:
    chart = BurnUp(
        title='</text><script href="x"/> & ' + "long " * 40, names=("a", "b"), done=(1, 2), planned=(1, 2)
    )
    drawn = ET.fromstring(picture(chart))  # noqa: S314 (of aimo's own making)
    title = next(drawn.iter(f"{SVG}text")).text or ""
    assert title.startswith("</text><script")
    assert title.endswith("…")
    assert len(title) <= 64
    assert not list(drawn.iter(f"{SVG}script"))
