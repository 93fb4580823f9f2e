from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.config import NotesConfig
from aimo_md.notes.commit_message import commit_message
from tests.vaults import measured

_CONFIG = NotesConfig()


def _goal(body: str, keys: str = "", path: str = "Goals/Project.md") -> str:
    return f"=== {path}\n---\ntype: goal\n{keys}\n---\n{body}\n"


def _between(before: str, after: str, *paths: str) -> str:
    return commit_message(measured(before), measured(after), paths or ("Goals/Project.md",), _CONFIG)


_OPEN, _DONE = "- [ ] a\n- [ ] b\n- [ ] c", "- [x] a\n- [x] b\n- [ ] c"
_METRIC = "metric: words\nmetric_from: 0\nmetric_target: 50000\nmetric_now: {}"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(_goal(_OPEN), _goal(_DONE), "2 done, 0 % → 67 %", id="done"),
        pytest.param(_goal(_DONE), _goal(_OPEN), "2 reopened, 67 % → 0 %", id="reopened"),
        pytest.param(_goal(_DONE), _goal(_DONE + "\n- [ ] d"), "1 new, 67 % → 50 %", id="new"),
        pytest.param(_goal(_DONE + "\n- [ ] d"), _goal(_DONE), "1 fewer, 50 % → 67 %", id="fewer"),
        pytest.param(_goal(_OPEN), _goal("- [-] a\n- [ ] b\n- [ ] c"), "1 fewer", id="cancelled"),
        pytest.param(
            _goal("", _METRIC.format(16200)),
            _goal("", _METRIC.format(18200)),
            "16200 → 18200 words, 32 % → 36 %",
            id="metric",
        ),
        pytest.param(_goal("", "progress: 20"), _goal("", "progress: 40"), "20 % → 40 %", id="typed"),
        pytest.param(_goal(_OPEN), _goal(_OPEN, "status: paused"), "now paused", id="status"),
        pytest.param(
            _goal(_OPEN, "deadline: 2026-12-31"),
            _goal(_OPEN + "\n## Decisions\n- 2026-11-22 extend: x", "deadline: 2027-03-16"),
            "decided to extend, deadline 2026-12-31 → 2027-03-16",
            id="a decision",
        ),
        pytest.param(
            _goal(_OPEN),
            _goal(_OPEN, "deadline: 2027-03-16"),
            "deadline none → 2027-03-16",
            id="a first deadline",
        ),
        pytest.param(
            _goal("## Done when\n- [ ] a\n- [ ] b"),
            _goal("## Done when\n- [x] a\n- [x] b"),
            "2 criteria met",
            id="criteria",
        ),
        pytest.param(
            _goal("## Done when\n- [ ] a\n- [ ] b"),
            _goal("## Done when\n- [x] a\n- [ ] b"),
            "1 criterion met",
            id="criterion",
        ),
        pytest.param("", _goal(_OPEN), "new", id="a goal is new"),
        pytest.param(_goal(_OPEN), "", "no longer there", id="a goal is gone"),
    ],
)
def test_what_happened_to_a_goal(before: str, after: str, expected: str) -> None:
    assert _between(before, after) == f"Project: {expected}"


def test_what_was_decided_before_is_not_told_again() -> None:
    decided = "\n## Decisions\n- 2026-11-20 keep: x"
    assert _between(_goal(_OPEN + decided), _goal(_DONE + decided)) == "Project: 2 done, 0 % → 67 %"


_RECORD = "\n## Decisions\n- 2026-11-20 keep: {} ^aimo-d-3f9a21"


def test_a_decision_is_taken_back_or_only_its_record_was_removed() -> None:
    before, after = measured(_goal(_OPEN + _RECORD.format("as it is"))), measured(_goal(_OPEN))
    paths = ("Goals/Project.md",)
    undone = commit_message(before, after, paths, _CONFIG, frozenset({"aimo-d-3f9a21"}))
    assert undone == "Project: decision to keep taken back"
    by_hand = commit_message(before, after, paths, _CONFIG)
    assert by_hand == "Project: record of the decision to keep removed"


def test_a_decision_in_better_words_is_still_the_same() -> None:
    before, after = (_goal(_OPEN + _RECORD.format(words)) for words in ("as it is", "as it is, for now"))
    assert _between(before, after) == "Update Project"


