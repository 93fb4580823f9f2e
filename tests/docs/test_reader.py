"""How the pages are read and typed, so that a page which fails does fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.docs.pages import steps
from tests.docs.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
Type this:

```console
$ echo one
one
$ echo two

two
```

<!-- on 2026-12-01 09:30 -->

1. Then this:

   ```sh
   cat > note.md <<'EOF'
   - a
   EOF
   ```

```markdown
$ not this
```
"""


def test_what_is_typed_stands_in_two_kinds_of_blocks() -> None:
    told = [(step.typed, step.output, step.moment) for step in steps(PAGE)]
    assert told == [
        ("echo one", "one", "2026-11-22 16:00"),
        ("echo two", "two", "2026-11-22 16:00"),
        ("cat > note.md <<'EOF'\n- a\nEOF\n", "", "2026-12-01 09:30"),
    ]


def test_a_terminal_shows_what_a_command_prints_and_how_it_ends(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    assert reader.type("test -t 1 && echo yes", written="", moment="2026-11-23 18:00") == "yes"
    assert reader.type("echo no >&2; exit 3", written="", moment="2026-11-23 18:00") == "no\n[exit 3]"


def test_a_folder_is_kept_in_mind(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.type("mkdir notes && cd notes", written="", moment="2026-11-23 18:00")
    assert reader.type("pwd", written="", moment="2026-11-23 18:00") == "/home/you/notes"


def test_a_question_is_answered_with_what_stands_behind_it(tmp_path: Path) -> None:
    shown = Reader(tmp_path).type(
        'read -p "Who? " who; read -p "Where? " where; echo "$who, $where."',
        written="Who? Mina\nWhere?\nMina, .",
        moment="2026-11-23 18:00",
    )
    assert shown == "Who? Mina\nWhere?\nMina, ."


def test_aimo_takes_the_day_of_the_page(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    shown = reader.type("aimo new Swim by tomorrow --dry-run", written="", moment="2026-11-30 18:00")
    assert shown.startswith('Swim: by Tue 1 Dec 2026 ("by tomorrow")')
    shown = reader.type("aimo init && aimo new Swim by 2026-11-29", written="", moment="2026-11-30 18:00")
    assert "Sun 29 Nov 2026 has passed" in shown
