from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, strategies as st

from aimo_md.config import DEFAULTS
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble

if TYPE_CHECKING:
    from aimo_md.goals.miscellany import Miscellany


def _of(lines: list[str], more: tuple[str, ...] = ()) -> Miscellany:
    notes = {"A.md": lines, "B.md": more}
    read = (read_note(path, "\n".join(text), DEFAULTS) for path, text in notes.items())
    return assemble(read, DEFAULTS).misc


def test_open_tasks_stand_by_the_first_day_that_they_name() -> None:
    misc = _of(
        [
            "- [ ] due late 📅 2026-12-01",
            "- [ ] any day",
            "- [x] done 📅 2026-11-01",
            "- [-] cancelled 📅 2026-11-01",
            "- [ ] scheduled first ⏳ 2026-11-20 📅 2026-12-24",
            "- [ ] Monday: on a weekday 📅 2026-11-01",
            "- [/] begun 📅 2026-11-20",
        ]
    )
    assert [task.line for task in misc.dated] == [5, 7, 1]
    assert [task.line for task in misc.on_weekdays] == [6]
    assert [task.line for task in misc.undated] == [2]
    assert [task.line for task in misc.dated_by(date(2026, 11, 20))] == [5, 7]
    assert misc.dated_by(date(2026, 11, 19)) == ()


_LINES = st.lists(
    st.sampled_from(
        ["- [ ] a", "- [ ] b 📅 2026-12-01", "- [ ] c ⏳ 2026-11-20", "- [x] d", "- [ ] Friday: e"]
    ),
    max_size=6,
)


@given(_LINES, _LINES, _LINES)
def test_what_went_and_what_came_give_what_is_there(rest: list[str], old: list[str], new: list[str]) -> None:
    assert _of(old, tuple(rest)).after(_of(old), _of(new)) == _of(new, tuple(rest))
