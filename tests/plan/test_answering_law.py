"""The law of answering: after a turn the next one has nothing to do, whatever was ticked."""

from __future__ import annotations

import re
from datetime import timedelta

from hypothesis import given, settings, strategies as st

from tests.plan.answering import DASHBOARD, REVIEW, MemoryVault, notes_in

VAULT = """
    === Goals/Paced.md
    ---
    type: goal
    start: 2026-09-28
    deadline: 2026-12-31
    ---
    - [x] a 📅 2026-10-01 ✅ 2026-10-01
    - [x] b 📅 2026-10-10 ✅ 2026-10-10
    - [x] c 📅 2026-10-20 ✅ 2026-10-20
    - [x] d 📅 2026-11-01 ✅ 2026-11-19
    - [ ] e 📅 2026-11-02 🆔 e
    - [ ] f 📅 2026-11-05 ⛔ e
    - [ ] g 📅 2026-11-24
    - [ ] h 📅 2026-11-26 🔼
    - [ ] i 📅 2026-12-10 🔽
    - [ ] j 📅 2026-12-20
    === Goals/Sub.md
    ---
    type: goal
    parent: "[[Paced]]"
    ---
    - [ ] Walk 🔁 every week 📅 2026-11-23
      - [x] shoes ✅ 2026-11-16
    - [ ] Buy & sell <b> `x` 📅 2026-11-22
    === Goals/Late.md
    ---
    type: goal
    priority: high
    start: 2026-09-28
    deadline: 2026-11-20
    ---
    - [x] a 📅 2026-10-01 ✅ 2026-10-01
    - [ ] b 📅 2026-10-10
    === Inbox.md
    - [ ] Call the plumber 📅 2026-11-23
    - [ ] Call the plumber 📅 2026-11-24 🏁 delete
"""
EDITS = st.tuples(
    st.sampled_from(["tick", "untick", "day", "words", "drop", "double", "rename"]),
    st.sampled_from([REVIEW, DASHBOARD]),
    st.integers(0, 30),
    st.sampled_from(["`2026-12-24`", "`2026-11-01`", "`soon`", "", "`` `2027-01-01`"]),
)
"""What a hasty person does to a vault: the kind of it, the note, the line, and what is put for a day."""


def edit(vault: MemoryVault, kind: str, path: str, place: int, day: str) -> None:
    if kind == "rename":
        old, new = "Goals/Paced.md", "Goals/New name.md"
        if old in vault.notes:
            vault.notes[new] = vault.notes.pop(old)
        return
    lines = vault.notes[path].split("\n")
    rows = [row for row, line in enumerate(lines) if line.startswith("- [")]
    if not rows:
        return
    at = rows[place % len(rows)]
    match kind:
        case "tick":
            lines[at] = lines[at].replace("[ ]", "[x]")
        case "untick":
            lines[at] = lines[at].replace("[x]", "[ ]")
        case "day":
            lines[at] = re.sub("`20[0-9-]+`", day, lines[at])
        case "words":
            lines[at] = lines[at].replace(" ^", " at last ^")
        case "drop":
            del lines[at]
        case _:
            lines.insert(at, lines[at])
    vault.notes[path] = "\n".join(lines)


@settings(max_examples=12, deadline=None)
@given(
    rounds=st.lists(st.lists(EDITS, min_size=1, max_size=5), min_size=1, max_size=3),
    days=st.integers(0, 2),
    with_git=st.booleans(),
)
def test_after_a_turn_the_next_one_has_nothing_to_do_whatever_was_ticked(
    rounds: list[list[tuple[str, str, int, str]]], days: int, *, with_git: bool
) -> None:
    vault = MemoryVault(notes=notes_in(VAULT), with_git=with_git)
    vault.turn()
    for changes in rounds:
        for change in changes:
            edit(vault, *change)
        vault.turn()
        there = dict(vault.notes)
        vault.turn()
        assert vault.notes == there
        vault.today += timedelta(days=days)
        vault.turn()
        there = dict(vault.notes)
        vault.turn()
        assert vault.notes == there
