"""A life in notes: moved to other weeks, gone back through day by day, told in commits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from aimo_md.story import LAST_DAY, as_of, days_to_week_of, message_for, shift, shift_notes

DAY = timedelta(days=1)

weeks = st.integers(-500, 500)


@pytest.mark.parametrize(
    ("text", "days", "moved"),
    [
        pytest.param("📅 2026-11-20", 7, "📅 2026-11-27", id="day"),
        pytest.param("[due:: 2026-11-20]", -7, "[due:: 2026-11-13]", id="day in brackets"),
        pytest.param('"[[2026-12-31]]"', 7, '"[[2027-01-07]]"', id="day in a link, over the year's end"),
        pytest.param("Daily/2026-11-16.md", 14, "Daily/2026-11-30.md", id="day in a path"),
        pytest.param("2026-11-16T09:30", 7, "2026-11-23T09:30", id="day with a time"),
        pytest.param("2026-11-16 to 2026-11-22", 7, "2026-11-23 to 2026-11-29", id="two days"),
        pytest.param("2026-W47", 14, "2026-W49", id="week"),
        pytest.param("2026-W53", 7, "2027-W01", id="week, over the end of a long year"),
        pytest.param("2025-W52", 7, "2026-W01", id="week, over the end of a short year"),
        pytest.param("2026-W01", -7, "2025-W52", id="week, back over the year's start"),
        pytest.param("deadline: 2026-12", 28, "deadline: 2027-01", id="month"),
        pytest.param("deadline: 2027-05", 7, "deadline: 2027-05", id="month, too little to move it"),
        pytest.param("deadline: 2027-01", -364, "deadline: 2026-01", id="month, a year back"),
        pytest.param("📅 2026-02-30", 7, "📅 2026-02-30", id="a day that is none"),
        pytest.param("2025-W53", 7, "2025-W53", id="a week that is none"),
        pytest.param("2026-13", 70, "2026-13", id="a month that is none"),
        pytest.param(
            "120 2026-11-201 50 000 ^aimo-d-7c21e0", 7, "120 2026-11-201 50 000 ^aimo-d-7c21e0", id="no stamp"
        ),
    ],
)
def test_a_shift_moves_what_names_a_time(text: str, days: int, moved: str) -> None:
    assert shift(text, days) == moved


@given(
    text=st.lists(
        st.one_of(
            st.dates(date(2020, 1, 1), date(2060, 1, 1)).map(str),
            st.dates(date(2020, 1, 1), date(2060, 1, 1)).map(lambda day: f"{day:%G-W%V}"),
            st.dates(date(2020, 1, 1), date(2060, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
            st.sampled_from(["2026-02-30", "- [ ] ", "\n", "📅", "12", "-", "W47"]),
        )
    ).map(" ".join),
    count=weeks,
)
def test_a_shift_there_and_back_changes_nothing(text: str, count: int) -> None:
    assert shift(shift(text, 7 * count), -7 * count) == text
    assert shift(text, 0) == text


@given(day=st.dates(date(2020, 1, 1), date(2060, 1, 1)), count=weeks)
def test_a_shift_keeps_weekdays_and_puts_days_into_their_weeks(day: date, count: int) -> None:
    moved = date.fromisoformat(shift(str(day), 7 * count))
    assert moved.weekday() == day.weekday()
    assert shift(f"{day:%G-W%V}", 7 * count) == f"{moved:%G-W%V}"


@given(today=st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_the_last_week_of_the_story_becomes_the_week_of_today(today: date) -> None:
    days = days_to_week_of(today)
    assert days % 7 == 0
    assert (LAST_DAY + timedelta(days=days)).isocalendar()[:2] == today.isocalendar()[:2]


def test_notes_are_shifted_with_their_names() -> None:
    notes = {"Daily/2026-11-16.md": "- [x] Rest ✅ 2026-11-16"}
    assert shift_notes(notes, 7) == {"Daily/2026-11-23.md": "- [x] Rest ✅ 2026-11-23"}


@pytest.mark.parametrize(
    ("final", "day", "past"),
    [
        pytest.param(
            "- [x] Walk 📅 2026-11-10 ✅ 2026-11-11",
            "2026-11-11",
            "- [x] Walk 📅 2026-11-10 ✅ 2026-11-11",
            id="done that day",
        ),
        pytest.param(
            "- [x] Walk 📅 2026-11-10 ✅ 2026-11-11 ^walk",
            "2026-11-10",
            "- [ ] Walk 📅 2026-11-10 ^walk",
            id="done later",
        ),
        pytest.param(
            "1. [X] Walk ✅ 2026-11-11 ⏫ 📅 2026-11-10",
            "2026-11-10",
            "1. [ ] Walk ⏫ 📅 2026-11-10",
            id="done later, in the midst of the fields",
        ),
        pytest.param(
            "- [x] Lesson [completion:: 2026-11-11]",
            "2026-11-10",
            "- [ ] Lesson",
            id="done later, in brackets",
        ),
        pytest.param("- [-] Paint ❌ 2026-11-11", "2026-11-10", "- [ ] Paint", id="cancelled later"),
        pytest.param("- [x] Paint", "2026-11-10", "- [x] Paint", id="done on nobody knows which day"),
        pytest.param(
            "- [/] Write 🛫 2026-11-11", "2026-11-10", "- [ ] Write 🛫 2026-11-11", id="begun later"
        ),
        pytest.param(
            "- [/] Write 🛫 2026-11-11", "2026-11-11", "- [/] Write 🛫 2026-11-11", id="begun that day"
        ),
        pytest.param(
            "- [ ] A\n- [ ] B ➕ 2026-11-11\n  - [ ] B one\n    - and more\n- [ ] C\n",
            "2026-11-10",
            "- [ ] A\n- [ ] C\n",
            id="added later, with what hangs on it",
        ),
        pytest.param(
            "- [ ] A\n- [ ] B ➕ 2026-11-11\n\nText.\n",
            "2026-11-10",
            "- [ ] A\n\nText.\n",
            id="added later, then a gap",
        ),
        pytest.param(
            "Text.\n\n## Log\n\n- 2026-11-10: 100\n- 2026-11-11: 200\n",
            "2026-11-10",
            "Text.\n\n## Log\n\n- 2026-11-10: 100\n",
            id="log",
        ),
        pytest.param(
            "Text.\n\n## Log\n\n- 2026-11-10: 100\n\n## More\n\nText.\n",
            "2026-11-09",
            "Text.\n\n## More\n\nText.\n",
            id="a heading with nothing under it yet",
        ),
        pytest.param(
            "## Empty\n\n## Log\n\n- 2026-11-10: 1", "2026-11-09", "## Empty", id="nothing at the end"
        ),
        pytest.param("- 2026-02-30: 12\n", "2026-01-01", "- 2026-02-30: 12\n", id="an impossible day"),
        pytest.param(
            "- [x] Walk ✅ 2026-11-11\r\n- [ ] Rest\r\n",
            "2026-11-10",
            "- [ ] Walk\r\n- [ ] Rest\r\n",
            id="line ends stay",
        ),
        pytest.param(
            "---\ndeadline: 2026-12-31\n---\n"
            "- 2026-11-02 extend: deadline 2026-12-31 (was 2026-11-30) ^d-1\nText",
            "2026-11-01",
            "---\ndeadline: 2026-11-30\n---\nText",
            id="deadline extended later",
        ),
        pytest.param(
            "---\ndeadline: 2026-12-31\n---\n- 2026-11-02 extend: deadline 2026-11-30 (was 2026-10-31)\n"
            "- 2026-11-09 extend: deadline 2026-12-31 (was 2026-11-30)\nText",
            "2026-11-01",
            "---\ndeadline: 2026-10-31\n---\nText",
            id="deadline extended twice",
        ),
        pytest.param(
            "- 2026-11-02 extend: deadline 2026-12-31 (was 2026-11-30)\nText",
            "2026-11-01",
            "Text",
            id="a deadline that is no longer there",
        ),
        pytest.param(
            "---\nstatus: paused\npaused_until: 2027-01-04\n---\n- 2026-10-18 pause: until 2027-01-04\nText",
            "2026-10-17",
            "---\nstatus: active\n---\nText",
            id="paused later",
        ),
        pytest.param(
            "---\nstatus: done\n---\n- 2026-10-18 close: reached\nText",
            "2026-10-17",
            "---\nstatus: active\n---\nText",
            id="closed later",
        ),
        pytest.param("- 2026-10-18 drop: enough\nText", "2026-10-17", "Text", id="dropped, without a status"),
        pytest.param(
            "## Page 📅 2026-11-20\n\n- [ ] Build 📅 2026-11-20\n"
            "  - 2026-11-15 put off: 2026-11-20 (was 2026-11-14)\n",
            "2026-11-14",
            "## Page 📅 2026-11-20\n\n- [ ] Build 📅 2026-11-14\n",
            id="put off later",
        ),
        pytest.param(
            "- [ ] Lesson\n  - 2026-11-15 put off: no new day (was [scheduled:: 2026-11-14])\n- [ ] More\n",
            "2026-11-14",
            "- [ ] Lesson [scheduled:: 2026-11-14]\n- [ ] More\n",
            id="put off without a new day",
        ),
        pytest.param(
            "## Page 📅 2026-11-20\n\n- 2026-11-15 put off: 2026-11-20 (was 2026-11-14)\n- [ ] Build\n",
            "2026-11-14",
            "## Page 📅 2026-11-14\n\n- [ ] Build\n",
            id="a milestone put off later",
        ),
        pytest.param(
            "- [ ] Build 📅 2026-11-30\n"
            "  - 2026-11-15 put off: 2026-11-20 (was 2026-11-14)\n"
            "  - 2026-11-21 put off: 2026-11-30 (was 2026-11-20)\n",
            "2026-11-14",
            "- [ ] Build 📅 2026-11-14\n",
            id="put off twice",
        ),
        pytest.param(
            "- [ ] Build 📅 2026-11-30\n"
            "  - 2026-11-15 put off: 2026-11-20 (was 2026-11-14)\n"
            "  - 2026-11-21 put off: 2026-11-30 (was 2026-11-20)\n",
            "2026-11-15",
            "- [ ] Build 📅 2026-11-20\n  - 2026-11-15 put off: 2026-11-20 (was 2026-11-14)\n",
            id="put off twice, once of that later",
        ),
    ],
)
def test_what_came_later_is_taken_back(final: str, day: str, past: str) -> None:
    assert as_of({"Note.md": final}, date.fromisoformat(day)) == {"Note.md": past}


SERIES = """\
- [ ] Walk 🔁 every week on Tuesday 📅 2026-11-24
- [x] Walk 🔁 every week on Tuesday 📅 2026-11-17 ✅ 2026-11-18
- [x] Walk 🔁 every week on Tuesday 📅 2026-11-10 ✅ 2026-11-10
- [ ] Swim 🔁 every week on Friday 📅 2026-11-27
"""


@pytest.mark.parametrize(
    ("day", "walks"),
    [
        ("2026-11-09", ["- [ ] Walk 🔁 every week on Tuesday 📅 2026-11-10"]),
        (
            "2026-11-17",
            [
                "- [ ] Walk 🔁 every week on Tuesday 📅 2026-11-17",
                "- [x] Walk 🔁 every week on Tuesday 📅 2026-11-10 ✅ 2026-11-10",
            ],
        ),
        ("2026-11-18", SERIES.split("\n")[:3]),
    ],
)
def test_a_series_shows_the_first_occurrence_that_was_still_to_be_done(day: str, walks: list[str]) -> None:
    swim = SERIES.split("\n")[3]
    assert as_of({"Note.md": SERIES}, date.fromisoformat(day))["Note.md"].split("\n") == [*walks, swim, ""]


@pytest.mark.parametrize(
    ("path", "text", "begins"),
    [
        pytest.param("Daily/2026-11-16.md", "# Monday\n", "2026-11-16", id="named by a day"),
        pytest.param("Goal.md", "---\nstart: 2026-11-16\n---\n", "2026-11-16", id="start"),
        pytest.param(
            "Note.md", "---\nstart: 2026-11-01\ncreated: 2026-11-16\n---\n", "2026-11-16", id="created first"
        ),
        pytest.param("Note.md", "---\ncreated: spring\n---\n", None, id="created on no day"),
        pytest.param("Home.md", "# Home\n", None, id="always there"),
        pytest.param("aimo.toml", "# start = 2026-11-16\n", None, id="no note"),
    ],
)
def test_a_note_is_there_from_its_day_on(path: str, text: str, begins: str | None) -> None:
    first = date.fromisoformat(begins) if begins else date(2026, 11, 16)
    assert as_of({path: text}, first) == {path: text}
    assert as_of({path: text}, first - DAY) == ({} if begins else {path: text})


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        pytest.param({}, {"A.md": "- [ ] Rest"}, "The notes so far", id="the first of all"),
        pytest.param({"A.md": "a"}, {"A.md": "b"}, "Friday: changed a few words", id="nothing to name"),
        pytest.param({"A.md": ""}, {"A.md": "- [x] CTA ✅ 2026-11-20"}, "Friday: CTA", id="capitals stay"),
        pytest.param({"A.md": ""}, {"A.md": "- [-] Paint ❌ 2026-11-20"}, "Friday: paint", id="cancelled"),
        pytest.param(
            {"A.md": "# Page"},
            {"A.md": "# Page 📅 2026-12-01\n- 2026-11-20 put off: 2026-12-01 (was 2026-11-27)"},
            "Friday: put off Page",
            id="a milestone put off",
        ),
        pytest.param(
            {"A.md": ""},
            {"A.md": "- 2026-11-20 put off: 2026-12-01 (was 2026-11-27)"},
            "Friday: put off A",
            id="put off, and nothing above says so",
        ),
        pytest.param(
            {"A.md": "- [ ] Old"},
            {"A.md": "- [ ] Old\n- [ ] New ➕ 2026-11-20\n- 2026-11-20: 12"},
            "Friday: log A, one new task",
            id="added",
        ),
        pytest.param(
            {"A.md": ""},
            {"A.md": f"- [x] {'Long ' * 20}✅ 2026-11-20\n- [x] Short ✅ 2026-11-20"},
            "Friday: " + "long" + " Long" * 19,
            id="a deed longer than a subject",
        ),
    ],
)
def test_a_message_finds_words_for_everything(
    before: dict[str, str], after: dict[str, str], message: str
) -> None:
    assert message_for(before, after, date(2026, 11, 20)) == message
