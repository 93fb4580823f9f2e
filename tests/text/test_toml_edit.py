"""One text set or one more item in a list of a TOML text, and every other byte of it as it was."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.refusal import Refusal
from aimo_md.text.toml_edit import with_appended, with_text
from tests.examples import tried_on

LAPTOP = 'writer = "laptop"'
SPELL = ("2026-12-24", "2027-01-02")
SHOWN = '["2026-12-24", "2027-01-02"]'


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        pytest.param("", f"[vault]\n{LAPTOP}\n", id="nothing"),
        pytest.param("# mine\n", f"# mine\n\n[vault]\n{LAPTOP}\n", id="only a comment"),
        pytest.param(
            "# mine\n\n[git]\nquiet = 3",
            f"# mine\n\n[git]\nquiet = 3\n\n[vault]\n{LAPTOP}\n",
            id="no section, no final newline",
        ),
        pytest.param("[git]\n\n\n", f"[git]\n\n\n[vault]\n{LAPTOP}\n", id="no section, empty lines"),
        pytest.param("[vault]\n# x\nignore = []\n", f"[vault]\n{LAPTOP}\n# x\nignore = []\n", id="no key"),
        pytest.param("[vault] # mine", f"[vault] # mine\n{LAPTOP}", id="a heading and nothing more"),
        pytest.param(
            '[vault]\nwriter = "old"   # who\nignore = []\n',
            f"[vault]\n{LAPTOP}  # who\nignore = []\n",
            id="another value, and a comment",
        ),
        pytest.param(
            '[vault]\nwriter = ""         # who\n', f"[vault]\n{LAPTOP}   # who\n", id="a comment in a column"
        ),
        pytest.param(
            '[vault]\nwriter = "" # who\n', f"[vault]\n{LAPTOP} # who\n", id="a comment right behind"
        ),
        pytest.param(
            "[ vault ]\n  writer   =\t''", '[ vault ]\n  writer   =\t"laptop"', id="unusual spacing"
        ),
        pytest.param('[vault]\n"writer"="a"\n', '[vault]\n"writer"="laptop"\n', id="a quoted key"),
        pytest.param("[vault]\r\nwriter = ''\r\n", f"[vault]\r\n{LAPTOP}\r\n", id="CRLF"),
        pytest.param("[vault]\r\na = 1", f"[vault]\r\n{LAPTOP}\r\na = 1", id="CRLF, no key"),
        pytest.param("[git]\r\n", f"[git]\r\n\r\n[vault]\r\n{LAPTOP}\r\n", id="CRLF, no section"),
        pytest.param("[git]\r\n[vault]\n", f"[git]\r\n[vault]\n{LAPTOP}\n", id="both line ends"),
        pytest.param('vault.writer = "old"\n', f"vault.{LAPTOP}\n", id="a dotted key"),
        pytest.param("vault.a = 1\n", f"vault.a = 1\nvault.{LAPTOP}\n", id="no dotted key"),
        pytest.param("\ufeff[vault]\n", f"\ufeff[vault]\n{LAPTOP}\n", id="BOM"),
        pytest.param('vault = { writer = "a" }\n', f"vault = {{ {LAPTOP} }}\n", id="a section on one line"),
        pytest.param('[vault]\nwriter = """\nold"""\n', f"[vault]\n{LAPTOP}\n", id="a text over lines"),
    ],
)
def test_a_text_is_set_where_it_stands(text: str, changed: str) -> None:
    assert with_text(text, "vault", "writer", "laptop") == changed


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        pytest.param("", f"[measures]\naway = [{SHOWN}]\n", id="nothing there"),
        pytest.param(
            "# mine\n[git]\nquiet = 3.0\n",
            f"# mine\n[git]\nquiet = 3.0\n\n[measures]\naway = [{SHOWN}]\n",
            id="no such table",
        ),
        pytest.param(
            "[measures]\r\nslip_after = 3 # days\r\n\r\n[git]\r\n",
            f"[measures]\r\naway = [{SHOWN}]\r\nslip_after = 3 # days\r\n\r\n[git]\r\n",
            id="no such key",
        ),
        pytest.param(
            '\ufeff[measures]\naway = [\n  ["2026-01-01", "2026-01-02"], # a trip\n]\n\n[git]\n',
            f'\ufeff[measures]\naway = [\n  ["2026-01-01", "2026-01-02"], # a trip\n  {SHOWN},\n]\n\n[git]\n',
            id="a list over lines",
        ),
        pytest.param(
            '[measures]\r\naway = [\r\n  ["2026-01-01", "2026-01-02"]  # a trip\r\n]',
            f'[measures]\r\naway = [\r\n  ["2026-01-01", "2026-01-02"],  # a trip\r\n  {SHOWN}\r\n]',
            id="CRLF, a list over lines without a last comma",
        ),
        pytest.param("measures.away = []", f"measures.away = [{SHOWN}]", id="a dotted key"),
    ],
)
def test_an_item_is_added_and_nothing_else_changes(text: str, changed: str) -> None:
    assert with_appended(text, "measures", "away", SPELL) == changed
    assert tomllib.loads(changed.removeprefix("\ufeff"))["measures"]["away"][-1] == list(SPELL)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[here", id="no TOML"),
        pytest.param("here = 3\n", id="no table"),
        pytest.param("[[here]]\n", id="a list of tables"),
        pytest.param("[here]\nkey = true\n", id="neither text nor list"),
        pytest.param('[git]\nnote = """\n[here]\n"""\n[here]\n', id="a text that looks like a table"),
    ],
)
def test_what_cannot_be_changed_alone_is_refused(text: str) -> None:
    assert isinstance(with_text(text, "here", "key", "x"), Refusal)
    assert isinstance(with_appended(text, "here", "key", SPELL), Refusal)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ENDS = st.sampled_from(("\n", "\r\n"))
MARKS = st.sampled_from(("", "\ufeff"))
ABOVE = st.lists(
    st.sampled_from(
        ("# mine", "", "[git]", "  a = 1  # one", 'b="x"', "c = [ 1,2 ]", "", "[  d . e ]", "f=0x1F")
    ),
    unique=True,
    max_size=6,
).map(lambda lines: sorted(lines, key=lambda line: line.lstrip().startswith("[")))
BELOW = st.sampled_from(([], [""], ["ignore = []"], ["# last", "", "[[more]]", "n = 1"]))
VALUES = st.sampled_from(('""', "''", '"old"', "'old'", '"\\u00e4"'))
SPACES = st.sampled_from(("", " ", "\t", "   "))
COMMENTS = st.sampled_from(("", " # who", "# who", "\t# who"))


@tried_on(200)
@given(
    ends=ENDS, mark=MARKS, above=ABOVE, below=BELOW, old=VALUES, spaces=SPACES, comment=COMMENTS, value=TEXTS
)
def test_all_bytes_around_a_text_that_is_set_stay(
    *,
    ends: str,
    mark: str,
    above: list[str],
    below: list[str],
    old: str,
    spaces: str,
    comment: str,
    value: str,
) -> None:
    before = mark + "".join(line + ends for line in (*above, "[vault]")) + f"{spaces}writer{spaces}={spaces}"
    after = ends.join((comment, *below))
    changed = with_text(before + old + after, "vault", "writer", value)
    assert isinstance(changed, str)
    assert (changed[: len(before)], changed[len(changed) - len(after) :]) == (before, after)
    assert tomllib.loads(changed.removeprefix(mark))["vault"]["writer"] == value


@tried_on(200)
@given(ends=ENDS, mark=MARKS, above=ABOVE, below=BELOW, there=st.booleans())
def test_all_bytes_around_a_line_that_is_added_stay(
    *, ends: str, mark: str, above: list[str], below: list[str], there: bool
) -> None:
    before = mark + "".join(line + ends for line in (*above, *(["[measures]"] if there else [])))
    after = ends.join(below) if there else ""
    changed = with_appended(before + after, "measures", "away", SPELL)
    assert isinstance(changed, str)
    assert changed.startswith(before)
    assert changed.endswith(after)
    added = changed[len(before) : len(changed) - len(after)]
    assert added.replace(ends, "\n").lstrip("\n") == ("" if there else "[measures]\n") + f"away = [{SHOWN}]\n"
