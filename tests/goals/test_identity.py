from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.config import DEFAULTS
from aimo_md.goals.identity import match_notes, match_tasks
from aimo_md.goals.parse import read_note

if TYPE_CHECKING:
    from aimo_md.goals.model import NoteReading


def note(text: str, path: str = "a.md") -> NoteReading:
    return read_note(path, inspect.cleandoc(text), DEFAULTS)


def matched(before: str, after: str) -> dict[str, str]:
    """The lines of the tasks that are the same, as they are written before and after."""
    old, new = inspect.cleandoc(before).split("\n"), inspect.cleandoc(after).split("\n")
    pairs = match_tasks(note(before), note(after))
    return {old[left - 1].strip(): new[right - 1].strip() for left, right in pairs.items()}


EDITS = [
    ("the same", "- [ ] Buy flour", "- [ ] Buy flour"),
    ("ticked", "- [ ] Buy flour 📅 2026-11-20", "- [x] Buy flour 📅 2026-11-20 ✅ 2026-11-20"),
    ("put off", "- [ ] Buy flour 📅 2026-11-20", "- [ ] Buy flour 📅 2026-11-27"),
    ("other dialect", "- [ ] Buy flour 📅 2026-11-20", "- [ ] Buy flour [due:: 2026-11-20]"),
    ("another weekday", "- [ ] Wednesday: buy flour", "- [ ] Thursday: buy flour"),
    ("weekday taken away", "- [ ] 수요일: 밀가루 사기", "- [ ] 밀가루 사기"),
    ("capitals", "- [ ] buy  flour", "- [ ] Buy flour"),
    ("all but the id", "- [ ] Buy flour 🆔 f1", "- [ ] Something else 🆔 f1"),
    ("all but the block id", "- [ ] Buy flour ^f1", "- [ ] Something else ^f1"),
    ("one word of four", "- [ ] Write three CTA options", "- [ ] Write five CTA options"),
    ("a word more", "- [ ] Buy flour", "- [ ] Buy rye flour"),
    ("a Korean particle", "- [ ] 랜딩 페이지를 만들기", "- [ ] 랜딩 페이지 만들기"),
    ("Chinese without spaces", "- [ ] 完成第一章的草稿", "- [ ] 完成第一章草稿"),
    ("a decomposed Hangul", "- [ ] 한글", "- [ ] 한글"),
]


@pytest.mark.parametrize(("before", "after"), [edit[1:] for edit in EDITS], ids=[edit[0] for edit in EDITS])
def test_a_task_stays_itself_when_it_is(before: str, after: str) -> None:
    assert matched(before, after) == {before: after}


OTHERS = [
    ("other words", "- [ ] Buy flour", "- [ ] Call Ann"),
    ("one word of two", "- [ ] Interview Ann", "- [ ] Interview Ben"),
    ("one of three", "- [ ] Interview person one", "- [ ] Interview person two"),
    ("Korean", "- [ ] 밀가루 사기", "- [ ] 안나에게 전화하기"),
    ("nothing but signs", "- [ ] …", "- [ ] !"),
    ("another heading", "## A\n- [ ] Write three CTA options", "## B\n- [ ] Write five CTA options"),
]


@pytest.mark.parametrize(
    ("before", "after"), [other[1:] for other in OTHERS], ids=[other[0] for other in OTHERS]
)
def test_it_is_another_task_with(before: str, after: str) -> None:
    assert matched(before, after) == {}


def test_the_nth_of_equal_lines_is_the_nth() -> None:
    assert match_tasks(note("- [ ] Run\n- [ ] Run"), note("- [x] Run\n- [ ] Rest\n- [x] Run")) == {1: 1, 2: 3}


def test_of_equal_lines_the_one_that_nobody_changed_stays_itself() -> None:
    assert match_tasks(note("- [x] Run\n- [ ] Run\n- [ ] Rest"), note("- [ ] Run\n- [ ] Rest")) == {
        2: 1,
        3: 2,
    }


def test_a_series_that_came_round_again_is_known_by_its_days() -> None:
    assert matched(
        "- [ ] Water the plants 🔁 every week 📅 2026-11-20",
        """
        - [ ] Water the plants 🔁 every week 📅 2026-11-27
        - [x] Water the plants 🔁 every week 📅 2026-11-20 ✅ 2026-11-21
        """,
    ) == {
        "- [ ] Water the plants 🔁 every week 📅 2026-11-20": (
            "- [x] Water the plants 🔁 every week 📅 2026-11-20 ✅ 2026-11-21"
        )
    }


def test_equal_lines_are_told_apart_by_the_task_around_them() -> None:
    before = note(
        """
        - [ ] Page A
          - [ ] Test it
        - [ ] Page B
          - [ ] Test it
        """
    )
    after = note(
        """
        - [ ] Page B
          - [ ] Test it
        - [ ] Page A
          - [x] Test it
        """
    )
    assert match_tasks(before, after) == {1: 3, 2: 4, 3: 1, 4: 2}


