"""Ticks in the dashboard: which task each means, and what becomes of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.goals.parse import read_note
from aimo_md.plan.boxes import Box, read_boxes
from aimo_md.plan.refused import Hindered, Hindrance, Refused
from aimo_md.plan.ticks import TickedOff, Ticks, read_ticks, tick_off
from tests.plan.answering import CONFIG, DASHBOARD, MemoryVault, fresh_note, measured, notes_in
from tests.vaults import SUNDAY

VAULT = notes_in("""
    === Goals/A.md
    ---
    type: goal
    ---
    - [ ] Dig 📅 2026-11-20
      - [ ] deep 📅 2026-11-22
    - [ ] Walk 🔁 every week 📅 2026-11-22
    - [x] Walk 🔁 every week 📅 2026-11-15 ✅ 2026-11-15
    === Inbox.md
    - [ ] Call 📅 2026-11-24
    - [ ] Call 📅 2026-11-23
    - [ ] Bins 📅 2026-11-23 🏁 delete
    - [ ] Sunday: **rest** & <b> a_b `x` [[A|the goal]]s https://a.b/c_(d)?e=%20 [A](Goals/A.md) 📅 2026-11-23
    === Tasks/Paint.md
    ---
    tags: [task]
    status: open
    due: 2026-11-23
    ---
