"""Recurring tasks that are ticked and unticked by hand: what is seen of it, and what follows."""

from __future__ import annotations

from datetime import date

import pytest

from aimo_md.config import Config, Symbol, TasksConfig
from aimo_md.goals.parse import read_note
from aimo_md.plan.by_hand import follow, still_standing
from aimo_md.plan.complete import complete_ticked, take_back_completion
from aimo_md.plan.seen import Seen, Ticked, Unticked

DAY = date(2026, 11, 24)
NEXT_DAY = date(2026, 11, 25)
OPEN = "- [ ] Dig 🔁 every week 📅 2026-11-22\n"
TICKED = OPEN.replace("[ ]", "[x]")
FOLLOWING = OPEN.replace("11-22", "11-29")
STAMPED = TICKED.replace("\n", " ✅ 2026-11-24\n")
HIGHLIGHTS = Config(tasks=TasksConfig(symbols={"d": Symbol.DONE}))


def seen(*texts: str) -> Seen:
    """A note as it was seen look by look, one a text."""
    first, *others = (read_note("A.md", text, HIGHLIGHTS) for text in texts)
    found = Seen(note=first)
    for note in others:
        found = found.again(note, DAY)
    return found


def followed(found: Seen, text: str) -> str:
    """The note after what waits was followed."""
    return follow(found.by_hand(), {"A.md": found.note}, {"A.md": text}, HIGHLIGHTS).get("A.md", text)


def after(*texts: str) -> str:
    """The note of the last text, after what was seen over all of them was followed."""
    return followed(seen(*texts), texts[-1])


def completed_then(*texts: str) -> str:
    """The note after what follows a tick was changed to the last text; the ones before lead to that tick."""
    *earlier, last = texts
    found = seen(*earlier)
    written = read_note("A.md", followed(found, earlier[-1]), HIGHLIGHTS)
    return followed(found.written(written).again(read_note("A.md", last, HIGHLIGHTS), NEXT_DAY), last)


