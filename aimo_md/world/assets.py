"""What aimo brings along: its templates and the sample vault; and what lies in a folder of such files.

Knows where they lie: in the installed package, or beside it in a checkout. Knows nothing of what they say.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from aimo_md.errors import AimoError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

TEMPLATES = "templates"
SAMPLE_VAULT = "sample_vault"


def bundled(name: str) -> Traversable:
    """The folder of that name that came with aimo.

    Raises:
        AimoError: it is not there.
    """
    package = resources.files("aimo_md")
    checkout = Path(__file__).parents[2]
    for place in (package.joinpath(name), checkout / name):
        if place.is_dir():
            return place
    raise AimoError(f"aimo's own folder `{name}` is missing", hint="install aimo again")


def read_texts(folder: Traversable) -> dict[str, str]:
    """Every text in a folder by its name, the path inside it with `/`; sorted, without hidden files.

    Raises:
        AimoError: the folder cannot be read, or a text is not UTF-8.
    """
    texts = {}
    try:
        for name, file in _files(folder):
            if not file.name.startswith("."):
                texts[name] = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise AimoError(f"a text in {folder} is not UTF-8", hint="save it with the encoding UTF-8") from error
    except OSError as error:
        raise AimoError(f"the texts in {folder} cannot be read: {error.strerror}") from error
    return texts


def names_in(folder: Path) -> tuple[str, ...]:
    """The names in a folder, sorted; none where it is not there or cannot be listed."""
    with suppress(OSError):
        return tuple(sorted(file.name for file in folder.iterdir()))
    return ()


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _files(entry, f"{name}/")
        else:
            yield name, entry