""")


def ticked(vault: MemoryVault, *parts: str) -> MemoryVault:
    """The vault with these lines of its dashboard ticked."""
    for part in parts:
        vault.tick(DASHBOARD, part)
    return vault


@pytest.fixture
def vault() -> MemoryVault:
    new = MemoryVault(notes=dict(VAULT))
    new.turn()
    return new


def diff(vault: MemoryVault, path: str) -> set[str]:
    """The lines that a note has and did not have."""
    return set(vault.notes[path].split("\n")) - set(VAULT[path].split("\n"))


@pytest.mark.parametrize(
    ("part", "path", "expected"),
    [
        pytest.param(
            "] Dig ", "Goals/A.md", {"- [x] Dig 📅 2026-11-20 ✅ 2026-11-22"}, id="a task of a goal"
        ),
        pytest.param("] deep", "Goals/A.md", {"  - [x] deep 📅 2026-11-22 ✅ 2026-11-22"}, id="a sub-task"),
        pytest.param(
            "] Walk",
            "Goals/A.md",
            {
                "- [ ] Walk 🔁 every week 📅 2026-11-29",
                "- [x] Walk 🔁 every week 📅 2026-11-22 ✅ 2026-11-22",
            },
            id="a recurring task",
        ),
        pytest.param(
            "] Call (Mon 23)",
            "Inbox.md",
            {"- [x] Call 📅 2026-11-23 ✅ 2026-11-22"},
            id="one of two equal ones",
        ),
        pytest.param("] Bins", "Inbox.md", set(), id="a line that is to be deleted"),
        pytest.param(
            "] Paint",
            "Tasks/Paint.md",
            {"status: done", "completedDate: 2026-11-22"},
            id="a note that is a task",
        ),
    ],
)
def test_a_tick_goes_to_its_source(vault: MemoryVault, part: str, path: str, expected: set[str]) -> None:
    ticked(vault, part)
    assert vault.turn()
    assert diff(vault, path) == expected
    assert {other: text for other, text in vault.sources().items() if other != path} == {
        other: text for other, text in VAULT.items() if other != path
    }
    assert "[x]" not in vault.notes[DASHBOARD]
    assert vault.refused == []
    assert not vault.turn()


def test_words_that_a_note_writes_in_another_way_are_known_again(vault: MemoryVault) -> None:
    ticked(vault, "rest")
    vault.turn()
    assert vault.refused == []
    assert "- [x] Sunday: **rest**" in vault.notes["Inbox.md"]


def test_several_ticks_are_followed_at_once(vault: MemoryVault) -> None:
    ticked(vault, "] Dig", "] deep", "] Call (Mon", "] Call (Tue", "] Walk")
    vault.turn()
    assert [vault.notes[path].count("✅ 2026-11-22") for path in ("Goals/A.md", "Inbox.md")] == [3, 2]


def test_the_next_occurrence_takes_the_place_of_the_line(vault: MemoryVault) -> None:
    """Only a line that its user ticks anew is ticked anew."""
    for day in ("2026-11-22", "2026-11-29"):
        ticked(vault, "] Walk")
        vault.turn()
        assert vault.notes["Goals/A.md"].count("- [ ] Walk") == 1
        assert f"- [x] Walk 🔁 every week 📅 {day} ✅ 2026-11-22" in vault.notes["Goals/A.md"]


def test_a_tick_whose_source_was_written_and_whose_note_was_not_is_followed_once(vault: MemoryVault) -> None:
    """As after a crash in between."""
    ticked(vault, "] Walk")
    dashboard = vault.notes[DASHBOARD]
    vault.turn()
    source = vault.notes["Goals/A.md"]
    vault.notes[DASHBOARD] = dashboard
    vault.turn()
    assert vault.notes["Goals/A.md"] == source
    assert "[x]" not in vault.notes[DASHBOARD]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param("Goals/A.md", "Dig", "Dig deeper", id="another text at the source"),
        pytest.param("Goals/A.md", "- [ ] Dig 📅 2026-11-20\n", "", id="gone"),
        pytest.param(DASHBOARD, "] Dig", "] Buy a spade", id="another text in the dashboard"),
        pytest.param(DASHBOARD, "] Dig (due 20 Nov) — [[A]]", "] Dig — [[Inbox]]", id="another note"),
        pytest.param(DASHBOARD, "] Dig (due 20 Nov) — [[A]]", "] Dig — [[Nowhere]]", id="a dead link"),
    ],
)
def test_a_tick_that_fits_no_task_is_refused(vault: MemoryVault, path: str, old: str, new: str) -> None:
    vault.tick(DASHBOARD, "] Dig")
    before = vault.sources()
    vault.change(path, old, new)
    changed = vault.sources()
    vault.turn()
    assert vault.sources() == changed or before == changed
    assert [(refusal.why.by, refusal.aside) for refusal in vault.refused] == [(Hindrance.NO_TASK, True)]
    assert vault.line(DASHBOARD, "^aimo-no-t-").startswith("- [x] ")
    assert not vault.turn()
    vault.untick(DASHBOARD, "^aimo-no-t-")
    vault.turn()
    assert "aimo-no-t-" not in vault.notes[DASHBOARD]
    assert not vault.turn()


def dashboard_boxes(notes: dict[str, str]) -> tuple[Box, ...]:
    """The boxes of a dashboard with every line ticked."""
    text = fresh_note(DASHBOARD, notes).replace("- [ ]", "- [x]")
    return read_boxes(read_note(DASHBOARD, text, CONFIG), text, CONFIG)


def test_what_is_done_by_now_is_followed_without_a_change() -> None:
    done = {**VAULT, "Goals/A.md": VAULT["Goals/A.md"].replace("[ ] Dig 📅 2026-11-20", "[x] Dig")}
    boxes = [box for box in dashboard_boxes(VAULT) if "] Dig" in box.text]
    vault = measured(done).vault
    ticks = read_ticks(boxes, vault)
    off = tick_off(ticks.ticks, vault, done, SUNDAY, CONFIG)
    assert off == TickedOff(texts={}, settles=frozenset({boxes[0].id}), refused=())
    assert read_ticks(boxes, vault, off.settles) == Ticks(ticks=(), refused=())


def test_a_line_that_was_doubled_is_one_tick() -> None:
    boxes = [box for box in dashboard_boxes(VAULT) if "] Walk" in box.text] * 2
    vault = measured(VAULT).vault
    off = tick_off(read_ticks(boxes, vault).ticks, vault, VAULT, SUNDAY, CONFIG)
    assert off.texts["Goals/A.md"].count("- [ ] Walk") == 1


def test_a_task_of_a_note_that_cannot_be_read_keeps_its_tick() -> None:
    boxes = [box for box in dashboard_boxes(VAULT) if "] Dig" in box.text]
    vault = measured(VAULT).vault
    off = tick_off(read_ticks(boxes, vault).ticks, vault, {}, SUNDAY, CONFIG)
    why = Hindered(by=Hindrance.UNWRITABLE, detail="Goals/A.md cannot be read")
    assert off == TickedOff(texts={}, settles=frozenset(), refused=(Refused(why=why, box=boxes[0]),))
    assert not off.refused[0].aside


def test_what_goes_with_another_task_cannot_be_ticked_as_well() -> None:
    notes = {"N.md": "- [ ] Dig 🏁 delete 📅 2026-11-23\n  - [ ] deep 📅 2026-11-24\n"}
    vault = measured(notes).vault
    off = tick_off(read_ticks(dashboard_boxes(notes), vault).ticks, vault, notes, SUNDAY, CONFIG)
    assert off.texts == {"N.md": ""}
    (refusal,) = off.refused
    assert "] deep" in refusal.box.text
    assert refusal.why.by is Hindrance.UNWRITABLE


WORDS = st.text(st.sampled_from("aB1 _*`[]()|&<>;#~^\\:/.ß가\t\u2028"), min_size=1, max_size=14)


@settings(max_examples=60, deadline=None)
@given(words=WORDS, more=WORDS)
def test_whatever_a_task_says_its_mirrored_line_is_known_again(words: str, more: str) -> None:
    notes = {"N.md": f"- [ ] {words} 📅 2026-11-23\n- [ ] {more} [[N]] 📅 2026-11-24\n"}
    measures = measured(notes)
    tasks = [task for task in measures.vault.notes["N.md"].tasks if task.words.due is not None]
    boxes = dashboard_boxes(notes)
    found = read_ticks(boxes, measures.vault)
    assert found.refused == ()
    assert {tick.task for tick in found.ticks} == set(tasks)