@pytest.mark.parametrize(
    ("before", "ticked", "expected"),
    [
        pytest.param(OPEN, TICKED, FOLLOWING + STAMPED, id="stamped, and the next one above"),
        pytest.param(
            OPEN.replace("[ ]", "[/]"),
            TICKED.replace("[x]", "[d]"),
            FOLLOWING + STAMPED.replace("[x]", "[d]"),
            id="the symbol of the tick stays",
        ),
        pytest.param(
            "- [ ] Dig 🔁 every week when done 📅 2026-11-22\n",
            "- [x] Dig 🔁 every week when done 📅 2026-11-22 ✅ 2026-11-20\n",
            "- [ ] Dig 🔁 every week when done 📅 2026-11-27\n"
            "- [x] Dig 🔁 every week when done 📅 2026-11-22 ✅ 2026-11-20\n",
            id="a stamp that is there stays, and its day counts",
        ),
        pytest.param(
            "- [ ] Dig 🔁 every week 🏁 delete 📅 2026-11-22\n  - [x] Spade\n",
            "- [x] Dig 🔁 every week 🏁 delete 📅 2026-11-22\n  - [x] Spade\n",
            "- [ ] Dig 🔁 every week 🏁 delete 📅 2026-11-29\n  - [ ] Spade\n",
            id="to be deleted",
        ),
        pytest.param(
            "- [ ] Dig 🆔 a ⛔ b 🔁 every week 📅 2026-11-22 ^dig\n"
            "  - [x] Spade ✅ 2026-11-20\n  - a thought\n",
            "- [x] Dig 🆔 a ⛔ b 🔁 every week 📅 2026-11-22 ^dig\n"
            "  - [x] Spade ✅ 2026-11-20\n  - a thought\n",
            "- [ ] Dig 🔁 every week 📅 2026-11-29\n  - [ ] Spade\n"
            "- [x] Dig 🆔 a ⛔ b 🔁 every week 📅 2026-11-22 ✅ 2026-11-24 ^dig\n"
            "  - [x] Spade ✅ 2026-11-20\n  - a thought\n",
            id="with sub-tasks, without id and dependencies",
        ),
        pytest.param(
            "- [ ] Dig  [repeat:: every week]  [due:: 2026-11-22]\r\n",
            "- [x] Dig  [repeat:: every week]  [due:: 2026-11-22]\r\n",
            "- [ ] Dig  [repeat:: every week]  [due:: 2026-11-29]\r\n"
            "- [x] Dig  [repeat:: every week]  [due:: 2026-11-22]  [completion:: 2026-11-24]\r\n",
            id="Dataview, with CRLF",
        ),
        pytest.param(
            "- [ ] Dig 🔁 every week\n",
            "- [x] Dig 🔁 every week\n",
            "- [ ] Dig 🔁 every week\n- [x] Dig 🔁 every week ✅ 2026-11-24\n",
            id="without days",
        ),
        pytest.param(
            OPEN + FOLLOWING,
            TICKED + FOLLOWING.replace("[ ]", "[x]"),
            TICKED + OPEN.replace("11-22", "12-06") + STAMPED.replace("11-22", "11-29"),
            id="of a series that is ticked twice, the latest",
        ),
        pytest.param(
            OPEN + "  - [ ] Spade 🔁 every day 📅 2026-11-22\n",
            TICKED + "  - [x] Spade 🔁 every day 📅 2026-11-22\n",
            FOLLOWING
            + "  - [ ] Spade 🔁 every day 📅 2026-11-29\n"
            + STAMPED
            + "  - [x] Spade 🔁 every day 📅 2026-11-22\n",
            id="of one inside another, the outer one",
        ),
        pytest.param(
            "- [ ] Garden\n  " + OPEN,
            "- [ ] Garden\n  " + TICKED,
            "- [ ] Garden\n  " + FOLLOWING + "  " + STAMPED,
            id="below another task",
        ),
        pytest.param(
            "- [ ] Dig 🔁 every week 📅 9999-12-30\n",
            "- [x] Dig 🔁 every week 📅 9999-12-30\n",
            "- [x] Dig 🔁 every week 📅 9999-12-30 ✅ 2026-11-24\n",
            id="the last of its series is only stamped",
        ),
    ],
)
def test_a_tick_is_followed(before: str, ticked: str, expected: str) -> None:
    assert after(before, ticked) == expected


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((TICKED,), id="at the first look"),
        pytest.param(("", TICKED), id="a line that came with its tick"),
        pytest.param((OPEN, FOLLOWING + STAMPED), id="the plugin has put the next one there"),
        pytest.param((OPEN + FOLLOWING, TICKED + FOLLOWING), id="one of the same text and rule is open"),
        pytest.param(
            (OPEN, TICKED, TICKED + FOLLOWING, TICKED), id="one was open at a look before it was followed"
        ),
        pytest.param((OPEN, TICKED, OPEN), id="unticked before it was followed"),
        pytest.param((OPEN, OPEN.replace("[ ]", "[-]")), id="cancelled"),
        pytest.param(("- [ ] Dig\n", "- [x] Dig\n"), id="no rule"),
        pytest.param(
            ("- [ ] Dig 🔁 now and then\n", "- [x] Dig 🔁 now and then\n"),
            id="a rule that nobody understands",
        ),
        pytest.param(
            ("- [ ] Dig 🔁 every day\n- [x] Dig 🔁 every day\nx\n", "- [x] Dig 🔁 every day\ny\n"),
            id="the open one was removed, an older one stays",
        ),
        pytest.param(
            (
                "---\ntags: [task]\nstatus: open\nrecurrence: FREQ=DAILY\n---\n",
                "---\ntags: [task]\nstatus: done\nrecurrence: FREQ=DAILY\n---\n",
            ),
            id="a note that is a task",
        ),
    ],
)
def test_what_is_no_tick_by_hand_is_left_alone(texts: tuple[str, ...]) -> None:
    assert after(*texts) == texts[-1]


def test_a_tick_waits_while_the_note_is_written_in() -> None:
    found = seen(OPEN, TICKED)
    later = found.again(read_note("A.md", "- [ ] New\n" + TICKED, Config()), NEXT_DAY)
    (waiting,) = later.by_hand()
    assert isinstance(waiting, Ticked)
    assert (waiting.task.line, waiting.day) == (2, DAY)


