"""What of an older vault lives on in a newer one."""

from __future__ import annotations

import pytest

from aimo_md.goals.lineage import Lineage, lineage
from tests.states import states


@pytest.fixture
def kin(request: pytest.FixtureRequest) -> Lineage:
    before, after = states(request.function.__doc__)
    return lineage(before, after)


def heirs(kin: Lineage) -> dict[str, str]:
    return {f"{old.path}:{old.line}": f"{new.path}:{new.line}" for old, new in kin.heirs.items()}


def test_notes_that_say_the_same_are_left_out(kin: Lineage) -> None:
    """
    === A.md
    - [ ] a
    === B.md
    - [ ] b
    ~~~
    === A.md
    - [ ] a
    === B.md

    - [ ] b
    """
    assert kin.notes == {"B.md": "B.md"}
    assert heirs(kin) == {"B.md:1": "B.md:2"}
    assert kin.note_after("A.md") == "A.md"


def test_a_renamed_note(kin: Lineage) -> None:
    """
    === Old.md
    - [ ] one
    - [ ] two
    ~~~
    === New/Name.md
    - [ ] two
    - [ ] one
    """
    assert kin.notes == {"Old.md": "New/Name.md"}
    assert heirs(kin) == {"Old.md:1": "New/Name.md:2", "Old.md:2": "New/Name.md:1"}
    assert kin.note_after("Old.md") == "New/Name.md"
    assert (kin.gone, kin.arrived) == ((), ())


def test_notes_that_come_and_go(kin: Lineage) -> None:
    """
    === A.md
    - [ ] a
    ~~~
    === B.md
    - [ ] b
    """
    assert (kin.gone, kin.arrived, heirs(kin)) == (("A.md",), ("B.md",), {})
    assert kin.note_after("A.md") is None


def test_a_line_moves_from_one_note_to_another(kin: Lineage) -> None:
    """
    === A.md
    - [ ] stays
    - [ ] wanders
    - [x] wanders too
    === B.md
    - [ ] b
    ~~~
    === A.md
    - [ ] stays
    === B.md
    - [ ] b
    - [x] wanders too
    - [x] wanders
    """
    assert heirs(kin) == {"A.md:1": "A.md:1", "B.md:1": "B.md:1", "A.md:2": "B.md:3", "A.md:3": "B.md:2"}
    assert kin.origins.keys() == set(kin.heirs.values())


def test_a_line_is_known_by_its_id_elsewhere(kin: Lineage) -> None:
    """
    === A.md
    - [x] one text 🆔 abc
    - [ ] stays
    === B.md
    ~~~
    === A.md
    - [ ] stays
    === B.md
    - [ ] quite another 🆔 abc
    """
    assert heirs(kin) == {"A.md:1": "B.md:1", "A.md:2": "A.md:1"}


def test_the_list_of_yesterday_is_not_that_of_today(kin: Lineage) -> None:
    """
    === 2026-11-01.md
    - [x] stretch
    - [ ] read
    ~~~
    === 2026-11-02.md
    - [ ] stretch
    - [ ] read
    """
    assert heirs(kin) == {"2026-11-01.md:2": "2026-11-02.md:2"}


def test_lines_without_a_text_are_nobody(kin: Lineage) -> None:
    """
    === A.md
    - [ ] 📅 2026-11-20
    - [ ] a
    === B.md
    ~~~
    === A.md
    - [ ] a
    === B.md
    - [ ] 📅 2026-11-21
    """
    assert heirs(kin) == {"A.md:2": "A.md:1"}
