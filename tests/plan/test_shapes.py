"""Shapes: Markdown that says what goals of a kind are made of."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.plan.sentence import GoalKind
from aimo_md.plan.shapes import (
    HABIT,
    PLAIN,
    Action,
    Milestone,
    Shape,
    choose_shape,
    language_of,
    read_shape,
    shapes_of,
)

TEMPLATES = Path(__file__).parents[2] / "templates"
SOURCES = {
    path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.md")
}


def test_a_shape_is_read() -> None:
    """
    ---
    words: [bake, bread]
    ---
    # What is on top of a note is no milestone

    ## Done when

    - [ ] The first loaf was eaten

    ## Flour (20 %)

    Some prose.

    - [ ] Buy flour ⏳ 2026-11-24
    - [ ] Weigh it
      - [ ] A detail is no action

    ## Oven 📅 2026-12-24

    - [ ] Heat it

    ## Nothing to do here 30%
    """
    text = inspect.cleandoc(test_a_shape_is_read.__doc__ or "")
    assert read_shape("bread", text) == Shape(
        name="bread",
        words=("bake", "bread"),
        criteria=("The first loaf was eaten",),
        milestones=(
            Milestone(
                title="Flour",
                share=0.2,
                day=None,
                actions=(Action(text="Buy flour", day=date(2026, 11, 24)), Action(text="Weigh it")),
            ),
            Milestone(title="Oven", share=None, day=date(2026, 12, 24), actions=(Action(text="Heat it"),)),
        ),
    )


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("", ()),
        ("no list at all", ()),
        ("- [ ] One\n- [x] Two", ("One", "Two")),
        ("## Later\n- [ ] One", ("One",)),
        ("- [ ] 📅 2026-11-24", ()),
        ("```\n- [ ] One\n```", ()),
    ],
)
def test_what_is_an_action(text: str, actions: tuple[str, ...]) -> None:
    assert tuple(action.text for action in read_shape("any", text).actions) == actions


@settings(max_examples=100)
@given(st.text(alphabet="#- []x%\n20 Done when:ab📅", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert all(milestone.actions for milestone in read_shape("any", text).milestones)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_shape_that_comes_with_aimo_is_whole(language: str) -> None:
    shapes = shapes_of(SOURCES, language)
    assert set(shapes) == {path.stem for path in (TEMPLATES / "goals").glob("*.md")}
    for name, shape in shapes.items():
        assert shape.words or name == PLAIN
        assert shape.criteria
        assert sum(milestone.share or 0.0 for milestone in shape.milestones) == pytest.approx(1.0)
        assert len({action.text for action in shape.actions}) == len(shape.actions)


def test_a_word_belongs_to_one_shape() -> None:
    for language in ("en", "ko"):
        words = [word for shape in shapes_of(SOURCES, language).values() for word in shape.words]
        assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("Learn to write", GoalKind.TASKS, "learn"),
        ("Write about learning", GoalKind.TASKS, "write"),
        ("Study for the exam", GoalKind.TASKS, "exam"),
        ("Rewrite history", GoalKind.TASKS, PLAIN),
        ("Learn to swim", GoalKind.HABIT, HABIT),
        ("소설 쓰기 배우기", GoalKind.TASKS, "learn"),
    ],
)
def test_the_words_choose_a_shape(title: str, kind: GoalKind, name: str) -> None:
    assert choose_shape(title, kind, shapes_of(SOURCES, language_of(title))).name == name
