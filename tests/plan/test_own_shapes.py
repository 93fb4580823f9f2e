"""Shapes that a vault brings itself."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.plan.own_shapes import own_shapes, shape_faults
from aimo_md.plan.sentence import GoalKind
from aimo_md.plan.shapes import MOST_ACTIONS, choose_shape, language_of, shapes_of

TEMPLATES = Path(__file__).parents[2] / "templates"
SOURCES = {
    path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.md")
}
THESIS = "---\nwords: [Thesis, 논문]\n---\n## Read 100 %\n- [ ] Find ten papers\n"


@pytest.mark.parametrize("path", sorted(path for path in SOURCES if path.startswith("goals/")))
def test_what_comes_with_aimo_has_no_fault(path: str) -> None:
    assert shape_faults(SOURCES[path]) == ()


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("- [ ] One", ()),
        ("---\nwords: thesis, viva\n---\n- [ ] One", ()),
        ("---\nwords:\n---\n- [ ] One", ()),
        ("## One third 33 %\n- [ ] A\n## Another 33 %\n- [ ] B\n## The last 34 %\n- [ ] C", ()),
        ("", ((0, "has nothing to do: no box outside of `Done when`"),)),
        ("## Done when\n- [ ] It is done", ((0, "has nothing to do: no box outside of `Done when`"),)),
        (
            "---\nwords: 3\n---\n- [ ] One",
            ((2, "`words` is no list of words, such as [thesis, dissertation]"),),
        ),
        (
            "## A 60 %\n- [ ] One\n\n## B 60 %\n- [ ] Two\n\n## C 10 %\n- [ ] Three",
            ((4, "up to here the headings take 120 % of the time"),),
        ),
        ("## A 150 %\n- [ ] One", ((1, "up to here the headings take 150 % of the time"),)),
        (
            "## A 📅 2026-02-30\n- [ ] One ⏳ 2026-04-31",
            ((1, "due day 2026-02-30 does not exist"), (2, "scheduled day 2026-04-31 does not exist")),
        ),
        ("- [ ] One\n" * (MOST_ACTIONS + 1), ((0, "has 61 boxes, which is more than 60"),)),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, faults: tuple[tuple[int, str], ...]) -> None:
    assert shape_faults(text) == faults


def test_properties_that_cannot_be_read_are_told() -> None:
    ((line, fault),) = shape_faults("---\nwords: [a\n---\n- [ ] One")
    assert line == 2
    assert fault.startswith("the frontmatter cannot be read from here on")


@settings(max_examples=100)
@given(st.text(alphabet="#- []x%\n20 Done when:words---📅", max_size=60))
def test_any_text_is_gone_through(text: str) -> None:
    told = shape_faults(text)
    assert told or own_shapes({"goals/any.md": text}, "en")["any"].actions


def test_one_of_a_language_goes_before_one_for_all() -> None:
    texts = {
        "goals/thesis.md": THESIS,
        "goals/ko/thesis.md": "- [ ] 논문 읽기",
        "goals/ko/viva.md": "- [ ] 연습",
    }
    korean = own_shapes(texts, "ko")
    assert [action.text for action in korean["thesis"].actions] == ["논문 읽기"]
    assert sorted(korean) == ["thesis", "viva"]
    assert sorted(own_shapes(texts, "en")) == ["thesis"]


def test_what_lies_elsewhere_is_no_shape() -> None:
    assert own_shapes({"thesis.md": THESIS, "goals/deeper/thesis.md": THESIS}, "en") == {}


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("Write my THESIS", GoalKind.TASKS, "thesis"),
        ("Write a page of the thesis every day", GoalKind.HABIT, "thesis"),
        ("논문 쓰기", GoalKind.TASKS, "thesis"),
        ("Write a novel", GoalKind.TASKS, "write"),
        ("Swim every day", GoalKind.HABIT, "habit"),
        ("Be kinder", GoalKind.TASKS, "plain"),
    ],
)
def test_the_words_of_ones_own_go_before_those_of_aimo(title: str, kind: GoalKind, name: str) -> None:
    language = language_of(title)
    shapes = shapes_of(SOURCES, language) | own_shapes({"goals/thesis.md": THESIS}, language)
    assert choose_shape(title, kind, shapes).name == name


def test_one_of_a_name_that_aimo_has_takes_its_place() -> None:
    """
    ## Before 100 %

    - [ ] Ask for a day off
    """
    text = inspect.cleandoc(test_one_of_a_name_that_aimo_has_takes_its_place.__doc__ or "")
    shapes = shapes_of(SOURCES, "en") | own_shapes({"goals/plain.md": text}, "en")
    chosen = choose_shape("Be kinder", GoalKind.TASKS, shapes)
    assert [action.text for action in chosen.actions] == ["Ask for a day off"]
