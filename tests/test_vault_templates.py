from __future__ import annotations

from typing import TYPE_CHECKING

from tests.folders import NOON, make_vault, turn
from tests.looks import codes, look, opened, put

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CONFIG = '[notes]\ntemplates = "Templates/aimo"\n'


def test_the_dashboard_is_written_with_the_templates_of_the_vault(tmp_path: Path) -> None:
    make_vault(tmp_path)
    put(tmp_path, "aimo.toml", CONFIG)
    put(tmp_path, "Templates/aimo/dashboard/summary.md.j2", "# My day\n{{ headline }}")
    put(tmp_path, "Templates/aimo/phrases.toml", 'headline.none = "all is quiet."')
    turn(tmp_path, NOON)
    assert "\n# My day\nAll is quiet.\n" in (tmp_path / "Aimo.md").read_text("utf-8")


def test_a_fault_is_told_as_long_as_it_is_there(tmp_path: Path) -> None:
    place = opened(make_vault(tmp_path))
    put(tmp_path, "aimo.toml", CONFIG)
    put(tmp_path, "Templates/aimo/decide.md.j2", "{{ nobody }}")
    told = [("Templates/aimo/decide.md.j2", "template-fault")]
    assert [codes(look(place)), codes(look(place))] == [told, told]
    put(tmp_path, "Templates/aimo/decide.md.j2", "{{ others }}")
    assert codes(look(place)) == []
    assert place.templates.own == {"decide": "{{ others }}"}
    (tmp_path / "aimo.toml").write_text("[notes]\n")
    look(place)
    assert place.templates.own == {}


def test_what_cannot_be_read_is_told(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "summary"
    outside.write_text("secret")
    put(tmp_path, "aimo.toml", CONFIG + "[vault]\nlargest_note = 100\n")
    put(tmp_path, "Templates/aimo/decide.md.j2", "a" * 101)
    put(tmp_path, "Templates/aimo/problems.md.j2", "a")
    (tmp_path / "Templates/aimo/problems.md.j2").write_bytes(b"\xff")
    (tmp_path / "Templates/aimo/dashboard").mkdir()
    (tmp_path / "Templates/aimo/dashboard/summary.md.j2").symlink_to(outside)
    place = opened(tmp_path)
    assert sorted(codes(look(place))) == [
        ("Templates/aimo/dashboard/summary.md.j2", "symlink-outside"),
        ("Templates/aimo/decide.md.j2", "note-too-large"),
        ("Templates/aimo/problems.md.j2", "not-utf8"),
    ]
    assert place.templates.own == {}
