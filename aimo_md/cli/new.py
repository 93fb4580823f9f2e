"""`aimo new`: from a sentence to a goal's note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from aimo_md.cli.ask_goal import Told, asked_about_goal, at_terminal, certain_day, spoken, understood
from aimo_md.cli.completing import shape_names
from aimo_md.cli.goal_draft import Draft
from aimo_md.cli.json_print import print_json
from aimo_md.cli.options import (
    at_work,
    dry_run_option,
    find_vault,
    json_option,
    moment,
    today_option,
    vault_option,
)
from aimo_md.cli.saying import say
from aimo_md.cli.structure import structured
from aimo_md.cli.telling import not_committed
from aimo_md.config import CommitMode
from aimo_md.cycle import measured
from aimo_md.errors import GitError, RequestError
from aimo_md.notes.commit_message import commit_message
from aimo_md.notes.goal_note import goal_path
from aimo_md.plan.shapes import choose_shape, language_of
from aimo_md.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from aimo_md.measures.model import Measures
    from aimo_md.notes.goal_note import NewGoal
    from aimo_md.plan.sentence import Sentence
    from aimo_md.plan.shapes import Shape

_EXAMPLE: Final = 'write it as in "Read 12 books this year"'


@click.command("new")
@click.argument("text", nargs=-1, required=True, metavar="TEXT")
@click.option(
    "--shape",
    "shape_name",
    metavar="NAME",
    shell_complete=shape_names,
    help="Take this shape, such as launch or plain.",
)
@click.option("--private", is_flag=True, help="Never post it, and never name it in a commit message.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@vault_option
@today_option
@dry_run_option
@json_option
def command(  # noqa: PLR0913 (click passes each option)
    text: tuple[str, ...],
    shape_name: str | None,
    vault: Path | None,
    today: date | None,
    *,
    private: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write the note of a new goal from a sentence, and commit it.

    Say what you want and by when, in English or Korean: "Launch a side project in three months", "walk three
    times a week", "내년 3월까지 책 쓰기". On a terminal it asks what only you know; every question may be
    skipped.
    """
    place = Workplace(find_vault(vault, anywhere=dry_run))
    now = moment(place.config.vault.timezone, today)
    ask = at_terminal() and not yes and not as_json
    before = measured(place.look(now, commit_due=False))
    sentence = understood(" ".join(text), now.date(), place.config.vault.week_start.number, ask=ask)
    if not sentence.title:
        raise RequestError("that does not say what is wanted", hint=_EXAMPLE)
    path = _free_path(sentence.title, place, before)
    stated = sentence.deadline
    deadline = None if stated is None else certain_day(stated, now.date(), ask=ask)
    shape = _shape(sentence, shape_name, place)
    if not as_json:
        _tell_understood(sentence, deadline, shape)
    draft = Draft(
        sentence=sentence,
        deadline=deadline,
        told=asked_about_goal() if ask else Told(),
        private=private,
        measures=before,
        config=place.config,
    )
    if place.config.structure.command:
        shape = _structured(draft, shape, may_ask=ask or yes or dry_run, confirm=ask and not dry_run)
    note = draft.note(shape)
    committed = not dry_run and _write(place, path, note, before, now)
    if as_json:
        print_json(_json(draft, shape, path), ())
    elif dry_run:
        say(f"Would write {path}", err=True)
        click.echo(note, nl=False)
    else:
        _tell_written(draft.goal(shape), place.root / path, committed=committed)


def _structured(draft: Draft, shape: Shape, *, may_ask: bool, confirm: bool) -> Shape:
    """The shape that the owner's program gives, where somebody can say yes to it; else the one there is."""
    if may_ask:
        return structured(draft, shape, draft.config.structure, confirm=confirm)
    say("Nobody can say yes to the plan of a program, so none is asked (--yes does).", err=True)
    return shape


