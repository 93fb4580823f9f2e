"""Templates: where the finished lines of a note are placed.

Knows Jinja, sandboxed, and that a vault may bring templates of its own. Knows no disk: the sources are passed
in. What a template places is finished text; it decides on order and headings, never on escaping or numbers.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from aimo_md.errors import AimoError
from aimo_md.notes.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

TEMPLATE_ENDING: Final = ".md.j2"
PHRASES_NAME: Final = "phrases.toml"
MOST_OF_OWN: Final = 1 << 18
"""So many characters a template of the vault's own may come to."""
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_IN_TEMPLATE: Final = "<template>"
"""The file name that Jinja gives to the code of a template without a file."""

ENVIRONMENT: Final = SandboxedEnvironment(
    undefined=StrictUndefined,
    autoescape=False,  # Markdown, not HTML: what a user wrote is escaped before it gets here
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
)


class TemplateFaultError(AimoError):
    """A template cannot be filled. The message says why; `line` counts from 1, 0 where it is not known."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The templates and phrases of one language.

    `sources` are aimo's own texts by their path below the folder of templates, such as `en/decide.md.j2`;
    `own` are the templates of the vault, by name, such as `decide`.
    """

    language: str
    sources: Mapping[str, str]
    phrases: Phrases
    own: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Mapping[str, str], language: str) -> Templates:
        """The templates of a language.

        Raises:
            AimoError: there are no phrases for this language, or they cannot be read.
        """
        name = f"{language}/{PHRASES_NAME}"
        if name not in sources:
            languages = sorted({path.split("/")[0] for path in sources if path.endswith(f"/{PHRASES_NAME}")})
            raise AimoError(f"there is no {name}", hint=f"the languages are: {', '.join(languages)}")
        return cls(language=language, sources=sources, phrases=Phrases.read(name, sources[name]))

    def names(self) -> tuple[str, ...]:
        """The names of all templates, such as `review/summary`."""
        before = f"{self.language}/"
        return tuple(
            path.removeprefix(before).removesuffix(TEMPLATE_ENDING)
            for path in sorted(self.sources)
            if path.startswith(before) and path.endswith(TEMPLATE_ENDING)
        )

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The template `name` (such as `review/summary`) with these values; never two blank lines in a row.

        A template of the vault that cannot be filled, or comes to too much, gives way to aimo's own.

        Raises:
            AimoError: there is no such template or it has a fault; the message says where.
        """
        if name in self.own:
            with suppress(TemplateFaultError):
                return fill(self.own[name], values, most=MOST_OF_OWN)
        path = f"{self.language}/{name}{TEMPLATE_ENDING}"
        if path not in self.sources:
            raise AimoError(f"there is no template {path}")
        try:
            return fill(self.sources[path], values)
        except TemplateFaultError as fault:
            raise AimoError(f"template {path}, line {fault.line}: {fault}") from fault


def fill(source: str, values: Mapping[str, object], *, most: int | None = None) -> str:
    """The text of a template with these values; no more than `most` characters where that is given.

    Raises:
        TemplateFaultError: it cannot be filled.
    """
    parts = []
    rest = most
    try:
        for part in _compiled(source).generate(values):
            parts.append(part)
            rest = None if rest is None else rest - len(part)
            if rest is not None and rest < 0:
                raise TemplateFaultError(f"comes to more than {most:,} characters", 0)
    except TemplateSyntaxError as error:
        raise TemplateFaultError(error.message or "is no template", error.lineno) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise TemplateFaultError(str(error), _line_in_template(error)) from error
    return _BLANK_LINES.sub("\n\n", "".join(parts)).strip()


@lru_cache(maxsize=256)
def _compiled(source: str) -> Template:
    """The template as a program: every turn fills the same few."""
    return ENVIRONMENT.from_string(source)


def _line_in_template(error: Exception) -> int:
    """The last line of the template on the way to the error."""
    line, traceback = 0, error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _IN_TEMPLATE:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
