"""The words of one language, by key, with plain `{name}` fields.

Knows how a phrase is looked up and filled. Knows no phrase itself: they stand in `phrases.toml` among the
templates, and a vault may bring its own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.errors import AimoError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FIELD: Final = re.compile(r"\{([a-z_]+)\}")
_NOTHING: Final[Mapping[str, str | int]] = {}


_FORMS: Final = {1: "one", 2: "two"}
_OTHER: Final = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Phrases and lists of words by dotted key; `source` is the name of the file that they came from."""

    source: str
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, source: str, text: str) -> Phrases:
        """The phrases that a TOML text states.

        Raises:
            AimoError: it is no TOML, or a value is neither a text nor a list of texts.
        """
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise AimoError(f"{source} is not TOML: {error}", hint="mend that line") from error
        entries = dict(_flat(source, table, ""))
        return cls(
            source=source,
            texts={key: value for key, value in entries.items() if isinstance(value, str)},
            lists={key: value for key, value in entries.items() if isinstance(value, tuple)},
        )

    def say(self, key: str, values: Mapping[str, str | int] = _NOTHING) -> str:
        """The phrase with its fields filled; what is filled in is never read as a phrase again.

        Raises:
            AimoError: there is no such phrase, or it names a field that has no value here.
        """
        phrase = self.texts.get(key)
        if phrase is None:
            raise self._fault(f"has no phrase `{key}`")

        def value(field: re.Match[str]) -> str:
            if field[1] not in values:
                raise self._fault(f"has a field {{{field[1]}}} in `{key}` that nothing fills")
            return str(values[field[1]])

        return _FIELD.sub(value, phrase)

    def count(self, key: str, number: int, values: Mapping[str, str | int] = _NOTHING) -> str:
        """The phrase `key.one` or `key.two` for these numbers, where it is there, else `key.other`."""
        form = f"{key}.{_FORMS.get(number, _OTHER)}"
        return self.say(form if form in self.texts else f"{key}.{_OTHER}", {"number": number, **values})

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words, such as the names of the months.

        Raises:
            AimoError: there is no such list.
        """
        found = self.lists.get(key)
        if found is None:
            raise self._fault(f"has no list `{key}`")
        return found

    def _fault(self, words: str) -> AimoError:
        return AimoError(
            f"{self.source} {words}", hint="compare it with the file of this name that aimo brings"
        )


def _flat(
    source: str, table: Mapping[str, object], before: str
) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(source, value, f"{before}{key}.")
        elif isinstance(value, str):
            yield before + key, value
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield before + key, tuple(value)
        else:
            raise AimoError(f"{source}: `{before}{key}` is no text", hint="write it in quotes")
