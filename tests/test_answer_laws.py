"""What holds whatever is ticked: a turn follows it or says why not, and then there is nothing left to do."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st

from aimo_md.workplace import Workplace
from tests.answered_vaults import COMPLETE, DASHBOARD, RESTING, ROOMY, SLIPPING, WEEK
from tests.folders import NOON, REVIEW as REVIEW_PATH, git, make_vault, put, turn

if TYPE_CHECKING:
    from aimo_md.cycle import Turn

_BOX = re.compile(r"^- \[([ x])\] .*\^aimo-", re.MULTILINE)
_VALUE = re.compile(r"`[^`\n]*`")

GOALS = {
    "Goals/Run.md": st.sampled_from([SLIPPING, ROOMY, COMPLETE, RESTING]),
    "Goals/Paint.md": st.sampled_from([SLIPPING, RESTING.replace("00aa11", "00bb22"), ""]),
}
VALUES = st.sampled_from(["`2026-12-24`", "`2020-01-01`", "`soon`", "``", "`Dig [[here]] %%`", "`- [x] 🔁`"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody does to the nth box of a note: changes its tick, its values, doubles or removes it."""

    path: str
    number: int
    kind: str
    value: str

    def done_to(self, text: str) -> str:
        found = list(_BOX.finditer(text))
        if not found:
            return text
        box = found[self.number % len(found)]
        end = text.index("\n", box.start())
        line = text[box.start() : end]
        toggled = line.replace(f"[{box[1]}]", "[ ]" if box[1] == "x" else "[x]", 1)
        changed = {
            "tick": toggled,
            "stamp": toggled.replace(" ^aimo-", " ✅ 2026-11-22 ^aimo-"),
            "value": _VALUE.sub(lambda _: self.value, toggled, count=1),
            "edit": _VALUE.sub(lambda _: self.value, line, count=1),
            "double": f"{line}\n{toggled}",
            "remove": "",
        }[self.kind]
        return text[: box.start()] + changed + text[end:]


DEEDS = st.builds(
    Deed,
    path=st.sampled_from([REVIEW_PATH, DASHBOARD]),
    number=st.integers(0, 11),
    kind=st.sampled_from(["tick", "tick", "tick", "stamp", "value", "edit", "double", "remove"]),
    value=VALUES,
)


@settings(max_examples=20)
@given(
    goals=st.fixed_dictionaries(GOALS),
    rounds=st.lists(st.lists(DEEDS, min_size=1, max_size=4), min_size=1, max_size=3),
    with_git=st.booleans(),
)
def test_whatever_is_ticked_the_turn_after_a_turn_is_empty(
    goals: dict[str, str], rounds: list[list[Deed]], *, with_git: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder).resolve()
        for path, text in goals.items():
            if text:
                make_vault(vault, text.replace("Goals/Run.md", path))
        if with_git:
            git(vault, "init", "--quiet")
        place = Workplace(vault)
        turn(place, wanted=WEEK)
        assert turn(place).actions == ()
        for deeds in rounds:
            for deed in deeds:
                note = vault / deed.path
                put(note, deed.done_to(note.read_bytes().decode()))
            turn(place)
            assert turn(place).actions == ()


def told(done: Turn) -> list[str]:
    return [problem.code for problem in done.measures.problems]


def test_the_law_has_something_to_tick() -> None:
    with tempfile.TemporaryDirectory() as folder:
        vault = make_vault(Path(folder).resolve(), SLIPPING)
        assert told(turn(vault, NOON, wanted=WEEK)) == []
        assert len(_BOX.findall((vault / REVIEW_PATH).read_text())) == 4
        assert len(_BOX.findall((vault / DASHBOARD).read_text())) > 4
