from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.config import Config, Symbol, TasksConfig, VaultConfig, Weekday
from aimo_md.goals.model import DecisionLine, GoalStatus, NamedNumber, NoteReading, TaskType
from aimo_md.goals.parse import read_note
from tests.text.generated_notes import notes


def read(text: str, path: str = "Goals/X.md", config: Config | None = None) -> NoteReading:
    return read_note(path, text, config or Config())


def goal_note(body: str, *keys: str) -> NoteReading:
    return read("\n".join(("---", "type: goal", *keys, "---", body)))


@pytest.mark.parametrize(
    ("frontmatter", "is_goal"),
    [
        ("type: goal", True),
        ("TYPE: Goal", True),
        ("tags: [work, goal]", True),
        ("tags: '#Goal'", True),
        ("tag: goal", True),
        ("type: project", False),
        ("tags: [goals, goal/work]", False),
        ("", False),
    ],
)
def test_what_is_a_goal(frontmatter: str, *, is_goal: bool) -> None:
    assert (read(f"---\n{frontmatter}\n---\nA #goal in the text is none.").goal is not None) is is_goal


@pytest.mark.parametrize(
    ("path", "text", "is_goal"),
    [
        ("Life/Goals/X.md", "words", True),
        ("Life/Goals/deep/X.md", "words", True),
        ("Life/Other/X.md", "words", False),
        ("Life/Goals.md", "words", False),
        ("Life/Goals/Aimo.md", "---\ntype: aimo-dashboard\n---\n", False),
    ],
)
def test_a_goals_folder_is_opt_in(path: str, text: str, *, is_goal: bool) -> None:
    config = Config(vault=VaultConfig(goals_folder="/Life/Goals/"))
    assert (read(text, path, config).goal is not None) is is_goal
    assert read(text, path).goal is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: From the key\n---\n# From the heading", "From the key"),
        ("## Smaller\n# From the heading 📅 2026-11-30\n# Later", "From the heading"),
        ("# 📅 2026-11-30\nwords", "X"),
        ("words", "X"),
    ],
    ids=["key", "first heading of level 1", "heading of fields alone", "file name"],
)
def test_title(text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        (" ", TaskType.TODO),
        *((symbol, TaskType.DONE) for symbol in "xX"),
        ("/", TaskType.IN_PROGRESS),
        ("-", TaskType.CANCELLED),
        *((symbol, TaskType.TODO) for symbol in "><?!*"),
        ("h", TaskType.ON_HOLD),
    ],
)
def test_symbols(symbol: str, kind: TaskType) -> None:
    assert [task.type for task in read(f"- [{symbol}] do it").tasks] == [kind]


def test_the_config_maps_any_symbol() -> None:
    config = Config(tasks=TasksConfig(symbols={"x": Symbol.TODO, "d": Symbol.DONE, "i": Symbol.NONE}))
    found = read("- [x] one\n- [d] two\n- [i] an idea\n  - [ ] three", config=config).tasks
    assert [(task.title, task.type, task.parent) for task in found] == [
        ("one", TaskType.TODO, None),
        ("two", TaskType.DONE, None),
        ("three", TaskType.TODO, None),
    ]


def test_a_line_without_the_global_filter_is_a_task_only_in_a_goals_note() -> None:
    config = Config(tasks=TasksConfig(global_filter="#task"))
    text = "- [ ] plain\n  - [ ] tagged #task\n    - [ ] plain below\n      - [ ] tagged below #task"
    lines = [(task.line, task.parent) for task in read(text, "Inbox.md", config).tasks]
    assert lines == [(2, None), (4, 2)]
    in_goal = read(f"---\ntype: goal\n---\n{text}", config=config).tasks
    assert [(task.line, task.parent) for task in in_goal] == [(4, None), (5, 4), (6, 5), (7, 6)]