def test_equal_lines_are_told_apart_by_the_headings_around_them() -> None:
    before = note("# Plan\n## A\n- [ ] Test it\n## B\n- [ ] Test it")
    after = note("# Plan\n## B\n- [x] Test it\n## A\n- [ ] Test it")
    assert match_tasks(before, after) == {3: 5, 5: 3}


def test_a_task_may_move_to_another_heading() -> None:
    before = note("## Open\n- [ ] Buy flour\n- [ ] Call Ann\n## Done")
    after = note("## Open\n- [ ] Call Ann\n## Done\n- [x] Buy flour ✅ 2026-11-20")
    assert match_tasks(before, after) == {2: 4, 3: 2}


def test_a_heading_may_be_renamed() -> None:
    assert match_tasks(note("## Page\n- [ ] Buy flour"), note("## The page\n- [x] Buy flour")) == {2: 2}


def test_the_best_overlap_wins_and_then_the_nearest() -> None:
    before = note("- [ ] Write the first chapter now\n- [ ] Write the last chapter now")
    after = note("- [ ] Write the very last chapter now\n- [ ] Write the very first chapter now")
    assert match_tasks(before, after) == {1: 2, 2: 1}
    equal = note("- [ ] Write chapter one again\n- [ ] Write chapter two again")
    edited = note("- [ ] Write chapter three again\n- [ ] Write chapter four again")
    assert match_tasks(equal, edited) == {1: 1, 2: 2}


def test_an_edited_line_is_found_below_a_plan_that_was_pasted_above_it() -> None:
    pasted = "\n".join(f"- [ ] step{n} of{n} plan{n}" for n in range(300))
    before = note("- [ ] Write three CTA options")
    after = note(f"{pasted}\n- [ ] Write five CTA options")
    assert match_tasks(before, after) == {1: 301}


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        (["- [ ] Run"] * 10_000, ["- [ ] Run"] * 9_999, 9_999),
        (["- [ ] Run"] * 10_000, ["- [x] Run"] * 10_000, 10_000),
        (
            [f"- [ ] a{n} b{n} c{n}" for n in range(10_000)],
            [f"- [ ] d{n} e{n} f{n}" for n in range(10_000)],
            0,
        ),
        (
            [f"- [ ] a{n} b{n} c{n}" for n in range(2_000)],
            [f"- [ ] a{n} b{n} c{n} d" for n in range(2_000)],
            2_000,
        ),
    ],
    ids=["one removed", "all ticked", "all replaced", "all edited"],
)
def test_long_notes_are_no_trouble(before: list[str], after: list[str], pairs: int) -> None:
    assert len(match_tasks(note("\n".join(before)), note("\n".join(after)))) == pairs


# Titles that share no word, so that only what a law is about can make a match.
TITLES = st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), unique=True, max_size=12)
LINES = st.lists(
    st.tuples(
        st.sampled_from([" ", "x"]),
        st.sampled_from(["run", "rest", "write three pages", "write four pages", "수요일: 밀가루 사기"]),
        st.sampled_from(["", " 📅 2026-11-20", " 🆔 r1", " ^r1"]),
    ).map(lambda parts: f"- [{parts[0]}] {parts[1]}{parts[2]}"),
    max_size=8,
)


@given(LINES)
def test_nothing_changed_nothing_moves(lines: list[str]) -> None:
    reading = note("\n".join(lines))
    assert match_tasks(reading, reading) == {task.line: task.line for task in reading.tasks}


@given(LINES, LINES)
def test_what_matches_also_matches_back(before: list[str], after: list[str]) -> None:
    pairs = match_tasks(note("\n".join(before)), note("\n".join(after)))
    back = match_tasks(note("\n".join(after)), note("\n".join(before)))
    assert back == {new: old for old, new in pairs.items()}
    assert len(set(pairs.values())) == len(pairs)


@given(st.data(), TITLES)
def test_lines_that_change_places_stay_themselves(data: st.DataObject, titles: list[str]) -> None:
    lines = [f"- [ ] {title}" for title in titles]
    moved = data.draw(st.permutations(lines))
    assert match_tasks(note("\n".join(lines)), note("\n".join(moved))) == {
        at: moved.index(line) + 1 for at, line in enumerate(lines, 1)
    }


@given(st.data(), TITLES)
def test_lines_that_come_and_go_disturb_no_other(data: st.DataObject, titles: list[str]) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(titles), max_size=len(titles)))
    before = [f"- [ ] {title}" for title in titles]
    after: list[str] = []
    for line, keep in zip(before, kept, strict=True):
        after += [f"- [ ] new {len(after)}"] if data.draw(st.booleans()) else []
        after += [line] if keep else []
    pairs = match_tasks(note("\n".join(before)), note("\n".join(after)))
    assert pairs == {
        at: after.index(line) + 1 for at, (line, keep) in enumerate(zip(before, kept, strict=True), 1) if keep
    }


@given(st.integers(0, 9))
def test_one_task_with_a_small_edit_is_found_among_the_others(changed: int) -> None:
    lines = [f"- [ ] draft{n} chapter{n} again{n}" for n in range(10)]
    edited = [*lines[:changed], f"{lines[changed]} soon", *lines[changed + 1 :]]
    same = {line: line for line in range(1, 11)}
    assert match_tasks(note("\n".join(lines)), note("\n".join(edited))) == same


