"""The boxes of aimo's notes are read again where a note or the config changed, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.cycle.own_boxes import own_boxes
from aimo_md.workplace import Workplace
from tests.folders import EVENING, change, make_vault, put, turn

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.plan.boxes import Box

DASHBOARD = "Aimo.md"


def boxes_in(place: Workplace) -> tuple[Box, ...]:
    return own_boxes(place.look(EVENING, commit_due=False))[DASHBOARD].boxes


def test_the_boxes_of_notes_that_say_what_they_said_are_the_very_same(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault")
    place = Workplace(vault)
    turn(place, EVENING)
    change(vault / "Inbox.md", "the plumber", "the other plumber")
    turn(place, EVENING)
    before = place.look(EVENING, commit_due=False)
    assert before.last_measured is not None
    known, found = before.last_measured.boxes, own_boxes(before)
    assert found.keys() == {DASHBOARD} == known.keys()
    assert found[DASHBOARD] is known[DASHBOARD]
    assert [box.ticked for box in boxes_in(place)] == [False] * len(found[DASHBOARD].boxes)


def test_a_tick_is_seen(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault")
    place = Workplace(vault)
    turn(place, EVENING)
    change(vault / DASHBOARD, "- [ ] Call the plumber", "- [x] Call the plumber")
    (ticked,) = (box for box in boxes_in(place) if box.ticked)
    assert "the plumber" in ticked.text


def test_another_config_can_mean_another_thing_by_a_box(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault")
    place = Workplace(vault)
    turn(place, EVENING)
    assert not any(box.ticked for box in boxes_in(place))
    put(vault / "aimo.toml", '[tasks.symbols]\n" " = "done"\n')
    assert all(box.ticked for box in boxes_in(place))
