"""The law of bytes: an answer adds its own lines to a note, and taking it back leaves nothing behind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st

from aimo_md.plan.answers import Answer
from aimo_md.plan.apply import Applied, apply
from aimo_md.plan.decisions import decisions
from aimo_md.plan.options import OptionKey
from aimo_md.plan.undo import Versions, take_back
from aimo_md.text.lines import line_ends, split_lines
from tests.plan.answering import CONFIG, measured
from tests.text.generated_notes import notes
from tests.vaults import SUNDAY

if TYPE_CHECKING:
    from collections.abc import Iterable

GOAL = "A.md"
DAY = date(2027, 1, 4)
ANSWERS = st.sampled_from(
    [
        Answer(goal=GOAL, option=OptionKey.KEEP, asked=SUNDAY),
        Answer(goal=GOAL, option=OptionKey.KEEP, asked=SUNDAY, day=DAY, words="A step of its own"),
        Answer(goal=GOAL, option=OptionKey.EXTEND, asked=SUNDAY, day=DAY),
        Answer(goal=GOAL, option=OptionKey.PAUSE, asked=SUNDAY, day=DAY),
        Answer(goal=GOAL, option=OptionKey.DROP, asked=SUNDAY),
    ]
)


def is_part_of(few: Iterable[str], many: Iterable[str]) -> bool:
    """Whether all of the few come in the many, in their order."""
    rest = iter(many)
    return all(line in rest for line in few)


@settings(max_examples=120, deadline=None)
@given(
    body=notes(),
    bom=st.sampled_from(["", "\ufeff"]),
    answer=ANSWERS,
    more=st.sampled_from(["", "More", "- [ ] x"]),
)
def test_answering_adds_lines_and_undoing_takes_just_these_away(
    body: str, bom: str, answer: Answer, more: str
) -> None:
    end = line_ends(body)[0] or "\n"
    text = bom + f"---{end}type: goal{end}---{end}" + body.removeprefix("\ufeff")
    vault = {GOAL: text}
    applied = apply(answer, measured(vault), vault, CONFIG)
    if not isinstance(applied, Applied):
        return
    new = applied.texts[GOAL]
    assert is_part_of(split_lines(text), split_lines(new))
    assert 2 <= len(split_lines(new)) - len(split_lines(text)) <= 8

    (decision,) = [d for d in decisions(measured(applied.texts).vault) if d.id == applied.decision]
    versions = (Versions(path=GOAL, before=text, after=new),)
    below = more if text.endswith(("\r", "\n")) or not more else end + more
    assert take_back(decision, versions, {GOAL: new + below}, CONFIG) == {GOAL: text + below}
