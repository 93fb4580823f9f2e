"""Turns over real folders: what is written, what stays as it is, and that a second turn has nothing to do."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.cycle import RememberJob, WriteNote, perform, plan_turn
from aimo_md.errors import AimoError, ChangedError
from aimo_md.text.dates import week_of
from aimo_md.workplace import Workplace
from tests.discord_server import DiscordServer
from tests.folders import EVENING, NOON, REVIEW, change, files, make_vault, put, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aimo_md.cycle import Snapshot

THIS_WEEK = week_of(NOON.date(), week_start=0)
GARLIC = "- [ ] Plant the garlic"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """The garden, in a repository."""
    return make_vault(tmp_path / "vault", with_git=True)


def text(path: Path) -> str:
    return path.read_bytes().decode()


def dashboard(vault: Path) -> Path:
    return vault / "Aimo.md"


# What a turn does


def test_the_first_turn_writes_the_dashboard_and_judges_nothing(vault: Path) -> None:
    before = files(vault)
    actions = turn(vault, EVENING).actions
    assert [type(action) for action in actions] == [WriteNote, RememberJob]
    assert actions[1] == RememberJob(job="weekly-review", period="2026-W47")
    assert files(vault) == {**before, "Aimo.md": dashboard(vault).read_bytes()}
    assert "As of Sun 22 Nov" in text(dashboard(vault))
    assert "Grow a garden" in text(dashboard(vault))


def test_a_ticked_box_changes_the_dashboard(vault: Path) -> None:
    turn(vault)
    assert "33 %" in text(dashboard(vault))
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-22")
    turn(vault)
    assert "67 %" in text(dashboard(vault))


def test_a_folder_without_notes_gets_a_dashboard_that_says_how_to_begin(tmp_path: Path) -> None:
    turn(tmp_path)
    assert "type: goal" in text(dashboard(tmp_path))
    assert turn(tmp_path).actions == ()


def test_the_notes_of_the_user_are_never_written(vault: Path) -> None:
    before = files(vault)
    for hours in range(0, 24 * 15, 13):
        turn(vault, NOON + timedelta(hours=hours))
    assert {path: data for path, data in files(vault).items() if path in before} == before


# A second turn finds nothing to do


def touch_nothing(_: Path) -> None:
    pass


def edit_everywhere(vault: Path) -> None:
    """Outside of blocks, inside of them, and on a line that aimo offers."""
    edited = text(dashboard(vault)).replace("- [ ] Dig the beds", "- [ ] Dig the beds, at last")
    edited = edited.replace("# Aimo\n", "# My garden\n\nA thought in the midst of a block.\n")
    put(dashboard(vault), edited + "\nA thought below.\n")
    put(vault / REVIEW, text(vault / REVIEW).replace("What worked?\n", "What worked?\n\nRain.\n"))


def take_blocks_out(vault: Path) -> None:
    for path in (dashboard(vault), vault / REVIEW):
        put(path, without_block("summary", text(path)))


def empty_them(vault: Path) -> None:
    put(dashboard(vault), "")
    put(vault / REVIEW, text(vault / REVIEW).split("<!--")[0])


def break_a_marker(vault: Path) -> None:
    put(dashboard(vault), text(dashboard(vault)).replace("<!-- /aimo:goals -->\n", ""))


def without_block(name: str, note: str) -> str:
    before, rest = note.split(f"<!-- aimo:{name}", 1)
    return before + rest.split(f"<!-- /aimo:{name} -->\n", 1)[1]


@pytest.mark.parametrize("with_webhook", [True, False], ids=["webhook", "no webhook"])
@pytest.mark.parametrize(
    "edit", [touch_nothing, edit_everywhere, take_blocks_out, empty_them, break_a_marker]
)
def test_after_a_turn_the_next_one_has_nothing_to_do(
    vault: Path,
    edit: Callable[[Path], None],
    *,
    with_webhook: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with DiscordServer() as discord:
        if with_webhook:
            monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", discord.url)
        place = Workplace(vault)
        with place.state.lock():
            turn(place, NOON - timedelta(days=7))
            assert turn(place, EVENING).actions
            assert turn(place, EVENING).actions == ()
            edit(vault)
            place = Workplace(vault)  # the one before would take a note emptied just now for one being saved
            turn(place, EVENING)
            assert turn(place, EVENING).actions == ()
            assert turn(vault, EVENING).actions == ()


TASKS = st.builds(
    "- [{}] {}{}".format,
    st.sampled_from([" ", "x", "/", "-"]),
    st.sampled_from(
        ["Dig", "Plant `x`", "Call [[Garden]]", "Wednesday: rest", "Read <!-- aimo:today -->", "#"]
    ),
    st.sampled_from(
        ["", " 📅 2026-11-20", " ✅ 2026-11-17", " ⏫ 🛫 2026-12-01", " [weight:: 3]", " ^aimo-t-1"]
    ),
)
GOALS = st.builds(
    "---\ntype: goal\n{}{}---\n# {}\n\n{}\n".format,
    st.sampled_from(
        ["", "status: paused\n", "priority: high\nhabit: 3/week\n", "metric: km\nmetric_target: 9\n"]
    ),
    st.sampled_from(["", "start: 2026-10-01\ndeadline: 2026-11-30\n", 'parent: "[[Goal 0]]"\n']),
    st.sampled_from(["Run", "A | B", "[[Run]]", "<!-- /aimo:goals -->", "`code", "```"]),
    st.lists(TASKS, max_size=6).map("\n".join),
)
LINES = st.sampled_from(
    [
        "",
        "A thought",
        "- [x] Mine",
        "```",
        "---",
        "<!-- aimo:goals -->",
        "<!-- /aimo:today -->",
        "aimo_blocks: [x]",
    ]
)


@st.composite
def edits(draw: st.DrawFn) -> Callable[[str], str]:
    """Something that a hasty person may do to a note without asking for anything: drop, double, add lines."""
    kind = draw(st.sampled_from(["drop", "double", "add", "change", "end"]))
    place, line = draw(st.integers(0, 60)), draw(LINES)

    def edit(note: str) -> str:
        lines = note.split("\n")
        at_line = place % len(lines)
        match kind:
            case "drop":
                del lines[at_line]
            case "double":
                lines.insert(at_line, lines[at_line])
            case "add":
                lines.insert(at_line, line)
            case "change":
                lines[at_line] += " indeed"
            case _:
                del lines[at_line + 1 :]
        return "\n".join(lines)

    return edit


@settings(max_examples=20, deadline=None)
@given(
    goals=st.lists(GOALS, max_size=4),
    changes=st.lists(st.tuples(st.sampled_from(["Aimo.md", REVIEW]), edits()), max_size=5),
)
def test_whatever_is_done_to_the_generated_notes_the_turn_after_a_turn_is_empty(
    goals: list[str], changes: list[tuple[str, Callable[[str], str]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder).resolve()
        for number, goal in enumerate(goals):
            put(vault / f"Goal {number}.md", goal)
        notes = files(vault)
        place = Workplace(vault)
        turn(place, wanted=THIS_WEEK)
        assert turn(place, wanted=THIS_WEEK).actions == ()
        for path, edit in changes:
            put(vault / path, edit(text(vault / path)) or "\n")
        turn(place)
        assert turn(place).actions == ()
        assert {path: data for path, data in files(vault).items() if path in notes} == notes


# What the user wrote


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["plain", "BOM"])
def test_what_stands_outside_of_blocks_survives_byte_for_byte(vault: Path, ends: str, bom: str) -> None:
    turn(vault, wanted=THIS_WEEK)
    for path in (dashboard(vault), vault / REVIEW):
        note = text(path).replace("<!-- aimo:", "Mine\t \n\u2028\x0b*  <!-- no marker -->\n\n<!-- aimo:", 1)
        put(path, bom + (note + "\n\n  the end, without a line end").replace("\n", ends))
    before = {path: outside(text(path)) for path in (dashboard(vault), vault / REVIEW)}
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-22")
    written = [action.path for action in turn(vault).actions if isinstance(action, WriteNote)]
    assert written == ["Aimo.md", REVIEW]
    for path, said in before.items():
        assert outside(text(path)) == said
        assert "67 %" in text(path)
        assert text(path).startswith(bom + "---" + ends)
        assert text(path).count("\n") == text(path).count(ends)


def outside(note: str) -> str:
    """What is left of a note without its blocks and the numbers that aimo keeps in the frontmatter."""
    shown, rest = [], note
    while "<!-- aimo:" in rest:
        before, _, rest = rest.partition("<!-- aimo:")
        shown.append(before)
        _, _, rest = rest.partition("<!-- /aimo:")
        _, _, rest = rest.partition("-->")
    return "<block>".join([*shown, rest]).replace("goals_moved: 0", "goals_moved: 1")


def test_a_block_that_was_taken_out_stays_out(vault: Path) -> None:
    turn(vault)
    put(dashboard(vault), without_block("coming", text(dashboard(vault))))
    for hours in (0, 24, 48):
        turn(vault, NOON + timedelta(hours=hours))
        assert "aimo:coming" not in text(dashboard(vault))
        assert "aimo:goals" in text(dashboard(vault))


@pytest.mark.parametrize("emptied", ["", "\n", " \r\n\t\n"])
def test_a_dashboard_that_was_emptied_is_written_anew(vault: Path, emptied: str) -> None:
    turn(vault)
    before = text(dashboard(vault))
    put(dashboard(vault), emptied)
    turn(vault)
    assert text(dashboard(vault)) == before


def test_a_dashboard_that_was_removed_is_written_anew(vault: Path) -> None:
    turn(vault)
    before = text(dashboard(vault))
    dashboard(vault).unlink()
    turn(vault)
    assert text(dashboard(vault)) == before


@pytest.mark.parametrize(
    ("path", "moment", "key"),
    [
        pytest.param("Aimo.md", NOON, "notes.dashboard", id="dashboard"),
        pytest.param(REVIEW, EVENING, "notes.reviews", id="review"),
    ],
)
def test_a_note_of_the_users_in_aimos_place_is_a_problem_and_stays(
    vault: Path, path: str, moment: datetime, key: str
) -> None:
    mine = "# My own\n\n- [ ] Water\n"
    turn(vault, NOON - timedelta(days=7))
    put(vault / path, mine)
    found = turn(vault, moment)
    assert text(vault / path) == mine
    problems = [problem for problem in found.measures.problems if problem.path == path]
    assert [problem.code for problem in problems] == ["place-taken"]
    assert key in problems[0].remedy
    assert turn(vault, moment).actions == ()


def test_markers_in_a_note_of_ones_own_are_filled(vault: Path) -> None:
    put(dashboard(vault), "# My day\n\n<!-- aimo:today -->\n<!-- /aimo:today -->\n\nAnd mine.\n")
    turn(vault)
    note = text(dashboard(vault))
    assert note.index("# My day") < note.index("Dig the beds") < note.index("And mine.")
    assert turn(vault).actions == ()


@pytest.mark.parametrize("data", [b"# \xff\xfe\n", b"x" * 1_100_000], ids=["not UTF-8", "too large"])
def test_a_dashboard_that_cannot_be_read_is_left_alone_and_the_rest_goes_on(vault: Path, data: bytes) -> None:
    turn(vault, NOON - timedelta(days=7))
    dashboard(vault).write_bytes(data)
    turn(vault, EVENING)
    assert dashboard(vault).read_bytes() == data
    assert "Grow a garden" in text(vault / REVIEW)
    assert turn(vault, EVENING).actions == ()


# A note that changes under aimo's hands


class Typing(Workplace):
    """A workplace whose owner writes into the dashboard while aimo thinks, so many times."""

    def __init__(self, root: Path, times: int) -> None:
        super().__init__(root)
        self.left = times

    def look(self, now: datetime, *, commit_due: bool) -> Snapshot:
        snapshot = super().look(now, commit_due=commit_due)
        if self.left:
            put(dashboard(self.root), text(dashboard(self.root)) + f"Thought {self.left}\n")
            self.left -= 1
        return snapshot


def test_a_note_that_changes_meanwhile_is_looked_at_again(vault: Path) -> None:
    turn(vault)
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-22")
    turn(Typing(vault, times=2))
    assert text(dashboard(vault)).endswith("Thought 2\nThought 1\n")
    assert "67 %" in text(dashboard(vault))


def test_a_note_that_never_stops_changing_is_not_overwritten(vault: Path) -> None:
    turn(vault)
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-22")
    with pytest.raises(ChangedError, match=r"Aimo\.md changed since it was read"):
        turn(Typing(vault, times=3))
    assert text(dashboard(vault)).endswith("Thought 3\nThought 2\nThought 1\n")
    assert "33 %" in text(dashboard(vault))


def test_a_note_that_appears_meanwhile_is_not_overwritten(vault: Path) -> None:
    place = Workplace(vault)
    planned = plan_turn(place.look(NOON, commit_due=False), place.templates)
    put(dashboard(vault), "Mine\n")
    with pytest.raises(ChangedError):
        perform(planned, place)
    assert text(dashboard(vault)) == "Mine\n"


def test_a_note_that_may_not_be_written_stops_nothing_before_it(vault: Path) -> None:
    (vault / "Reviews").symlink_to(vault.parent)
    with pytest.raises(AimoError, match="outside the vault"):
        turn(vault, wanted=THIS_WEEK)
    assert "Grow a garden" in text(dashboard(vault))
