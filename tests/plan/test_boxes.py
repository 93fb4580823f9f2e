from __future__ import annotations

import pytest

from aimo_md.config import Config, Symbol, TasksConfig
from aimo_md.goals.parse import read_note
from aimo_md.plan.boxes import Box, BoxKind, read_boxes, settled_ids, without_box
from aimo_md.plan.options import OptionKey
from aimo_md.plan.refused import Hindered, Hindrance, Refused

NOTE = """# Mine
- [x] outside ^aimo-keep-000000
<!-- aimo:decide -->

- [x] under no heading ^aimo-t-51aa0c
### [[Goals/A|Run]]: 3 days behind
- [ ] **Keep** → `a` on `2026-11-24` ^aimo-keep-3f9a21
- [X] **Pause** → until `2027-01-04` ✅ 2026-11-22 ^aimo-pause-3f9a21
- [!] **Drop** ^aimo-drop-3f9a21
- no box ^aimo-extend-3f9a21
- [x] no id
- [x] no option ^aimo-fly-3f9a21
- [x] no hash ^aimo-keep-3f9a2
- [x] aside ^aimo-no-reduce-3f9a21

## Later
- [x] extend: 2027 ^aimo-d-7c21e0

<!-- /aimo:decide -->
"""


def boxes_of(text: str, config: Config | None = None) -> tuple[Box, ...]:
    chosen = config or Config()
    return read_boxes(read_note("R.md", text, chosen), text, chosen)


def test_boxes_are_known_by_their_ids() -> None:
    found = [(box.line, box.kind, box.option, box.hash, box.aside, box.ticked) for box in boxes_of(NOTE)]
    assert found == [
        (5, BoxKind.TASK, None, "51aa0c", False, True),
        (7, BoxKind.OPTION, OptionKey.KEEP, "3f9a21", False, False),
        (8, BoxKind.OPTION, OptionKey.PAUSE, "3f9a21", False, True),
        (9, BoxKind.OPTION, OptionKey.DROP, "3f9a21", False, False),
        (14, BoxKind.OPTION, OptionKey.REDUCE, "3f9a21", True, True),
        (17, BoxKind.DECISION, None, "7c21e0", False, True),
    ]


def test_a_box_has_its_line_and_the_heading_above_it_in_its_block() -> None:
    task, keep, *_, decision = boxes_of(NOTE)
    assert (task.heading, decision.heading) == ("", "## Later")
    assert keep == Box(
        path="R.md",
        line=7,
        text="- [ ] **Keep** → `a` on `2026-11-24` ^aimo-keep-3f9a21",
        id="aimo-keep-3f9a21",
        kind=BoxKind.OPTION,
        option=OptionKey.KEEP,
        hash="3f9a21",
        aside=False,
        ticked=False,
        heading="### [[Goals/A|Run]]: 3 days behind",
    )


def test_the_config_says_which_symbols_tick_a_box() -> None:
    config = Config(tasks=TasksConfig(symbols={"!": Symbol.DONE, "x": Symbol.TODO}))
    assert [box.line for box in boxes_of(NOTE, config) if box.ticked] == [8, 9]


def test_a_note_without_blocks_has_no_boxes() -> None:
    assert boxes_of("- [x] a ^aimo-keep-3f9a21") == ()


@pytest.mark.parametrize(
    ("line", "aside"),
    [
        pytest.param("- [x] a ^aimo-keep-3f9a21", "- [x] a ^aimo-no-keep-3f9a21", id="option"),
        pytest.param("- [x] a ^aimo-t-3f9a21  ", "- [x] a ^aimo-no-t-3f9a21  ", id="task"),
        pytest.param("- [x] a ^aimo-no-t-3f9a21", "- [x] a ^aimo-no-t-3f9a21", id="aside already"),
        pytest.param("- [x] a ^aimo-d-3f9a21", "- [x] a ^aimo-d-3f9a21", id="decision"),
    ],
)
def test_a_line_that_is_put_aside_has_an_id_of_its_own(line: str, aside: str) -> None:
    (box,) = boxes_of(f"<!-- aimo:decide -->\n{line}\n<!-- /aimo:decide -->")
    assert box.text_aside == aside


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        pytest.param("- [ ] **Keep** → `a` ^aimo-keep-3f9a21", "- **Keep** → `a`", id="option"),
        pytest.param("- [x]  extend: 2027 ^aimo-d-3f9a21 ", "- extend: 2027", id="decision"),
        pytest.param("- **Reduce**: not needed", "- **Reduce**: not needed", id="no box"),
        pytest.param("- [ ] mine", "- [ ] mine", id="no id"),
    ],
)
def test_a_line_of_an_older_review_is_plain_text(line: str, plain: str) -> None:
    assert without_box(line) == plain


def refused(box: Box, by: Hindrance) -> Refused:
    return Refused(why=Hindered(by=by), box=box)


@pytest.mark.parametrize(
    ("line", "by", "expected"),
    [
        pytest.param("- [x] a ^aimo-keep-3f9a21", None, True, id="followed"),
        pytest.param("- [ ] a ^aimo-keep-3f9a21", None, False, id="only edited"),
        pytest.param("- [x] a ^aimo-keep-3f9a21", Hindrance.NO_DAY, False, id="refused in place"),
        pytest.param("- [x] a ^aimo-keep-3f9a21", Hindrance.NOT_OFFERED, True, id="put aside"),
        pytest.param("- [ ] a ^aimo-no-keep-3f9a21", None, True, id="put aside and unticked"),
        pytest.param("- [ ] a ^aimo-d-3f9a21", None, True, id="taken back"),
        pytest.param("- [ ] a ^aimo-d-3f9a21", Hindrance.CHANGED_SINCE, False, id="cannot be taken back"),
        pytest.param("- [ ] a ^aimo-t-3f9a21", None, False, id="a task that is not ticked"),
    ],
)
def test_what_has_been_dealt_with(line: str, by: Hindrance | None, *, expected: bool) -> None:
    boxes = boxes_of(f"<!-- aimo:decide -->\n{line}\n<!-- /aimo:decide -->")
    refusals = [] if by is None else [refused(boxes[0], by)]
    assert (boxes[0].id in settled_ids(boxes, refusals, ())) is expected
    assert settled_ids((), (), {"aimo-drop-3f9a21"}) == {"aimo-drop-3f9a21"}
