from __future__ import annotations

import tomllib
from datetime import time
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, strategies as st

from aimo_md.config import (
    DEFAULTS,
    CommitMode,
    Config,
    GitConfig,
    NotesConfig,
    ReviewConfig,
    Symbol,
    TasksConfig,
    VaultConfig,
    Weekday,
    config_keys,
    read_config,
)

if TYPE_CHECKING:
    from aimo_md.errors import Problem


def only_problem(text: str) -> Problem:
    _, problems = read_config(text)
    assert len(problems) == 1
    return problems[0]


def test_an_empty_text_states_nothing() -> None:
    assert read_config("") == (Config(), ())


def test_what_the_text_names_replaces_the_default_and_nothing_else_does() -> None:
    config, problems = read_config(
        """
        [vault]
        week_start = "sunday"
        ignore = ["Templates", "*.excalidraw.md"]

        [git]
        commit = "own"
        """
    )
    assert problems == ()
    assert config == Config(
        vault=VaultConfig(week_start=Weekday.SUNDAY, ignore=("Templates", "*.excalidraw.md")),
        git=GitConfig(commit=CommitMode.OWN),
    )


@pytest.mark.parametrize(
    "text",
    ["review.time = 09:30:00", 'review.time = "09:30"', 'review.time = "9:30"', 'review.time = "09:30:00"'],
)
def test_a_time_is_read_with_and_without_quotes(text: str) -> None:
    assert read_config(text) == (Config(review=ReviewConfig(time=time(9, 30))), ())


def test_a_whole_number_stands_for_seconds_too() -> None:
    config, problems = read_config("git.quiet = 10")
    assert (config.git.quiet, problems) == (10.0, ())


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert read_config('\ufeff[notes]\r\ndashboard = "Home.md"\r\n') == (
        Config(notes=NotesConfig(dashboard="Home.md")),
        (),
    )


class TestDefaults:
    """What the plugins say stands where the text says nothing, key by key."""

    FROM_PLUGINS = Config(
        vault=VaultConfig(daily_format="DD.MM.YYYY", daily_folder="Journal"),
        tasks=TasksConfig(global_filter="#task", symbols={"?": Symbol.NONE, "!": Symbol.TODO}),
    )

    def test_they_are_taken_where_the_text_says_nothing(self) -> None:
        assert read_config("", self.FROM_PLUGINS) == (self.FROM_PLUGINS, ())

    def test_a_key_of_the_text_replaces_that_key_alone(self) -> None:
        config, _ = read_config('vault.daily_folder = "Daily"', self.FROM_PLUGINS)
        assert config.vault == VaultConfig(daily_format="DD.MM.YYYY", daily_folder="Daily")
        assert config.tasks == self.FROM_PLUGINS.tasks

    def test_an_empty_text_takes_a_filter_away(self) -> None:
        config, _ = read_config('tasks.global_filter = ""', self.FROM_PLUGINS)
        assert config.tasks.global_filter == ""

    def test_a_symbol_of_the_text_replaces_that_symbol_alone(self) -> None:
        config, _ = read_config('[tasks.symbols]\n"!" = "in_progress"', self.FROM_PLUGINS)
        assert config.tasks.symbols == {"?": Symbol.NONE, "!": Symbol.IN_PROGRESS}

    def test_they_stand_where_a_value_cannot_be(self) -> None:
        config, problems = read_config("vault.daily_folder = 7", self.FROM_PLUGINS)
        assert config == self.FROM_PLUGINS
        assert [problem.code for problem in problems] == ["config-value"]

    def test_they_stand_where_the_text_is_no_toml(self) -> None:
        config, problems = read_config("[vault", self.FROM_PLUGINS)
        assert config == self.FROM_PLUGINS
        assert [problem.code for problem in problems] == ["config-toml"]


VALUES = [
    ("vault.week_start", '"sonntag"', 'one of "monday", "tuesday"'),
    ("vault.timezone", "9", "a text in quotes"),
    ("vault.archive", '"Archive"', "a list of texts"),
    ("vault.archive", '["Archive", 3]', "a list of texts"),
    ("vault.largest_note", "0", "a number of bytes"),
    ("vault.largest_note", "1e9", "a number of bytes"),
    ("tasks.in_progress_earns", "1.5", "a number from 0 to 1"),
    ("tasks.in_progress_earns", "nan", "a number from 0 to 1"),
    ("measures.slip_after", "0", "a number of days"),
    ("measures.stall_after", '"2w"', "a number of days"),
    ("notes.dashboard", '"Aimo"', "the path of a note"),
    ("notes.dashboard", '"Home/.md"', "the path of a note"),
    ("notes.dashboard", '"./Aimo.md"', "the path of a note"),
    ("notes.dashboard", '"a//Aimo.md"', "the path of a note"),
    ("notes.dashboard", '"a/../Aimo.md"', "the path of a note"),
    ("notes.dashboard", '"/Aimo.md"', "the path of a note"),
    ("notes.dashboard", '".obsidian/x.md"', "the path of a note"),
    ("review.time", '"5 pm"', "a time of day"),
    ("review.time", '"25:00"', "a time of day"),
    ("review.time", '"17:00:00+02:00"', "a time of day"),
    ("review.time", "17", "a time of day"),
    ("review.questions", "-1", "a number from 0"),
    ("review.questions", "true", "a number from 0"),
    ("git.commit", '"all"', 'one of "notes", "own", "off"'),
    ("git.quiet", "inf", "a number of seconds"),
    ("discord.weekly", '"yes"', "true or false"),
]


