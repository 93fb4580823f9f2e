from __future__ import annotations

from hypothesis import given, strategies as st

from aimo_md.text.block_merge import Merged, NewBlock, aimo_id, merge_blocks
from aimo_md.text.blocks import find_blocks
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal
from tests.examples import tried_on
from tests.text.merged_notes import below, block, inside, merged, review

TABLE_AND_ITEMS = (
    "# Week",
    "| a | b |",
    "|:--|:--|",
    "| 1 | 2 |",
    "",
    "- [ ] Keep `1` ^aimo-keep-1",
    "- [ ] Drop ^aimo-drop-1",
    "  - more",
)
CHART = ("```mermaid", "pie", "```")
USERS_LINES = (
    "user 1",
    "  user 2",
    "\tuser 3",
    "- [ ] user 4 ^mine",
    "> user 5",
    "| user 6 |",
    "",
    "user: 7",
)
WILD_LINES = ("```", "~~~", "    ```", "user `1`", "<!-- aimo:b -->", "<!-- /aimo:c -->", "", "  ", "---")

some_lines = st.lists(st.sampled_from(TABLE_AND_ITEMS), max_size=6)
bodies = (some_lines | some_lines.map(lambda lines: [*CHART, *lines, *CHART])).map("\n".join)
users_lines = st.lists(st.sampled_from(USERS_LINES), max_size=4)
wild_lines = st.lists(st.sampled_from(WILD_LINES), max_size=5)
places = st.integers(0, 99)


def words(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


def without_line(text: str, at: int) -> str:
    """The note without one of the lines between the markers, unless that would open a fence."""
    found = find_blocks(text).blocks[0]
    rows = text.split("\n")
    inner = [place for place in range(found.first, found.last - 1) if "```" not in rows[place]]
    if inner:
        del rows[inner[at % len(inner)]]
    return "\n".join(rows)


def with_lines(text: str, lines: list[str], at: int) -> str:
    """The note with these lines somewhere between the markers."""
    found = find_blocks(text).blocks[0]
    rows = text.split("\n")
    place = found.first + at % (found.last - found.first)
    return "\n".join((*rows[:place], *lines, *rows[place:]))


@tried_on(150)
@given(bodies, bodies, users_lines, users_lines, places)
def test_no_line_of_the_users_is_lost_and_none_of_aimos_stays(
    old: str, new: str, some: list[str], more: list[str], place: int
) -> None:
    note = review(old)
    changed = with_lines(with_lines(without_line(note, place), some, place), more, 7 * place)

    result = merged(changed, block("decide", new))

    assert inside(result.text) == inside(review(new))
    assert below(result.text).endswith(below(note))
    moved = below(result.text).removesuffix(below(note)).split("\n")
    assert sorted(words(moved)) == sorted(words([*some, *more]))
    in_crlf = merged(changed.replace("\n", "\r\n"), block("decide", new))
    assert in_crlf.text == result.text.replace("\n", "\r\n")


@tried_on(150)
@given(bodies, bodies, st.sampled_from(("[x] ", "[ ] really ")), st.data())
def test_a_change_of_a_line_with_an_id_stays_as_long_as_it_is_asked(
    old: str, new: str, change: str, data: st.DataObject
) -> None:
    rows = review(old).split("\n")
    asked = [at for at, row in enumerate(rows) if aimo_id(row)]
    changed = data.draw(st.sets(st.sampled_from(asked))) if asked else set[int]()
    for at in changed:
        rows[at] = rows[at].replace("[ ] ", change)

    result = merged("\n".join(rows), block("decide", new))

    now = split_lines(result.text)
    assert all(rows[at] in now for at in changed)
    kept = {line.id: line.line for line in result.kept}
    wanted = [kept.pop(aimo_id(line), line) for line in split_lines(inside(review(new)))]
    assert split_lines(inside(result.text)) == tuple(wanted)


@tried_on(150)
@given(bodies, bodies, wild_lines, places, st.sampled_from(((), (block("next", "Tue 24"),))))
def test_whatever_stands_in_a_block_no_word_of_the_users_is_lost(
    old: str, new: str, wild: list[str], place: int, following: tuple[NewBlock, ...]
) -> None:
    note = with_lines(review(old), wild, place)
    fresh = (block("decide", new), *following)

    result = merge_blocks(note, fresh)

    if isinstance(result, Refusal):
        return
    again = merge_blocks(result.text, fresh)
    assert isinstance(again, Merged)
    assert again.text == result.text
    left = words(result.text.split("\n"))
    aimos = words([*old.split("\n"), *new.split("\n")])
    assert "## Reflection" in left
    assert all(line in left for line in words(wild) if line not in aimos)
