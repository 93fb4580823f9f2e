"""The reference says all that there is, and nothing that there is not."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from aimo_md.cli.app import COMMANDS, aimo
from aimo_md.config import config_keys
from aimo_md.errors import ExitCode
from aimo_md.goals.keys import GOAL_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "aimo_md"
REFERENCE = (ROOT / "docs" / "reference.md").read_text("utf-8")
SOURCES = [path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))]


def section(title: str, level: int = 2) -> str:
    """What stands below a heading."""
    _, _, rest = REFERENCE.partition(f"\n{'#' * level} {title}")
    assert rest, f"there is no heading {title}"
    return re.split(rf"^#{{1,{level}}} ", rest, flags=re.MULTILINE)[0]


def rows(title: str) -> list[list[str]]:
    """The cells of the table below a heading, without the code marks around a cell."""
    lines = [line for line in section(title).split("\n") if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def in_code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def options(command: click.Command) -> set[str]:
    """The long options of a command and of those below it."""
    names = (name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts))
    own = {name for name in names if name.startswith("--")} - {"--help"}
    if not isinstance(command, click.Group) or command is aimo:
        return own
    return own.union(*(options(below) for below in command.commands.values()))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_with_its_options(name: str) -> None:
    command = importlib.import_module(f"aimo_md.cli.{name}").command
    arguments = [f" {each.metavar}" for each in command.params if isinstance(each, click.Argument)]
    heading, _, text = section(f"aimo {name}", level=3).partition("\n")
    assert heading == "".join(arguments)
    assert set(re.findall(r"--[a-z-]+", text)) == options(command)


def test_every_option_that_commands_share_is_explained() -> None:
    shared = {cell.split(" ")[0].strip("`") for cell, *_ in rows("Commands")}
    each = [options(importlib.import_module(f"aimo_md.cli.{name}").command) for name in COMMANDS]
    assert shared == {name for name in set().union(*each) if sum(name in some for some in each) > 1}
    assert options(aimo) <= set(re.findall(r"--[a-z-]+", section("Commands")))


def test_no_command_is_there_that_does_not_exist() -> None:
    assert re.findall(r"^### aimo (\w+)", REFERENCE, flags=re.MULTILINE) == list(COMMANDS)


def test_every_exit_code_is_there() -> None:
    assert [int(code) for code, _ in rows("Exit codes")] == [code.value for code in ExitCode]


def test_every_key_of_the_config_is_there_with_its_default() -> None:
    told = [(key.strip("`"), default.strip("`")) for key, default, _ in rows("Config")]
    assert told == [(key, default.replace(",", ", ")) for key, default in config_keys()]


def test_every_key_of_a_note_is_there_under_all_its_names() -> None:
    told = {name for first, others, _ in rows("A goal's note") for name in in_code(first + others)}
    assert told == {name for names in GOAL_KEYS.values() for name in names}


def test_every_variable_is_there() -> None:
    told = {name for cell, *_ in rows("Environment") for name in in_code(cell)}
    assert told == {name for source in SOURCES for name in re.findall(r'"(AIMO_[A-Z_]+)"', source)}


def test_every_problem_and_hint_is_there_in_order() -> None:
    problems, hints = (
        [code for cell, *_ in rows(title) for code in in_code(cell)] for title in ("Problems", "Hints")
    )
    assert {*problems, *hints} == {code for source in SOURCES for code in problem_codes(ast.parse(source))}
    assert (problems, hints) == (sorted(problems), sorted(hints))


def problem_codes(module: ast.Module) -> Iterator[str]:
    """What is given a parameter or a name `code` anywhere in a module."""
    takers = dict(parameters_named_code(module))
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            values = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            if name in takers:
                values += node.args[takers[name] : takers[name] + 1]
        elif isinstance(node, ast.Assign):
            values = assigned_to_code(node)
        else:
            continue
        yield from (
            value.value
            for value in values
            if isinstance(value, ast.Constant) and isinstance(value.value, str)
        )


def parameters_named_code(module: ast.Module) -> Iterator[tuple[str, int]]:
    """The functions that take a `code`, each with its place among the arguments of a call."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg not in {"self", "cls"}]
            if "code" in names:
                yield node.name, names.index("code")


def assigned_to_code(node: ast.Assign) -> list[ast.expr]:
    """What is assigned to the name `code`, alone or with others."""
    values: list[ast.expr] = []
    for target in node.targets:
        if isinstance(target, ast.Name) and target.id == "code":
            values.append(node.value)
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = zip(target.elts, node.value.elts, strict=True)
            values += [value for name, value in pairs if isinstance(name, ast.Name) and name.id == "code"]
    return values


@pytest.mark.parametrize(
    "source",
    [
        'Problem(code="a-b")',
        'def fault(line, code, words): ...\nfault(1, "a-b", "c")',
        'class A:\n    def fault(self, code): ...\nA().fault("a-b")',
        'code = "a-b"',
        'code, words = "a-b", "c"',
    ],
)
def test_how_codes_are_found(source: str) -> None:
    assert list(problem_codes(ast.parse(source))) == ["a-b"]
