"""The house: a room imports only rooms to its left, and the pure rooms touch nothing of the world."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "aimo_md"

ROOMS = (
    ("errors", "toml_lines"),
    ("config",),
    ("text",),
    ("goals",),
    ("measures",),
    ("plan",),
    ("notes",),
    ("world",),
    ("jobs", "story", "timing"),
    ("cycle",),
    ("delivery", "lookout", "pushing", "reader", "replay", "sightings", "vault_shapes", "vault_templates"),
    ("workplace", "demo", "worker"),
    ("checkup",),
    ("daemon",),
    ("cli",),
)
"""From left to right; what stands in one pair of brackets does not import its neighbours."""

PURE = frozenset(
    {
        "errors",
        "toml_lines",
        "config",
        "text",
        "goals",
        "measures",
        "plan",
        "notes",
        "jobs",
        "story",
        "timing",
        "cycle",
    }
)

EFFECTS = frozenset(
    {
        "asyncio",
        "click",
        "discord_webhook",
        "fcntl",
        "getpass",
        "git",
        "glob",
        "http",
        "io",
        "logging",
        "os",
        "platform",
        "platformdirs",
        "requests",
        "rich",
        "select",
        "shutil",
        "signal",
        "socket",
        "sqlite3",
        "ssl",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
        "uuid",
        "watchdog",
        "zoneinfo",
    }
)
"""Modules that reach the disk, the clock, the network, a terminal or a log."""

CLOCKS = frozenset({"now", "today", "utcnow", "open", "print", "input"})


def modules(*rooms: str) -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if room_of(path) in rooms:
            yield path


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    """Every module that a file imports, anywhere in it; a relative import is spelt out."""
    package = ("aimo_md", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            named = (*base, *(node.module or "").split("."))
            yield from ((*named, alias.name) for alias in node.names)


def rank(room: str) -> int:
    return next(index for index, rooms in enumerate(ROOMS) if room in rooms)


def test_every_module_stands_in_a_room() -> None:
    known = {room for rooms in ROOMS for room in rooms} | {"__init__"}
    assert {room_of(path) for path in PACKAGE.rglob("*.py")} <= known


@pytest.mark.parametrize("room", [room for rooms in ROOMS for room in rooms])
def test_a_room_imports_only_rooms_to_its_left(room: str) -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {'.'.join(name)}"
        for path in modules(room)
        for name in imports(path)
        if name[0] == "aimo_md" and len(name) > 1 and name[1] != "__version__"
        if name[1] != room and rank(name[1]) >= rank(room)
    ]
    assert wrong == []


@pytest.mark.parametrize("room", sorted(PURE))
def test_a_pure_room_touches_nothing_of_the_world(room: str) -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {'.'.join(name)}"
        for path in modules(room)
        for name in imports(path)
        if name[0] in EFFECTS or ".".join(name[:2]) in EFFECTS
    ]
    assert wrong == []


@pytest.mark.parametrize("room", sorted(PURE))
def test_a_pure_room_reads_no_clock_and_opens_no_file(room: str) -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} calls {name}"
        for path in modules(room)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for name in [node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")]
        if name in CLOCKS
    ]
    assert wrong == []


def test_the_files_of_the_world_do_not_import_each_other() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {'.'.join(name)}"
        for path in modules("world")
        for name in imports(path)
        if name[:2] == ("aimo_md", "world")
        and name[2] != path.relative_to(PACKAGE).parts[1].removesuffix(".py")
    ]
    assert wrong == []


def test_the_walk_sees_hidden_imports() -> None:
    """The law would be empty if an import under TYPE_CHECKING or inside a function went unseen."""
    source = PACKAGE / "cli" / "__init__.py"
    assert ("aimo_md", "cli", "app", "aimo") in set(imports(source))
    assert ("aimo_md", "errors", "Problem") in set(imports(PACKAGE / "measures" / "model.py"))
