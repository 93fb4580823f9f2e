from __future__ import annotations

from inspect import cleandoc

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.document import read_document
from aimo_md.text.refusal import Refusal, RefusalReason
from aimo_md.text.section_edit import with_text_under
from tests.examples import tried_on
from tests.text.generated_notes import notes

LINE = "- 2026-11-24 keep"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "## Log\n- a\n\n\n## Next\n", f"## Log\n- a\n{LINE}\n\n\n## Next\n", id="after the last line"
        ),
        pytest.param("## Log\n\n## Next\n", f"## Log\n{LINE}\n\n## Next\n", id="after the heading"),
        pytest.param("## Log\r\n- a\r\n", f"## Log\r\n- a\r\n{LINE}\r\n", id="at the end of the note"),
        pytest.param("## Log\n- a", f"## Log\n- a\n{LINE}", id="without a final line end"),
        pytest.param("\ufeff# LOG #\n- a\n", f"\ufeff# LOG #\n- a\n{LINE}\n", id="capitals, level and BOM"),
        pytest.param(
            "## Log\nNext\n===\n", f"## Log\n{LINE}\n\nNext\n===\n", id="above an underlined heading"
        ),
        pytest.param("Log\n---\n- a\n", f"Log\n---\n- a\n{LINE}\n", id="an underlined heading"),
        pytest.param(
            "## Log\n- a\n### More\n- b\n", f"## Log\n- a\n{LINE}\n### More\n- b\n", id="before a subheading"
        ),
        pytest.param(
            "# Log\n## Log\n- a\n", f"# Log\n## Log\n- a\n{LINE}\n", id="of two the one of this level"
        ),
        pytest.param(
            "## Log\n```\n## Log\n```\n", f"## Log\n```\n## Log\n```\n{LINE}\n", id="no heading in a fence"
        ),
        pytest.param("> ## Log\n> a\n", f"> ## Log\n> a\n\n## Log\n{LINE}\n", id="no heading in a quote"),
        pytest.param("# A\nb\n\n\n", f"# A\nb\n\n## Log\n{LINE}\n\n\n", id="a new heading"),
        pytest.param("b", f"b\n\n## Log\n{LINE}", id="a new heading without a final line end"),
        pytest.param("", f"## Log\n{LINE}\n", id="a new heading in an empty note"),
        pytest.param(
            "---\na: 1\n---\n", f"---\na: 1\n---\n\n## Log\n{LINE}\n", id="a new heading below frontmatter"
        ),
    ],
)
def test_text_goes_under_its_heading(before: str, after: str) -> None:
    assert with_text_under(before, "Log", LINE, 2) == after


def test_a_managed_block_is_no_place_for_it() -> None:
    """
    ## Log
    - a

    <!-- aimo:next 77d0aa -->

    ## Log
    generated

    <!-- /aimo:next -->

    ## More
    """
    note = cleandoc(test_a_managed_block_is_no_place_for_it.__doc__ or "")
    changed = with_text_under(note, "Log", "- b\n- c", 2)
    assert changed == note.replace("/aimo:next -->", "/aimo:next -->\n- b\n- c")


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        pytest.param("## Log\n## log\n", RefusalReason.AMBIGUOUS, id="two of this level"),
        pytest.param("# Log\n### Log\n", RefusalReason.AMBIGUOUS, id="two of another level"),
        pytest.param("a\n```\nb\n", RefusalReason.WOULD_MISREAD, id="a fence is open at the end"),
        pytest.param("a\n%%\nb\n", RefusalReason.WOULD_MISREAD, id="a comment is open at the end"),
    ],
)
def test_text_is_refused(note: str, reason: RefusalReason) -> None:
    refusal = with_text_under(note, "Log", LINE, 2)
    assert isinstance(refusal, Refusal), refusal
    assert refusal.reason is reason


@tried_on(100)
@given(notes(), st.sampled_from(("Log", "decisions", "Title", "New")))
def test_the_note_around_the_new_lines_stays(note: str, heading: str) -> None:
    changed = with_text_under(note, heading, LINE, 2)

    named = [found for found in read_document(note).headings if found.text.casefold() == heading.casefold()]
    if isinstance(changed, Refusal):
        assert len(named) > 1
        return
    at = next(at for at in range(len(note), -1, -1) if changed.startswith(note[:at]))
    assert changed.endswith(note[at:])
    added = changed[at : len(changed) - len(note) + at]
    assert added.strip("\r\n") in {LINE, *(f"## {heading}{end}{LINE}" for end in ("\n", "\r\n", "\r"))}
    assert len(read_document(changed).headings) == len(read_document(note).headings) + (not named)