class TestNotes:
    """A moved or renamed note keeps its history."""

    PLAN = "# Plan\n- [ ] Buy flour\n- [ ] Find a mill\n- [ ] Call Ann"

    def renames(self, before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
        return match_notes(
            {path: note(text, path) for path, text in before.items()},
            {path: note(text, path) for path, text in after.items()},
        )

    def test_a_note_that_is_still_there_was_not_renamed(self) -> None:
        assert self.renames({"a.md": self.PLAN}, {"a.md": "", "b.md": self.PLAN}) == {}

    def test_a_note_with_the_same_words_was(self) -> None:
        assert self.renames({"a.md": self.PLAN}, {"Goals/b.md": self.PLAN}) == {"a.md": "Goals/b.md"}

    def test_of_equal_notes_the_one_of_that_name_was(self) -> None:
        before = {"a.md": self.PLAN, "b.md": self.PLAN}
        after = {"x/b.md": self.PLAN, "y/a.md": self.PLAN}
        assert self.renames(before, after) == {"a.md": "y/a.md", "b.md": "x/b.md"}

    def test_a_note_without_anything_in_it_is_known_by_its_name_alone(self) -> None:
        assert self.renames({"a.md": "", "b.md": ""}, {"x/A.md": "", "c.md": ""}) == {"a.md": "x/A.md"}

    def test_a_goal_that_was_closed_as_it_was_moved_is_known_by_its_name(self) -> None:
        goal = "---\ntype: goal\nstatus: active\n---\n# Learn to bake"
        after = {"Archive/Bake.md": goal.replace("active", "done")}
        assert self.renames({"Goals/Bake.md": goal}, after) == {"Goals/Bake.md": "Archive/Bake.md"}

    def test_a_name_is_not_enough_where_the_tasks_are_others(self) -> None:
        assert self.renames({"x/index.md": self.PLAN}, {"y/index.md": "- [ ] Repair the bicycle"}) == {}

    def test_half_of_the_tasks_are_enough(self) -> None:
        after = {"b.md": "- [x] Buy flour\n- [ ] call ann\n- [ ] Knead\n- [ ] Bake"}
        assert self.renames({"a.md": self.PLAN}, after) == {"a.md": "b.md"}

    def test_empty_boxes_are_nothing_in_common(self) -> None:
        empty = "- [ ]  \n- [ ]  \n- [ ]  "
        assert self.renames({"a.md": f"- [ ] Bake\n{empty}"}, {"b.md": f"- [ ] Call Ann\n{empty}"}) == {}

    def test_less_than_half_is_not(self) -> None:
        after = {"b.md": "- [x] Buy flour\n- [ ] Call Ann\n- [ ] Knead\n- [ ] Bake\n- [ ] Eat"}
        assert self.renames({"a.md": self.PLAN}, after) == {}

    def test_one_task_is_not(self) -> None:
        assert self.renames({"a.md": "- [ ] Exercise"}, {"b.md": "- [x] Exercise"}) == {}

    def test_the_note_with_most_tasks_in_common_wins(self) -> None:
        after = {"b.md": "- [ ] Buy flour\n- [ ] Call Ann", "c.md": f"{self.PLAN}\n- [ ] Bake"}
        assert self.renames({"a.md": self.PLAN}, after) == {"a.md": "c.md"}

    def test_daily_notes_of_different_days_are_different_notes(self) -> None:
        day = "- [ ] Exercise\n- [ ] Read\n- [ ] Write"
        assert self.renames({"2026-11-19.md": day}, {"2026-11-20.md": f"{day}\n- [ ] Call Ann"}) == {}
        assert self.renames({"2026-11-19.md": day}, {"2026-11-20.md": day}) == {}

    def test_what_every_note_says_tells_nothing(self) -> None:
        before = {f"{n}.md": f"- [ ] Exercise\n- [ ] Read\n- [ ] a{n}" for n in range(60)}
        after = {f"x{n}.md": f"- [x] Exercise\n- [ ] Read\n- [ ] b{n}" for n in range(60)}
        assert self.renames(before, after) == {}

    def test_a_folder_that_was_renamed_takes_its_notes_along(self) -> None:
        before = {f"Goals/{n}.md": f"- [ ] step {n}" for n in range(500)}
        after = {f"Aims/{n}.md": f"- [ ] step {n}" for n in range(500)}
        assert self.renames(before, after) == {path: path.replace("Goals", "Aims") for path in before}

    @settings(max_examples=50)
    @given(
        st.dictionaries(st.sampled_from(["a.md", "b.md", "c.md"]), LINES.map("\n".join)),
        st.dictionaries(st.sampled_from(["x/a.md", "b.md", "y.md"]), LINES.map("\n".join)),
    )
    def test_what_was_renamed_can_be_renamed_back(
        self, before: dict[str, str], after: dict[str, str]
    ) -> None:
        found = self.renames(before, after)
        assert self.renames(after, before) == {new: old for old, new in found.items()}
        assert len(set(found.values())) == len(found)
        assert found.keys() <= before.keys() - after.keys()