@pytest.mark.parametrize(
    "heading",
    [
        "## Done when",
        "### done WHEN:",
        "## Completion criteria",
        "## 완료 조건",
        "## Done when 📅 2026-12-01",
    ],
)
def test_criteria_are_not_tasks(heading: str) -> None:
    note = goal_note(f"{heading}\n- [x] one ✅ 2026-11-01\n#### Deeper\n- [ ] two\n## After\n- [ ] three")
    assert [(one.line, one.text, one.met, one.met_on) for one in note.criteria] == [
        (5, "one", True, date(2026, 11, 1)),
        (7, "two", False, None),
    ]
    assert [task.title for task in note.tasks] == ["three"]


def test_criteria_go_by_the_symbols_of_the_config_too() -> None:
    config = Config(tasks=TasksConfig(symbols={"d": Symbol.DONE}))
    note = read("---\ntype: goal\n---\n## Done when\n- [d] one\n- [/] two", config=config)
    assert [one.met for one in note.criteria] == [True, False]


def test_a_note_that_is_no_goal_has_neither_criteria_nor_log_nor_decisions() -> None:
    note = read("## Done when\n- [ ] one\n## Log\n- 2026-11-01: 5\n## Decisions\n- 2026-11-01 keep: x")
    assert [task.title for task in note.tasks] == ["one"]
    assert (note.criteria, note.log, note.decisions) == ((), (), ())


def test_what_is_ticked_or_cancelled_says_so_for_all_below_it() -> None:
    text = """
- [x] ticked
  - [ ] below
    - [ ] further below
  - [-] cancelled below
    - [ ] below that
- [-] cancelled
  - [ ] dropped with it
  - [x] stays done
    - [ ] done with it
- [/] begun
  - [ ] open"""
    states = [(task.title, task.state.value, task.is_open) for task in read(text).tasks]
    assert states == [
        ("ticked", "done", False),
        ("below", "done", False),
        ("further below", "done", False),
        ("cancelled below", "cancelled", False),
        ("below that", "cancelled", False),
        ("cancelled", "cancelled", False),
        ("dropped with it", "cancelled", False),
        ("stays done", "done", False),
        ("done with it", "done", False),
        ("begun", "in_progress", True),
        ("open", "todo", True),
    ]


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("- 2026-11-20: 18 200", (date(2026, 11, 20), 18_200.0, "18 200")),
        ("- 2026-11-20\N{FULLWIDTH COLON} 18,200 words", (date(2026, 11, 20), 18_200.0, "18,200 words")),
        ("- 2026-11-20 ran around the lake", (date(2026, 11, 20), None, "ran around the lake")),
        ("* 2026-11-20", (date(2026, 11, 20), None, "")),
        ("- [x] 2026-11-20: 5 km ✅ 2026-11-21", (date(2026, 11, 20), 5.0, "5 km")),
        ("- [ ] 2026-11-20: 5 km", None),
        ("- 2026-02-30: 5", None),
        ("- 20 Nov 2026: 5", None),
        ("2026-11-20: 5", None),
    ],
)
def test_log(line: str, entry: tuple[date, float | None, str] | None) -> None:
    found = [(one.day, one.value, one.text) for one in goal_note(f"## Log\n{line}").log]
    assert found == ([] if entry is None else [entry])


def test_only_what_stands_under_the_heading_is_logged() -> None:
    note = goal_note(
        "- 2026-11-01: 1\n## 기록\n- 2026-11-02: 2\n### 2026\n- 2026-11-03: 3\n## Notes\n- 2026-11-04: 4"
    )
    assert [(entry.line, entry.value) for entry in note.log] == [(6, 2.0), (8, 3.0)]


