from __future__ import annotations

from datetime import date

from hypothesis import given, settings, strategies as st

from aimo_md.config import DEFAULTS
from aimo_md.cycle.period_end import PeriodEnd
from aimo_md.goals.layered import Layered
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.measures.advance import History

SUNDAY = date(2026, 11, 15)
TODAY = date(2026, 11, 18)
HEADS = {"A.md": "---\ntype: goal\nstart: 2026-11-01\ndeadline: 2026-12-31\n---\n", "B.md": ""}
_LINES = st.lists(
    st.sampled_from(
        [
            "- [ ] open",
            "- [x] done before ✅ 2026-11-12",
            "- [x] done since ✅ 2026-11-17",
            "- [ ] new ➕ 2026-11-17",
            "- [ ] of A [[A]] 📅 2026-11-14",
            "- [x] nobody knows when",
        ]
    ),
    max_size=4,
)
_MORE = ("2026-11-13.md", "2026-11-17.md", "Deep/B.md", "Deep/A.md")
_VAULTS = st.fixed_dictionaries({"A.md": _LINES, "B.md": _LINES}, optional=dict.fromkeys(_MORE, _LINES))


@given(st.lists(st.tuples(_VAULTS, st.booleans()), min_size=2, max_size=4))
@settings(max_examples=80)
def test_a_change_is_thought_back_to_what_all_notes_would_be(
    states: list[tuple[dict[str, list[str]], bool]],
) -> None:
    """Daily notes of later days were not there at the end of the day, whatever they hold."""
    history = History.beginning(date(2026, 11, 10))
    end: PeriodEnd | None = None
    for vault, with_past in states:
        notes = Layered.of(
            {
                path: read_note(path, HEADS.get(path, "") + "\n".join(lines), DEFAULTS)
                for path, lines in vault.items()
            }
        )
        whole = assemble(notes.values(), DEFAULTS)
        past = history.up_to(whole, TODAY) if with_past else None
        anew = PeriodEnd.of(SUNDAY, notes, past, DEFAULTS, ())
        end = anew if end is None else end.after(notes, past, DEFAULTS, ())
        assert end.measuring.measures == anew.measuring.measures
