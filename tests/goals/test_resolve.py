from __future__ import annotations

import unicodedata

import pytest

from aimo_md.config import Config
from aimo_md.goals.parse import read_note
from aimo_md.goals.resolve import LinkIndex

_NOTES = {
    "Goals/Launch.md": "",
    "Goals/Health.md": "---\naliases: [Fit, Launch]\n---\n",
    "Archive/2025/Launch.md": "",
    "Areas/Work/Plan.md": "",
    "Areas/Life/Plan.md": "---\nalias: Twin\n---\n",
    "Areas/Home/Den.md": "---\nalias: twin\n---\n",
    "Home.md": "",
    "Notes/한글.md": "---\nalias: 노트\n---\n",
}


def index(notes: dict[str, str] = _NOTES) -> LinkIndex:
    return LinkIndex.of(read_note(path, text, Config()) for path, text in notes.items())


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("Home", ["Home.md"]),
        ("home.md", ["Home.md"]),
        ("Goals/Launch", ["Goals/Launch.md"]),
        ("goals/launch.MD", ["Goals/Launch.md"]),
        ("/Goals/Launch", ["Goals/Launch.md"]),
        ("Launch", ["Goals/Launch.md", "Archive/2025/Launch.md"]),
        ("2025/Launch", ["Archive/2025/Launch.md"]),
        ("25/Launch", []),
        ("Plan", ["Areas/Life/Plan.md", "Areas/Work/Plan.md"]),
        ("Work/Plan", ["Areas/Work/Plan.md"]),
        ("Fit", ["Goals/Health.md"]),
        ("fit", ["Goals/Health.md"]),
        ("Twin", ["Areas/Home/Den.md", "Areas/Life/Plan.md"]),
        ("한글", ["Notes/한글.md"]),
        ("노트", ["Notes/한글.md"]),
        (" Home ", ["Home.md"]),
        ("Nowhere", []),
        ("", []),
        ("Goals", []),
    ],
)
def test_what_a_link_can_mean_the_nearest_first(target: str, found: list[str]) -> None:
    assert list(index().candidates(target)) == found


@pytest.mark.parametrize(
    ("target", "source", "found"),
    [
        ("./Health", "Goals/Launch.md", "Goals/Health.md"),
        ("../Home", "Goals/Launch.md", "Home.md"),
        ("../Work/Plan.md", "Areas/Life/Plan.md", "Areas/Work/Plan.md"),
        ("../../Goals/Launch.md", "Areas/Life/Plan.md", "Goals/Launch.md"),
        ("./Launch", "Areas/Life/Plan.md", None),
        ("../../Home", "Goals/Launch.md", None),
    ],
)
def test_a_path_from_the_folder_of_the_note(target: str, source: str, found: str | None) -> None:
    assert index().find(target, source) == found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_may_be_decomposed_as_on_a_mac(form: str) -> None:
    decomposed = {unicodedata.normalize("NFD", path): text for path, text in _NOTES.items()}
    target = unicodedata.normalize("NFC" if form == "NFC" else "NFD", "한글")
    assert index(decomposed).find(target) == unicodedata.normalize("NFD", "Notes/한글.md")


@pytest.mark.parametrize(
    ("target", "ambiguous"),
    [
        ("Plan", True),
        ("Twin", True),
        ("Launch", False),
        ("Work/Plan", False),
        ("Home", False),
        ("Nowhere", False),
    ],
)
def test_only_equally_near_notes_are_ambiguous(target: str, *, ambiguous: bool) -> None:
    assert index().ambiguous(target) is ambiguous


def test_the_order_of_the_notes_does_not_matter() -> None:
    assert index(dict(reversed(_NOTES.items()))) == index()


def test_a_note_that_bears_an_alias_twice_is_one_note() -> None:
    found = index({"A.md": "---\naliases: [Me, me]\n---\n"})
    assert found.candidates("me") == ("A.md",)
    assert not found.ambiguous("me")


def test_two_paths_that_differ_only_in_case_lead_to_the_first() -> None:
    assert index({"a/X.md": "", "A/x.md": ""}).find("a/x") == "A/x.md"