def test_decisions() -> None:
    note = goal_note(
        "## Decisions\n- 2026-11-08 keep: next action ^aimo-d-3f9a21\n- 2026-11-09 close\n"
        "- 2026-13-01 keep: no day\n- 2026-11-10 한 번 더\n- no day at all\n"
        "## Other\n- 2026-11-11 keep: elsewhere"
    )
    assert note.decisions == (
        DecisionLine(line=5, day=date(2026, 11, 8), option="keep", text="next action ^aimo-d-3f9a21"),
        DecisionLine(line=6, day=date(2026, 11, 9), option="close", text=""),
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("---\nWords: 18 200\n---\n", [(2, "words", 18_200.0)]),
        ("---\nkm: 5.5\n---\nweight:: 82,5 kg", [(2, "km", 5.5), (4, "weight", 82.5)]),
        ("- Words   written:: 300", [(1, "words written", 300.0)]),
        ("> pages:: 12", [(1, "pages", 12.0)]),
        ("Today [words:: 300] and (km:: 5), [mood:: good]", [(1, "words", 300.0), (1, "km", 5.0)]),
        ("mood:: good", []),
        ("---\ntags: [5]\nhard: true\n---\n", []),
        ("see a::b and 12:30", []),
    ],
)
def test_numbers_of_a_daily_note(text: str, numbers: list[tuple[int, str, float]]) -> None:
    found = read(text, "Daily/2026-11-20.md").numbers
    assert found == tuple(NamedNumber(line=line, name=name, value=value) for line, name, value in numbers)
    assert read(text, "Other.md").numbers == ()


@pytest.mark.parametrize(
    ("path", "config", "day"),
    [
        ("Daily/2026-11-20.md", VaultConfig(), date(2026, 11, 20)),
        ("Daily/2026-11-20 walk.md", VaultConfig(), None),
        ("Journal/2026/11/20.md", VaultConfig(daily_format="YYYY/MM/DD"), date(2026, 11, 20)),
        ("20.11.2026.md", VaultConfig(daily_format="DD.MM.YYYY"), date(2026, 11, 20)),
    ],
)
def test_the_day_of_a_daily_note(path: str, config: VaultConfig, day: date | None) -> None:
    assert read("", path, Config(vault=config)).day == day


@pytest.mark.parametrize(
    ("path", "text", "week_start", "first"),
    [
        ("2026-W47.md", "- [ ] Wed: x", Weekday.MONDAY, date(2026, 11, 16)),
        ("2026-W47.md", "- [ ] Wed: x", Weekday.SUNDAY, date(2026, 11, 15)),
        ("2026-11-22.md", "- [ ] Wed: x", Weekday.MONDAY, date(2026, 11, 16)),
        ("2026-11-22.md", "- [ ] Wed: x", Weekday.SUNDAY, date(2026, 11, 22)),
        ("Inbox.md", "- [ ] Wed: x", Weekday.MONDAY, None),
        ("9999-12-31.md", "- [ ] Wed: x", Weekday.MONDAY, None),
    ],
    ids=["week", "week from Sunday", "day", "day from Sunday", "no day", "the last day of all"],
)
def test_the_week_that_a_note_names(path: str, text: str, week_start: Weekday, first: date | None) -> None:
    days = read(text, path, Config(vault=VaultConfig(week_start=week_start))).days
    assert (None if days is None else days[0]) == first
    assert days is None or (days[1] - days[0]).days == 6


@pytest.mark.parametrize(
    ("week_start", "first"), [(Weekday.MONDAY, date(2026, 11, 16)), (Weekday.SUNDAY, date(2026, 11, 15))]
)
def test_the_week_that_a_heading_names(week_start: Weekday, first: date) -> None:
    config = Config(vault=VaultConfig(week_start=week_start))
    text = "# Plan\n## 2026-W47\n## 2026-11-18 📅 2026-12-01\n## Later\n- [ ] x"
    sections = read(text, config=config).sections
    assert [None if section.days is None else section.days[0] for section in sections] == [
        None,
        first,
        first,
        None,
    ]


def test_sections_lie_in_each_other_by_level() -> None:
    note = read("# One [[Home]]\n### Two 📅 2026-11-30\n- [ ] x\n## Three\n#### Four\n# Five")
    assert [(section.title, section.parent, section.due) for section in note.sections] == [
        ("One [[Home]]", None, None),
        ("Two", 0, date(2026, 11, 30)),
        ("Three", 0, None),
        ("Four", 2, None),
        ("Five", None, None),
    ]
    assert note.sections[0].links == ("Home",)
    assert [task.section for task in note.tasks] == [1]


