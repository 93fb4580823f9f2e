"""The first config of a vault."""

from __future__ import annotations

from pathlib import Path

from aimo_md.config import (
    CommitMode,
    Config,
    GitConfig,
    Language,
    NotesConfig,
    TasksConfig,
    VaultConfig,
    read_config,
)
from aimo_md.notes.first_config import Choice, first_config

TEMPLATE = (Path(__file__).parents[2] / "templates/aimo.toml").read_text("utf-8")


def test_without_a_choice_the_template_stays_and_says_nothing() -> None:
    assert first_config(TEMPLATE, ()) == TEMPLATE
    assert read_config(TEMPLATE) == (Config(), ())


def test_a_choice_takes_the_place_of_its_line() -> None:
    text = first_config(TEMPLATE, (Choice(key="git.commit", value="own", why="as it is"),))
    before, after = TEMPLATE.split("\n"), text.split("\n")
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new for _, new in changed] == ['commit = "own"                  # as it is']
    assert changed[0][0].startswith('# commit = "notes"')


def test_what_is_chosen_is_read_back() -> None:
    choices = (
        Choice(key="vault.ignore", value=("Templates", 'Meta/"x"'), why="templates"),
        Choice(key="notes.language", value="ko", why="Korean"),
        Choice(key="git.commit", value="own", why="obsidian-git"),
        Choice(key="tasks.complete_recurring", value=True, why="no plugin does it"),
        Choice(key="vault.goals_folder", value="Goals", why="no line in the template"),
    )
    assert read_config(first_config(TEMPLATE, choices)) == (
        Config(
            vault=VaultConfig(ignore=("Templates", 'Meta/"x"'), goals_folder="Goals"),
            notes=NotesConfig(language=Language.KOREAN),
            tasks=TasksConfig(complete_recurring=True),
            git=GitConfig(commit=CommitMode.OWN),
        ),
        (),
    )
