"""Frontmatter as YAML, through python-frontmatter and a loader that nothing in a note can harm.

Knows YAML's nodes, and which of them a flat frontmatter can hold. The loader is the one written in Python
(the one in C ends the process on deeply nested input), refuses aliases and deep nesting, and makes no
objects: a value is text, a number, a day, yes or no, nothing, or a list of these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler

from aimo_md.text.properties import Entry, Value, bare_value

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEEPEST: Final = 20
_BOUNDARY: Final = re.compile(r"\A---\n|^---\Z", re.MULTILINE)
_LINK: Final = re.compile(r"\[\[[^\[\]]+\]\]")
_TEMPLATE: Final = re.compile(r"\{\{.*\}\}", re.DOTALL)
#: YAML takes these for line ends; in a note they are not.
_LINE_ENDS: Final = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
#: Where these fail, the place to look at is where they began.
_BEGUN_EARLIER: Final = frozenset({"while scanning a quoted scalar", "while parsing a flow sequence"})


class YamlError(Exception):
    """The lines are no YAML that aimo reads; `line` is the line of the note to look at."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class _NotFlatError(Exception):
    """A value that is no text, number, day or list of these: it holds keys of its own."""


def read_yaml(lines: Sequence[str], first: int) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Read the lines between the two `---`, of which the first is line `first` of the note.

    Returns:
        The entries in their order, and those whose value is not flat, without it.

    Raises:
        YamlError: where the lines as a whole cannot be read.
    """
    text = "\n".join(lines).translate(_LINE_ENDS)
    handler = _Handler(first)
    try:
        frontmatter.parse(f"---\n{text}\n---", handler=handler)
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark if error.context in _BEGUN_EARLIER else error.problem_mark
        raise YamlError(error.problem or "", first + (mark.line if mark else 0)) from error
    except yaml.reader.ReaderError as error:
        line = first + text.count("\n", 0, error.position)
        raise YamlError("a character that YAML does not allow", line) from error
    except (ValueError, OverflowError) as error:
        raise YamlError("an escape that stands for no character", first) from error
    return tuple(handler.entries), tuple(handler.nested)


class _Loader(yaml.SafeLoader):
    """Composes nodes and stops at what could blow up: aliases, anchors and deep nesting."""

    def __init__(self, stream: str, first: int) -> None:
        super().__init__(stream)
        self._first = first
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose the next node, unless it could blow up."""
        event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs give it no types
        line = self._first + event.start_mark.line
        if event.anchor is not None:
            raise YamlError("found an alias or an anchor", line)
        if self._depth == _DEEPEST:
            raise YamlError("found lists inside lists, too deep", line)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


class _Handler(BaseHandler):
    """Tells python-frontmatter where the frontmatter ends and how to load it, and keeps the lines of keys."""

    def __init__(self, first: int) -> None:
        super().__init__(fm_boundary=_BOUNDARY)
        self.entries: list[Entry] = []
        self.nested: list[Entry] = []
        self._first = first

    def load(self, fm: str) -> dict[str, Value]:
        """Load the keys and values; `entries` and `nested` say more about them."""
        loader = _Loader(fm, self._first)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
        if isinstance(root, yaml.MappingNode):
            for key, value in root.value:
                self._entry(fm, key, value)
        elif root is not None:
            raise YamlError("found no keys", self._first + root.start_mark.line)
        return {entry.key: entry.value for entry in self.entries}

    def _entry(self, text: str, key: yaml.Node, node: yaml.Node) -> None:
        line = self._first + key.start_mark.line
        name = key.value if isinstance(key, yaml.ScalarNode) else _written(text, key)
        try:
            self.entries.append(Entry(key=name, line=line, value=_value(text, node)))
        except _NotFlatError:
            self.nested.append(Entry(key=name, line=line, value=None))


def _value(text: str, node: yaml.Node) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return bare_value(node.value) if node.style is None else str(node.value)
    written = _written(text, node)
    if isinstance(node, yaml.SequenceNode):
        return written if _LINK.fullmatch(written) else tuple(_value(text, child) for child in node.value)
    if _TEMPLATE.fullmatch(written):
        return written
    raise _NotFlatError


def _written(text: str, node: yaml.Node) -> str:
    return text[node.start_mark.index : node.end_mark.index]