def test_a_goals_note_knows_the_lines_of_its_links() -> None:
    note = goal_note(
        "See [[A]] and [b](B.md).\n`[[code]]` [web](https://example.org) [[#here]]\n- [[C]]", 'up: "[[D]]"'
    )
    assert note.links == ((5, "A"), (5, "B.md"), (7, "C"))
    assert read("[[A]]").links == ()


@pytest.mark.parametrize(
    ("frontmatter", "belongs", "goal_link"),
    [
        ('goal: "[[A]]"', ("A",), (2, "A")),
        ('projects: ["[[B]]", "[[C]]"]', ("B", "C"), None),
        ('parent: "[[P]]"\nprojects: "[[B]]"\ngoal: "[[A]]"', ("A", "P", "B"), (4, "A")),
        ("goal: lose weight", ("lose weight",), None),
        ("goal: 10000", ("10000",), None),
        ("goal:", (), None),
    ],
)
def test_the_goal_that_a_note_belongs_to(
    frontmatter: str, belongs: tuple[str, ...], goal_link: tuple[int, str] | None
) -> None:
    note = read(f"---\n{frontmatter}\n---\n")
    assert (note.belongs, note.goal_link) == (belongs, goal_link)


def test_a_goals_own_keys_make_it_belong_to_no_other_goal() -> None:
    note = goal_note("", 'goal: "[[A]]"')
    assert (note.belongs, note.goal_link) == ((), None)


def test_faults_are_told_with_their_line() -> None:
    note = goal_note(
        "## Milestone 📅 2026-02-30\n- [ ] a 📅 2026-13-01\n- [ ] b [weight:: much]",
        "status: lost",
        "metric:",
        "  from: 1",
        "other:",
        "  of: a plugin",
    )
    assert [(problem.line, problem.code) for problem in note.problems] == [
        (4, "frontmatter-nested"),
        (3, "bad-property"),
        (10, "impossible-day"),
        (11, "bad-weight"),
        (9, "impossible-day"),
    ]


def test_a_heading_of_a_note_that_is_no_goal_is_not_looked_at() -> None:
    assert read("## 📅 2026-02-30").problems == ()


def test_own_blocks_hold_no_tasks() -> None:
    note = read("<!-- aimo:today 00 -->\n\n- [ ] mirrored ^aimo-t-1\n\n<!-- /aimo:today -->\n\n- [ ] mine")
    assert [task.title for task in note.tasks] == ["mine"]
    assert [box.line for box in note.managed] == [3]


def test_generated_notes_are_known_by_their_type() -> None:
    assert read("---\ntype: aimo-review\n---\n").is_generated
    assert not read("---\ntype: review\n---\n").is_generated


def test_an_empty_note_says_nothing() -> None:
    note = read("", "Empty.md")
    assert (note.kind, note.title, note.goal, note.tasks, note.problems) == ("", "Empty", None, (), ())


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(notes(), st.text()), folder=st.sampled_from(["", "Goals"]))
def test_every_text_can_be_read(text: str, folder: str) -> None:
    config = Config(vault=VaultConfig(goals_folder=folder))
    note = read(text, config=config)
    assert (note.goal is None) or note.goal.status in set(GoalStatus)
    lines = [task.line for task in note.tasks]
    assert lines == sorted(set(lines))
    assert all(task.parent is None or task.parent in lines for task in note.tasks)


def test_nesting_without_end_is_read() -> None:
    text = "".join(f"{'  ' * depth}- [ ] step {depth}\n" for depth in range(700))
    note = read(text)
    assert len(note.tasks) == 700


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        pytest.param("aimo-dashboard", [6], id="in a note of aimo's own"),
        pytest.param("note", [4, 5, 6], id="in any other note"),
    ],
)
def test_lines_that_aimo_printed_are_no_tasks_where_their_block_is_broken(
    kind: str, lines: list[int]
) -> None:
    printed = "- [ ] **Pause it** ^aimo-pause-6b3c1d\n- [x] dig ^aimo-t-123456\n"
    text = f"---\ntype: {kind}\n---\n{printed}- [ ] mine ^my-aimo-id\n"
    assert [task.line for task in read_note("Aimo.md", text, Config()).tasks] == lines
