"""What holds for the past of any vault, however it changes."""

from __future__ import annotations

from itertools import pairwise, permutations
from math import fsum
from typing import TYPE_CHECKING, TypeAlias

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.goals.leaves import share_out, share_out_note
from aimo_md.measures.advance import advance, start
from aimo_md.measures.cleared import cleared_weights
from aimo_md.measures.past import Past
from tests.states import day, growth, past_after, vault

if TYPE_CHECKING:
    from aimo_md.goals.model import Vault


def totals(past: Past, found: Vault) -> tuple[float, float]:
    """The scope of `G.md` and what is earned of it, with what was cleared."""
    [shared] = share_out_note(found.notes["G.md"], found.owners, cleared_weights(past, ["G.md"])) or [
        share_out(())
    ]
    leaves = [(leaf.weight, leaf.done) for leaf in shared.leaves]
    leaves += [(line.weight, True) for line in past.cleared.get("G.md", ())]
    return fsum(weight for weight, _ in leaves), fsum(weight for weight, done in leaves if done)


Line: TypeAlias = tuple[int, str, str, str]
"""How deep a task stands, its symbol, its text, its weight."""


def goal_note(lines: list[Line]) -> str:
    return "=== G.md (goal)\n" + "".join(
        f"{'  ' * depth}- [{sign}] {word}{more}\n" for depth, sign, word, more in lines
    )


def nested(lines: list[Line]) -> list[Line]:
    """The same lines, none more than one level below the one before."""
    found: list[Line] = []
    for depth, sign, word, more in lines:
        found.append((min(depth, found[-1][0] + 1 if found else 0), sign, word, more))
    return found


LINES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(" xx/-"),
        st.sampled_from(["apple", "bread", "cheese", "dates", "eggs", "figs"]),
        st.sampled_from(["", "", " [weight:: 3]"]),
    ),
    max_size=7,
).map(nested)


@settings(max_examples=200)
@given(notes=st.lists(LINES, min_size=2, max_size=5))
def test_the_scope_changes_by_what_it_grew(notes: list[list[Line]]) -> None:
    vaults = [vault(goal_note(lines)) for lines in notes]
    past = start(vaults[0], day(0))
    first, _ = totals(past, vaults[0])
    for number, (before, after) in enumerate(pairwise(vaults), 1):
        past = advance(past, before, after, day(number))
    last, _ = totals(past, vaults[-1])
    assert last - first == pytest.approx(fsum(weight for _, weight, _ in growth(past)))


@settings(max_examples=200)
@given(lines=LINES, data=st.data())
def test_removing_done_lines_changes_nothing(lines: list[Line], data: st.DataObject) -> None:
    unique = nested(list({word: (depth, sign, word, more) for depth, sign, word, more in lines}.values()))
    before = vault(goal_note(unique))
    past = start(before, day(0))
    leaves = {each.line for each in before.notes["G.md"].tasks} - {
        each.parent for each in before.notes["G.md"].tasks
    }
    done = [line for line in leaves if unique[line - 4][1] == "x"]
    gone = data.draw(st.sets(st.sampled_from(done))) if done else set()
    kept = [line for number, line in enumerate(unique, 4) if number not in gone]
    after = vault(goal_note(kept))
    assert totals(advance(past, before, after, day(1)), after) == pytest.approx(totals(past, before))


@settings(max_examples=100)
@given(notes=st.lists(LINES, min_size=1, max_size=4))
def test_the_past_can_be_written_down(notes: list[list[Line]]) -> None:
    past = past_after("~~~\n".join(goal_note(lines) for lines in notes))
    assert msgspec.json.decode(msgspec.json.encode(past, enc_hook=dict), type=Past) == past


def test_the_order_of_the_notes_changes_nothing() -> None:
    notes = {
        "A.md (goal)": ("- [ ] a\n- [ ] b\n", "- [x] a\n"),
        "B.md": ("- [ ] c [[A]]\n", "- [ ] b\n- [x] c [[A]]\n"),
        "C.md": ("- [x] d\n", ""),
    }
    texts = [
        "~~~\n".join("".join(f"=== {path}\n{notes[path][at]}" for path in order) for at in (0, 1))
        for order in permutations(notes)
    ]
    pasts = [past_after(text) for text in texts]
    assert all(past == pasts[0] for past in pasts)


@given(lines=LINES)
def test_where_nothing_changes_nothing_is_new(lines: list[Line]) -> None:
    there, again = vault(goal_note(lines)), vault(goal_note(lines))
    past = start(there, day(0))
    later = advance(past, there, again, day(5))
    assert (later.notes, later.cleared, later.gone) == (past.notes, past.cleared, past.gone)
    assert later.day == day(5)
    assert advance(later, again, there, day(1)).day == day(5)
