"""One value changed in a TOML text, and every other byte left."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, strategies as st

from aimo_md.toml_lines import with_text

LAPTOP = 'writer = "laptop"'


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        pytest.param("", f"[vault]\n{LAPTOP}\n", id="nothing"),
        pytest.param(
            "# mine\n\n[git]\nquiet = 3",
            f"# mine\n\n[git]\nquiet = 3\n\n[vault]\n{LAPTOP}\n",
            id="no section",
        ),
        pytest.param("[vault]\n# x\nignore = []\n", f"[vault]\n{LAPTOP}\n# x\nignore = []\n", id="no key"),
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
        pytest.param("[vault]\r\nwriter = ''\r\n", f"[vault]\r\n{LAPTOP}\r\n", id="CRLF"),
        pytest.param("[git]\r\n", f"[git]\r\n\r\n[vault]\r\n{LAPTOP}\r\n", id="CRLF, no section"),
        pytest.param('vault.writer = "old"\n', f"vault.{LAPTOP}\n", id="a dotted key"),
        pytest.param("\ufeff[vault]\n", f"\ufeff[vault]\n{LAPTOP}\n", id="BOM"),
        pytest.param('vault = { writer = "old" }\n', None, id="a section on one line"),
        pytest.param('[vault]\nwriter = """old"""\n', None, id="a text over lines"),
        pytest.param("[vault]\nwriter = 3\n", None, id="no text"),
        pytest.param("[vault\n", None, id="no TOML"),
    ],
)
def test_a_text_is_set_where_it_stands(text: str, changed: str | None) -> None:
    assert with_text(text, "vault", "writer", "laptop") == changed


@given(
    value=st.text(st.characters(exclude_categories=["Cs"])), before=st.sampled_from(["", '"a"', "'b' # c"])
)
def test_whatever_the_text_is_it_is_read_back_or_left_alone(value: str, before: str) -> None:
    text = f"[vault]\nwriter = {before}\nignore = []\n" if before else "[vault]\nignore = []\n"
    changed = with_text(text, "vault", "writer", value)
    if changed is not None:
        assert tomllib.loads(changed) == {"vault": {"writer": value, "ignore": []}}