def test_several_goals_have_a_body() -> None:
    child = _goal(_OPEN, 'parent: "[[Project]]"', "Goals/Child.md")
    more = _goal(_OPEN, "", "Goals/Zoo.md")
    message = _between(
        _goal(_OPEN) + child + more,
        _goal(_OPEN) + child.replace("- [ ] a", "- [x] a") + more.replace("- [ ] b", "- [x] b"),
    )
    expected = [
        "Child: 1 done, 0 % → 33 %; 1 more goal",
        "",
        "- Child: 1 done, 0 % → 33 %",
        "- Zoo: 1 done, 0 % → 33 %",
    ]
    assert message.split("\n") == expected


_LONG = "A goal whose title goes on and on, " * 3
_EXTENDED = "deadline: 2027-03-16"
_EXTENSION = "\n## Decisions\n- 2026-11-22 extend: x"


@pytest.mark.parametrize(
    ("title", "after", "expected"),
    [
        pytest.param(
            _LONG,
            _DONE,
            "A goal whose title goes on and on, A goal whose…: 2 done, and 1 more",
            id="a title",
        ),
        pytest.param(
            "Launch a side project",
            _DONE + _EXTENSION,
            "Launch a side project: decided to extend, and 3 more",
            id="facts",
        ),
        pytest.param(
            "Launch a side project",
            "- [ ] a\n- [ ] b\n- [ ] c" + _EXTENSION,
            "Launch a side project: decided to extend, and 1 more",
            id="one fact",
        ),
    ],
)
def test_a_long_subject_is_cut_between_facts_and_told_in_full_below(
    title: str, after: str, expected: str
) -> None:
    keys = _EXTENDED if _EXTENSION in after else "deadline: 2026-12-31"
    before = _goal(f"# {title}\n{_OPEN}", "deadline: 2026-12-31")
    message = _between(before, _goal(f"# {title}\n{after}", keys))
    subject, empty, body = message.split("\n")
    assert len(subject) <= 72
    assert subject == expected
    assert (empty, body.startswith(f"- {title.strip()}: ")) == ("", True)


@given(title=st.text("ab ,가", min_size=1), unit=st.text("ab ,가", min_size=1), others=st.integers(0, 2))
@settings(max_examples=30)
def test_a_subject_is_never_too_long(title: str, unit: str, others: int) -> None:
    more = "".join(_goal(_OPEN, path=f"Goals/Z{number}.md") for number in range(others))
    keys = f'title: "x{title}"\nmetric: "u{unit}"\nmetric_from: 0\nmetric_target: 9\nmetric_now: '
    message = _between(
        _goal("", f"{keys}1") + more, _goal("", f"{keys}2") + more.replace("- [ ] a", "- [x] a")
    )
    assert len(message.split("\n")[0]) <= 72


def test_a_long_word_is_cut_anywhere() -> None:
    name = "가" * 90
    message = _between("", f"=== {name}.md\n", f"{name}.md")
    assert message == f"Update {'가' * 64}…"


_HIDDEN = "private: true\nmetric: kg\nmetric_from: 90\nmetric_target: 80\nmetric_now: {}"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            _goal(_OPEN, "private: true"), _goal(_DONE, "private: true"), "a private goal: 2 done", id="done"
        ),
        pytest.param(
            _goal("", _HIDDEN.format(90)),
            _goal("", _HIDDEN.format(85)),
            "Update a private goal",
            id="a number",
        ),
        pytest.param("", _goal(_OPEN, "private: true"), "Update a private goal", id="new"),
        pytest.param(_goal(_OPEN, "private: true"), "", "Update a private goal", id="gone"),
    ],
)
def test_a_private_goal_is_not_named(before: str, after: str, expected: str) -> None:
    assert _between(before, after) == expected


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (("Inbox.md",), "Update Inbox"),
        (("Aimo.md", "Inbox.md"), "Update Inbox"),
        (("Daily/2026-11-20.md", "Inbox.md"), "Update 2026-11-20 and 1 more note"),
        (("A.md", "B.md", "Reviews/2026-W47 review.md", "C.md"), "Update A and 2 more notes"),
        (("Aimo.md",), "Refresh the dashboard"),
        (("Reviews/2026-W47 review.md",), "Write 2026-W47 review"),
        (
            ("Aimo.md", "Reviews/2026-W47 review.md"),
            "Write 2026-W47 review and refresh the dashboard",
        ),
        (("Reviews/2026-W46 review.md", "Reviews/2026-W47 review.md"), "Write 2 reviews"),
        ((), "Update notes"),
    ],
)
def test_where_no_goal_changed_the_notes_are_named(paths: tuple[str, ...], expected: str) -> None:
    measures = measured(_goal(_OPEN))
    assert commit_message(measures, measures, paths, _CONFIG) == expected
    assert commit_message(None, measures, paths, _CONFIG) == expected