def _free_path(title: str, place: Workplace, measures: Measures) -> str:
    """Where the note goes.

    Raises:
        RequestError: there is one already.
    """
    path = goal_path(title, measures.vault, place.config)
    taken = {each.casefold(): each for each in measures.vault.notes}.get(path.casefold(), path)
    if taken != path or (place.root / path).exists():
        raise RequestError(
            f"there is a note {taken} already", hint="call the goal something else, or change that note"
        )
    return path


def _shape(sentence: Sentence, name: str | None, place: Workplace) -> Shape:
    """The shape that was asked for, else the one that the sentence asks for.

    Raises:
        RequestError: there is none of that name, or the vault's own of that name has a fault.
    """
    shapes = place.shapes.of(language_of(sentence.title))
    if name is None:
        return choose_shape(sentence.title, sentence.kind, shapes)
    fault = place.shapes.fault_of(name)
    if fault is not None:
        raise RequestError(f"the shape {name} cannot be used", hint=str(fault))
    if name not in shapes:
        raise RequestError(f"there is no shape {name!r}", hint=f"the shapes are {', '.join(sorted(shapes))}")
    return shapes[name]


def _write(place: Workplace, path: str, note: str, before: Measures, now: datetime) -> bool:
    """Write the note, and commit it where the vault is one that commits; whether it was committed.

    Raises:
        GitError: git refused; the note is written.
        AimoError: the disk refused, or another aimo was at work for too long; nothing is written.
    """
    with at_work(place):
        place.write(path, note, None)
        if place.config.git.commit is CommitMode.OFF or place.repository is None:
            return False
        after = measured(place.look(now, commit_due=False))
        try:
            place.commit((path,), commit_message(before, after, (path,), place.config.notes))
        except GitError as error:
            say(f"Wrote {path}", err=True)
            raise not_committed(error) from error
    return True


def _tell_understood(sentence: Sentence, deadline: date | None, shape: Shape) -> None:
    """The echo: what was understood, before anything is written."""
    by = f"by {spoken(deadline)}" if deadline else "no deadline"
    if deadline and sentence.deadline is not None:
        by += f' ("{sentence.deadline.words}")'
    say(f"{sentence.title}: {by}, {_counted_by(sentence)}, shape {shape.name}", err=True)


def _counted_by(sentence: Sentence) -> str:
    if sentence.habit is not None:
        return f"a habit ({sentence.habit})"
    wanted = sentence.wanted
    if wanted is None:
        return "counted by its tasks"
    return f"counted from {wanted.origin:,.12g} to {wanted.target:,.12g} {wanted.name}"


def _tell_written(goal: NewGoal, path: Path, *, committed: bool) -> None:
    """What was written, and what comes first."""
    say(f"Wrote{' and committed' if committed else ''} the note.", err=True)
    dated = [
        action for milestone in goal.milestones for action in milestone.actions if action.day is not None
    ]
    for action in dated[:1]:
        say(f"First, on {spoken(action.day or goal.start)}: {action.text}", err=True)
    if goal.wanted is not None:
        say("Whenever the number changes: `aimo log` with the goal and the number.", err=True)
    elif goal.habit is not None:
        say("Each time that it is done: `aimo log` with the goal and a word.", err=True)
    click.echo(str(path))


def _json(draft: Draft, shape: Shape, path: str) -> Mapping[str, object]:
    goal = draft.goal(shape)
    wanted = goal.wanted
    return {
        "path": path,
        "title": goal.title,
        "kind": draft.sentence.kind.value,
        "deadline": goal.deadline,
        "habit": goal.habit,
        "metric": None
        if wanted is None
        else {"name": wanted.name, "from": wanted.origin, "target": wanted.target},
        "shape": shape.name,
        "milestones": [
            {
                "title": milestone.title,
                "due": milestone.due,
                "actions": [{"text": action.text, "day": action.day} for action in milestone.actions],
            }
            for milestone in goal.milestones
        ],
        "note": draft.note(shape),
    }
