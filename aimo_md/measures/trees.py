"""Trees of goals measured by themselves: a top-level goal with all below it is the unit of measuring.

The numbers of a goal come from its own tree, and from nothing else but which ids are unfinished: so a change
measures anew only the trees that it touches. Knows in which order the parts of measuring are worked out.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from aimo_md.goals.leaves import NONE_REMOVED, share_out
from aimo_md.goals.miscellany import Miscellany
from aimo_md.measures.circumstances import circumstances
from aimo_md.measures.cleared import cleared_weights
from aimo_md.measures.direction import heading
from aimo_md.measures.goal_measurer import GoalMeasurer
from aimo_md.measures.load import cannot_keep, planned_times
from aimo_md.measures.next_action import Ahead
from aimo_md.measures.pauses import rests
from aimo_md.measures.problems import plan_problems
from aimo_md.measures.rollup import RollUp
from aimo_md.measures.spans import spans, worked_on

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.errors import Problem
    from aimo_md.goals.model import Goal, Vault
    from aimo_md.measures.deeds import Deed
    from aimo_md.measures.direction import Heading
    from aimo_md.measures.model import GoalMeasure
    from aimo_md.measures.past import Past


class Tree(Struct, frozen=True, kw_only=True):
    """A top-level goal and all below it, measured, and what they add to the numbers of the vault.

    `problems` are those of their plans. `planned` is how often their tasks stand in the coming week,
    `at_odds` whether the goal cannot keep its deadline. `waits_for` are the ids on which their tasks depend.
    """

    goals: Mapping[str, GoalMeasure]
    problems: tuple[Problem, ...]
    heading: Heading
    planned: int
    at_odds: bool
    waits_for: frozenset[str]


def top_of(path: str, goals: Mapping[str, Goal]) -> str:
    """The top-level goal above a goal; itself, if it is one."""
    parent = goals[path].parent
    while parent is not None:
        path, parent = parent, goals[parent].parent
    return path


def part_with(vault: Vault, tops: Iterable[str]) -> Vault:
    """These top-level goals and all below them, each after the one above it, and the notes of their tasks.

    It knows the owners of all tasks, so that a task of another tree around one of theirs is known for what it
    is.
    """
    goals = {path: vault.goals[path] for top in sorted(tops) for path in vault.below(top)}
    paths = dict.fromkeys(goals)
    for goal in goals.values():
        paths |= dict.fromkeys([task.place.path for task in goal.own])
        paths |= dict.fromkeys([task.place.path for task in goal.linked])
    notes = {path: vault.notes[path] for path in paths}
    return structs.replace(vault, notes=notes, goals=goals, misc=Miscellany(), problems=())


class TreeMeasurer(Struct, frozen=True, kw_only=True):
    """Measures trees; it holds what is the same for all of one measuring.

    `days` has the days on which the tasks of the trees' notes were done, `done` what was done for each goal.
    `unfinished` has the ids of open tasks. `between` are the days that a direction is about.
    """

    days: Mapping[str, Mapping[int, date | None]]
    done: Iterable[Deed]
    unfinished: Container[str]
    between: tuple[date, date]
    today: date
    config: Config
    past: Past | None

    def trees(self, part: Vault) -> Iterator[tuple[str, Tree]]:
        """The trees of a part of a vault, which holds nothing else, by their top-level goals."""
        today, past = self.today, self.past
        held = circumstances(part, self.days, today, past)
        done_for = _by_goal(self.done)
        done_now = self._done_now(done_for)
        goal_spans, goal_rests = spans(part, today, past), rests(part, today, self.config, past)
        running = worked_on(part, goal_spans, today)
        removed = NONE_REMOVED if past is None else cleared_weights(past, part.notes)
        shared = {path: share_out((*goal.own, *goal.linked), removed) for path, goal in part.goals.items()}
        items = RollUp(
            vault=part,
            spans=goal_spans,
            rests=goal_rests,
            shared=shared,
            held=held,
            done=done_for,
            past=past,
            today=today,
            config=self.config,
        ).items()
        ahead = Ahead(held=held, unfinished=self.unfinished, today=today)
        next_actions = ahead.next_actions(part, shared, running)
        measurer = GoalMeasurer(
            spans=goal_spans, rests=goal_rests, done=done_for, today=today, config=self.config
        )
        tasks = {path: tuple(each.tasks.values()) for path, each in shared.items()}
        planned = {path: planned_times(tasks[path], part, today) for path in running}
        waiting = {path: [held[task.place].waits_for for task in tasks[path]] for path in part.goals}
        for top in (path for path, goal in part.goals.items() if goal.parent is None):
            goals = {
                path: measurer.measure(part.goals[path], items[path], next_actions[path])
                for path in part.below(top)
            }
            yield (
                top,
                Tree(
                    goals=goals,
                    problems=tuple(plan_problems(part, goals)),
                    heading=heading(top, part, goals, done_now, self.between),
                    planned=sum(planned.get(path, 0) for path in goals),
                    at_odds=top in running and cannot_keep(goals[top]),
                    waits_for=frozenset().union(*chain.from_iterable(waiting[path] for path in goals)),
                ),
            )

    def _done_now(self, done_for: Mapping[str | None, Sequence[Deed]]) -> Mapping[str, int]:
        """How much was done for each goal in the days that a direction is about."""
        first, last = self.between
        return {
            path: sum(first <= deed.day <= last for deed in deeds)
            for path, deeds in done_for.items()
            if path is not None
        }


def _by_goal(done: Iterable[Deed]) -> Mapping[str | None, Sequence[Deed]]:
    found: defaultdict[str | None, list[Deed]] = defaultdict(list)
    for deed in done:
        found[deed.goal].append(deed)
    return found