@pytest.mark.parametrize(
    ("key", "value", "remedy"), VALUES, ids=[f"{key} {value}" for key, value, _ in VALUES]
)
def test_a_value_that_cannot_be_costs_only_its_key(key: str, value: str, remedy: str) -> None:
    section, name = key.split(".")
    others = {
        "vault": 'goals_folder = "Goals"',
        "tasks": 'global_filter = "#task"',
        "measures": "",
        "notes": 'reviews = "Weeks"',
        "review": 'day = "friday"',
        "git": "",
        "discord": "",
    }
    text = f"[{section}]\n{others[section]}\n{name} = {value}\n"
    config, (problem,) = read_config(text)
    assert config == read_config(text.replace(f"{name} = {value}\n", ""))[0]
    assert (problem.path, problem.line, problem.code) == ("aimo.toml", 3, "config-value")
    assert f"`{key}`" in problem.message
    assert problem.remedy.startswith(f"write {remedy}")


def test_a_long_value_is_shown_in_part() -> None:
    assert len(only_problem(f'review.day = "{"so " * 200}"').message) < 120


def test_a_symbol_that_cannot_be_costs_only_that_symbol() -> None:
    config, problems = read_config('tasks.symbols = { "?" = "none", "!" = "loud", "ab" = "done" }')
    assert config.tasks.symbols == {"?": Symbol.NONE}
    assert [(problem.code, problem.remedy[:29]) for problem in problems] == [
        ("config-unknown", "write a single character in q"),
        ("config-value", 'write one of "todo", "in_prog'),
    ]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('[vault]\nweek_strat = "sunday"', "has no key `vault.week_strat`", 2),
        ("# mine\n[vaults]\nx = 1", "has no key `vaults`", 2),
        ("\nreviw.time = 17:00:00", "has no key `reviw`", 0),
        ("surprise = 1", "has no key `surprise`", 1),
        ("[review]\n'odd key' = 1", "has no key `review.odd key`", 2),
        ("[review]\n[review.inner]\nx = 1", "has no key `review.inner`", 2),
    ],
)
def test_an_unknown_key_is_told_with_the_keys_that_there_are(text: str, message: str, line: int) -> None:
    problem = only_problem(text)
    assert (problem.code, problem.message, problem.line) == ("config-unknown", message, line)
    assert problem.remedy.startswith("write one of ")


def test_a_section_must_be_a_section() -> None:
    problem = only_problem("review = 5")
    assert (problem.code, problem.line) == ("config-value", 1)
    assert problem.remedy == "write [review] on a line of its own, and its keys below it"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = = 2\n", 2),
        ("a = 1\na = 2\nb = 3", 2),
        ("a = 2026-02-30\n", 1),
        ("[vault]\nignore = [\n", 0),
    ],
    ids=["two signs", "twice", "no such day", "left open"],
)
def test_what_is_no_toml_states_nothing_and_is_told_with_its_line(text: str, line: int) -> None:
    config, (problem,) = read_config(text)
    assert config == DEFAULTS
    assert (problem.line, problem.code, problem.remedy) == (line, "config-toml", "mend that line")


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 3000], ids=["huge number", "too deep"])
def test_what_would_stop_the_reader_is_a_problem_too(value: str) -> None:
    assert only_problem(f"a = {value}").code == "config-toml"


def test_every_key_is_listed_with_a_default_that_toml_reads_back() -> None:
    rows = config_keys()
    text = "\n".join(f"{key} = {value}" for key, value in rows)
    assert ("review.time", '"17:00:00"') in rows
    assert read_config(text) == (DEFAULTS, ())


SCALARS = st.one_of(st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.times(), st.dates())
KEYS = st.sampled_from([key for key, _ in config_keys()])


@given(st.dictionaries(KEYS, st.one_of(SCALARS, st.lists(SCALARS, max_size=2)), max_size=6))
def test_whatever_stands_there_a_config_comes_out_and_each_bad_key_is_told(values: dict[str, object]) -> None:
    lines = [f"{key} = {toml}" for key, value in values.items() if (toml := _toml(value)) is not None]
    config, problems = read_config("\n".join(lines))
    assert msgspec.convert(msgspec.to_builtins(config), Config) == config
    assert all(problem.line and problem.message and problem.remedy for problem in problems)
    assert len({problem.line for problem in problems}) == len(problems)
    bad = {problem.line for problem in problems}
    good = [line for number, line in enumerate(lines, 1) if number not in bad]
    assert read_config("\n".join(good)) == (config, ())


def _toml(value: object) -> str | None:
    """The value as TOML; None where JSON, from which it is taken, has no word for it."""
    text = msgspec.json.encode(value).decode()
    try:
        tomllib.loads(f"a = {text}")
    except tomllib.TOMLDecodeError:
        return None
    return text


@pytest.mark.parametrize("folder", [".", "../R", "R//x", "R/../S", ".obsidian", "/R"])
def test_reviews_lie_in_a_folder_that_is_read(folder: str) -> None:
    config, (problem,) = read_config(f'[notes]\nreviews = "{folder}"\n')
    assert config == Config()
    assert problem.code == "config-value"


@pytest.mark.parametrize("folder", ["", "R", "R/", "Life/Reviews"])
def test_folders_for_reviews(folder: str) -> None:
    assert read_config(f'[notes]\nreviews = "{folder}"\n')[1] == ()