def test_only_what_the_note_still_says_can_be_followed() -> None:
    found = seen(OPEN, TICKED)
    waiting = tuple(found.by_hand())
    other = read_note("A.md", "- [x] Plant\n", Config())
    assert still_standing(waiting, {"A.md": found.note}, {"A.md": TICKED}) == waiting
    assert still_standing(waiting, {"A.md": other}, {"A.md": "- [x] Plant\n"}) == ()
    assert still_standing(waiting, {"A.md": found.note}, {}) == ()


def test_what_was_passed_over_waits_no_longer() -> None:
    assert not tuple(seen(OPEN, TICKED).passed_over().by_hand())
    found = seen(OPEN, TICKED).written(read_note("A.md", FOLLOWING + STAMPED, Config()))
    unticked = read_note("A.md", FOLLOWING + OPEN, Config())
    assert tuple(found.passed_over().again(unticked, DAY).by_hand()), "what was followed is still known"
    assert not tuple(found.again(unticked, DAY).passed_over().by_hand())


@pytest.mark.parametrize(
    ("ticked", "unticked", "expected"),
    [
        pytest.param(TICKED, FOLLOWING + STAMPED.replace("[x]", "[ ]"), OPEN, id="both go"),
        pytest.param(TICKED, FOLLOWING + OPEN, OPEN, id="the stamp has gone already"),
        pytest.param(
            TICKED,
            FOLLOWING.replace("Dig", "Dig deep") + STAMPED.replace("[x]", "[ ]"),
            FOLLOWING.replace("Dig", "Dig deep") + OPEN,
            id="a next one that was touched stays",
        ),
        pytest.param(
            TICKED,
            FOLLOWING + "  - [ ] Spade\n" + STAMPED.replace("[x]", "[ ]"),
            FOLLOWING + "  - [ ] Spade\n" + OPEN,
            id="a next one that was added to stays",
        ),
        pytest.param(TICKED, STAMPED.replace("[x]", "[ ]"), OPEN, id="the next one was removed"),
        pytest.param(
            TICKED,
            FOLLOWING + STAMPED.replace("[x]", "[ ]").replace("✅ 2026-11-24", "✅ 2026-11-23"),
            OPEN.replace("\n", " ✅ 2026-11-23\n"),
            id="a stamp that was changed stays",
        ),
        pytest.param(
            STAMPED,
            FOLLOWING + STAMPED.replace("[x]", "[ ]"),
            STAMPED.replace("[x]", "[ ]"),
            id="a stamp that aimo did not put there stays",
        ),
        pytest.param(
            TICKED,
            FOLLOWING + OPEN.replace(" 🔁 every week", ""),
            FOLLOWING + OPEN.replace(" 🔁 every week", ""),
            id="without its rule",
        ),
        pytest.param(TICKED, FOLLOWING + STAMPED, FOLLOWING + STAMPED, id="not unticked"),
        pytest.param(TICKED, "", "", id="all removed"),
        pytest.param(
            TICKED,
            "\n" + FOLLOWING + STAMPED.replace("[x]", "[ ]") + "- [x] Plant\n",
            "\n" + OPEN + "- [x] Plant\n",
            id="with other changes",
        ),
        pytest.param(
            TICKED.replace("\n", "\r\n") + "  - [x] Spade\r\n",
            (FOLLOWING + "  - [ ] Spade\n" + STAMPED.replace("[x]", "[ ]") + "  - [x] Spade\n").replace(
                "\n", "\r\n"
            ),
            OPEN.replace("\n", "\r\n") + "  - [x] Spade\r\n",
            id="with sub-tasks and CRLF",
        ),
        pytest.param(
            "\ufeff" + TICKED,
            "\ufeff" + FOLLOWING + STAMPED.replace("[x]", "[ ]"),
            "\ufeff" + OPEN,
            id="with a byte order mark",
        ),
    ],
)
def test_unticking_takes_back_what_nobody_touched(ticked: str, unticked: str, expected: str) -> None:
    assert completed_then(ticked.replace("[x]", "[ ]", 1), ticked, unticked) == expected


UNTICKED = STAMPED.replace("[x]", "[ ]")


