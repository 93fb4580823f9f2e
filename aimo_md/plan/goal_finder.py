"""From a line of aimo's to the goal that it is about, even if that was renamed since it was written.

Knows links, ids and titles of goals. Knows nothing of what the line says.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aimo_md.plan.questions import question_id
from aimo_md.text.links import find_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aimo_md.goals.model import Vault
    from aimo_md.goals.resolve import LinkIndex
    from aimo_md.plan.boxes import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFinder:
    """The goals of a vault, by path, by what a line can call them: `by_id` by the hash in a block id."""

    links: LinkIndex
    goals: frozenset[str]
    by_id: Mapping[str, str]
    by_title: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, vault: Vault) -> GoalFinder:
        """The finder for a vault."""
        by_title: defaultdict[str, list[str]] = defaultdict(list)
        for path, goal in vault.goals.items():
            by_title[goal.title.casefold()].append(path)
        return cls(
            links=vault.index,
            goals=frozenset(vault.goals),
            by_id={question_id(path): path for path in vault.goals},
            by_title=by_title,
        )

    def goal_of(self, box: Box) -> str | None:
        """The goal that the heading links to, else that of the id, else the only one of the linked title."""
        return next((found for found in self._candidates(box) if found in self.goals), None)

    def _candidates(self, box: Box) -> Iterator[str | None]:
        links = find_links(box.heading)
        yield from (self.links.find(link.target) for link in links)
        yield self.by_id.get(box.hash)
        for link in links:
            same = self.by_title.get((link.label or link.target).casefold(), ())
            yield from same if len(same) == 1 else ()
