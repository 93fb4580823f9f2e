"""What the shell offers while a command is typed: the titles of goals, the names of shapes.

Knows click's protocol for completion. What goes wrong offers nothing: a prompt is no place for messages.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from aimo_md.cli.options import find_vault
from aimo_md.errors import AimoError
from aimo_md.reader import Index, Reader
from aimo_md.vault_shapes import VaultShapes
from aimo_md.world.state import vault_state

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click


def goal_titles(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """The titles of the vault's goals that begin with what was typed."""
    with suppress(AimoError):
        root = _vault(ctx)
        notes = Reader(root, Index(vault_state(root).folder, root)).look().notes
        titles = sorted({reading.title for reading in notes.values() if reading.goal is not None})
        return _beginning(titles, incomplete)
    return []


def shape_names(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """The shapes that a new goal can have, the vault's own among them."""
    with suppress(AimoError):
        root = _vault(ctx)
        shapes = VaultShapes(root, Reader(root).config)
        return _beginning(sorted(shapes.of("en").keys() | shapes.of("ko").keys()), incomplete)
    return []


def _vault(ctx: click.Context) -> Path:
    """The vault that the line names so far, or that the folder is in.

    Raises:
        RequestError: there is no such folder.
    """
    given = ctx.params.get("vault")
    return find_vault(given if isinstance(given, Path) else None, anywhere=True)


def _beginning(words: Iterable[str], incomplete: str) -> list[CompletionItem[str]]:
    typed = incomplete.casefold()
    return [CompletionItem(word) for word in words if word.casefold().startswith(typed)]