@pytest.mark.parametrize(
    ("done", "unticked", "expected"),
    [
        pytest.param(FOLLOWING + STAMPED, FOLLOWING + UNTICKED, OPEN, id="both go"),
        pytest.param(FOLLOWING + STAMPED, FOLLOWING + OPEN, OPEN, id="the stamp has gone already"),
        pytest.param(
            "- [ ] Dig 🔁 every week when done 📅 2026-11-27\n"
            "- [x] Dig 🔁 every week when done 📅 2026-11-22 ✅ 2026-11-20\n",
            "- [ ] Dig 🔁 every week when done 📅 2026-11-27\n"
            "- [ ] Dig 🔁 every week when done 📅 2026-11-22 ✅ 2026-11-20\n",
            "- [ ] Dig 🔁 every week when done 📅 2026-11-22\n",
            id="the day of the stamp counts",
        ),
    ],
)
def test_unticking_what_was_done_when_it_was_first_seen(done: str, unticked: str, expected: str) -> None:
    assert after(done, unticked) == expected
    assert after(OPEN, done, unticked) == expected, "or that another aimo has completed meanwhile"


@pytest.mark.parametrize(
    ("done", "unticked"),
    [
        pytest.param(FOLLOWING + STAMPED, FOLLOWING.replace("29", "30") + UNTICKED, id="touched"),
        pytest.param(STAMPED, UNTICKED, id="nothing follows"),
        pytest.param(FOLLOWING + TICKED, FOLLOWING + OPEN, id="nobody knows since when it is done"),
        pytest.param(STAMPED + FOLLOWING, UNTICKED + FOLLOWING, id="below"),
        pytest.param(FOLLOWING + STAMPED, STAMPED + FOLLOWING, id="only moved"),
        pytest.param(FOLLOWING + STAMPED, FOLLOWING, id="removed"),
        pytest.param(FOLLOWING + STAMPED, FOLLOWING + UNTICKED.replace("[ ]", "[-]"), id="cancelled"),
    ],
)
def test_what_nobody_can_have_meant_by_unticking_stays(done: str, unticked: str) -> None:
    assert after(done, unticked) == unticked


def test_unticking_one_without_days() -> None:
    unticked = "- [ ] Dig 🔁 every week\n- [ ] Dig 🔁 every week ✅ 2026-11-24\n"
    assert completed_then("- [ ] Dig 🔁 every week\n", "- [x] Dig 🔁 every week\n", unticked) == (
        "- [ ] Dig 🔁 every week\n"
    )


def test_ticking_and_unticking_again_and_again() -> None:
    """Each write of aimo's is where the next look begins."""
    found = seen(OPEN)
    unticked = FOLLOWING + STAMPED.replace("[x]", "[ ]")
    for changed, expected in ((TICKED, FOLLOWING + STAMPED), (unticked, OPEN)) * 3:
        found = found.again(read_note("A.md", changed, Config()), DAY)
        assert followed(found, changed) == expected
        found = found.written(read_note("A.md", expected, Config()))
        assert not tuple(found.by_hand())


def test_an_unticked_line_knows_its_completion() -> None:
    found = seen(OPEN, TICKED).written(read_note("A.md", FOLLOWING + STAMPED, Config()))
    (waiting,) = found.again(read_note("A.md", FOLLOWING + OPEN, Config()), NEXT_DAY).by_hand()
    assert isinstance(waiting, Unticked)
    assert (waiting.task.line, waiting.completion.day, waiting.completion.stamped) == (2, DAY, True)


def test_only_a_line_that_is_done_and_recurs_can_have_been_ticked() -> None:
    for text in (OPEN, "- [x] Dig\n"):
        note = read_note("A.md", text, Config())
        assert complete_ticked(note.tasks[0], note, text, DAY, Config()) == ()


def test_nothing_can_be_taken_back_where_nothing_followed() -> None:
    for text in ("- [ ] Dig\n", "---\ntags: [task]\nstatus: open\nrecurrence: FREQ=DAILY\n---\n"):
        note = read_note("A.md", text, Config())
        assert take_back_completion(note.tasks[0], note, text, DAY, Config()) == ()
