from __future__ import annotations

import unicodedata

import pytest

from aimo_md.config import Config
from aimo_md.goals.naming import goals_named
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble

NOTES = {
    "Goals/Run.md": "---\ntype: goal\naliases: [Marathon, 42 km]\n---\n# Run a marathon\n",
    "Goals/Run a shop.md": "---\ntype: goal\n---\n",
    "Old/Run.md": "---\ntype: goal\ntitle: Ran\n---\n",
    "Goals/집.md": "---\ntype: goal\n---\n# 집 고치기\n",
    "Inbox.md": "- [ ] Run home\n",
}
VAULT = assemble([read_note(path, text, Config()) for path, text in NOTES.items()], Config())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("Run a marathon", ["Goals/Run.md"], id="title"),
        pytest.param("  run A  Marathon ", ["Goals/Run.md"], id="capitals and spaces do not count"),
        pytest.param("marathon", ["Goals/Run.md"], id="alias"),
        pytest.param("Run a shop", ["Goals/Run a shop.md"], id="file name"),
        pytest.param("Goals/Run.md", ["Goals/Run.md"], id="path"),
        pytest.param("goals/run", ["Goals/Run.md"], id="path without its ending"),
        pytest.param("shop", ["Goals/Run a shop.md"], id="part of a name"),
        pytest.param("old/", ["Old/Run.md"], id="part of a path"),
        pytest.param("42", ["Goals/Run.md"], id="part of an alias"),
        pytest.param("run", ["Old/Run.md", "Goals/Run.md"], id="two files of one name, by title"),
        pytest.param("Run a", ["Goals/Run.md", "Goals/Run a shop.md"], id="part of two"),
        pytest.param("고치기", ["Goals/집.md"], id="Korean"),
        pytest.param(unicodedata.normalize("NFD", "고치기"), ["Goals/집.md"], id="letters taken apart"),
        pytest.param("Inbox", [], id="no goal"),
        pytest.param("", [], id="nothing"),
        pytest.param(".md", [], id="an ending alone"),
    ],
)
def test_a_goal_is_found_by(words: str, expected: list[str]) -> None:
    assert sorted(goals_named(words, VAULT)) == sorted(expected)


def test_several_are_listed_by_title() -> None:
    assert goals_named("run", VAULT) == ("Old/Run.md", "Goals/Run.md")
