"""Templates: where the finished lines of a note are placed.

Knows Jinja, sandboxed, and that a template may come from the vault. Knows no disk: the sources are passed in.
What a template places is finished text; it decides on order and headings, never on escaping or numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from aimo_md.errors import AimoError
from aimo_md.notes.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENDING = ".md.j2"
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The templates and phrases of one language.

    `sources` are texts by their path below the folder of templates, such as `en/review/decide.md.j2`.
    """

    language: str
    sources: Mapping[str, str]
    phrases: Phrases
    _environment: SandboxedEnvironment = field(repr=False, compare=False)

    @classmethod
    def of(cls, sources: Mapping[str, str], language: str) -> Templates:
        """The templates of a language.

        Raises:
            AimoError: there are no phrases for this language, or they cannot be read.
        """
        name = f"{language}/phrases.toml"
        if name not in sources:
            languages = sorted({path.split("/")[0] for path in sources if path.endswith("/phrases.toml")})
            raise AimoError(f"there is no {name}", hint=f"the languages are: {', '.join(languages)}")
        return cls(
            language=language,
            sources=sources,
            phrases=Phrases.read(name, sources[name]),
            _environment=SandboxedEnvironment(
                undefined=StrictUndefined,
                autoescape=False,  # Markdown, not HTML: what a user wrote is escaped before it gets here
                trim_blocks=True,
                lstrip_blocks=True,
                keep_trailing_newline=False,
            ),
        )

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The template `name` (such as `review/decide`) with these values; never two blank lines in a row.

        Raises:
            AimoError: there is no such template or it has a fault; the message says where.
        """
        path = f"{self.language}/{name}{_ENDING}"
        if path not in self.sources:
            raise AimoError(f"there is no template {path}")
        try:
            text = self._environment.from_string(self.sources[path]).render(values)
        except TemplateSyntaxError as error:
            raise AimoError(f"template {path}, line {error.lineno}: {error.message}") from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            raise AimoError(f"template {path}: {error}") from error
        return _BLANK_LINES.sub("\n\n", text).strip()
