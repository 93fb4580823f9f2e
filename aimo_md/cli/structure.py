"""The program of `structure.command`, asked about a new goal.

Knows when it may be asked, and what is said where it is of no help: then the shape stands. Knows nothing of
how its answer becomes a note.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from aimo_md.cli.saying import say
from aimo_md.errors import AimoError
from aimo_md.plan.structure import question_for, read_answer
from aimo_md.world.program import answer_of

if TYPE_CHECKING:
    from aimo_md.cli.goal_draft import Draft
    from aimo_md.config import StructureConfig
    from aimo_md.plan.shapes import Shape


def structured(draft: Draft, shape: Shape, config: StructureConfig, *, confirm: bool) -> Shape:
    """The plan that the program answers, if it is wanted; else, with a word, the shape.

    Args:
        draft: the goal; a private one is never given to a program.
        shape: what it is given as an example, and what stands where it gives nothing.
        config: the program.
        confirm: whether its plan is taken only after a yes; else whoever called took it beforehand.
    """
    if draft.private:
        say("A private goal is given to no program.", err=True)
        return shape
    name = config.command[0]
    say(f"Asking {name} for a plan; this may take {config.timeout:g} s.", err=True)
    today = draft.measures.today
    question = question_for(draft.sentence.title, shape, today, draft.deadline, draft.busy)
    try:
        answer = read_answer(answer_of(config.command, question, timeout=config.timeout))
    except AimoError as error:
        say(f"{error}, so the shape {shape.name} is taken.", err=True)
        return shape
    if answer is None:
        say(f"{name} answered no plan, so the shape {shape.name} is taken.", err=True)
        return shape
    answer = replace(answer, criteria=answer.criteria or shape.criteria)
    try:
        note = draft.note(answer)
    except AimoError as error:
        say(f"{name}: {error}, so the shape {shape.name} is taken.", err=True)
        return shape
    if confirm:
        click.echo(note, err=True)
        if not click.confirm("Take this plan?", default=True, err=True):
            return shape
    return answer
