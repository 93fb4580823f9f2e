"""A vault's own templates and phrases in the place of aimo's, each only where it is sound.

What has a fault is told with its place, and aimo's own text stays in use. Knows how templates and phrases are
named. Knows no disk: the texts are passed in.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from aimo_md.errors import AimoError, Problem
from aimo_md.notes.phrases import Phrases
from aimo_md.notes.render import MOST_OF_OWN, PHRASES_NAME, TEMPLATE_ENDING, TemplateFaultError, fill
from aimo_md.notes.template_rules import LONGEST, check_template
from aimo_md.notes.template_values import EXAMPLES, without_content
from aimo_md.text.blocks import is_marker, open_fence
from aimo_md.text.lines import split_lines
from aimo_md.toml_lines import line_of_fault, lines_of_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aimo_md.notes.render import Templates

_FIELD: Final = re.compile(r"\{([a-z_]+)\}")


def own_file_names(templates: Templates) -> tuple[str, ...]:
    """The files that a vault may bring, by their path below its folder of templates."""
    return (*(f"{name}{TEMPLATE_ENDING}" for name in templates.names()), PHRASES_NAME)


def overridden(
    templates: Templates, texts: Mapping[str, str], folder: str
) -> tuple[Templates, tuple[Problem, ...]]:
    """The templates with those of a vault in their place, and what is wrong with these.

    Args:
        templates: aimo's own.
        texts: the vault's files by path, as `own_file_names` has them.
        folder: where they lie in the vault, for the problems.
    """
    problems: list[Problem] = []
    own: dict[str, str] = {}
    for name in templates.names():
        source = texts.get(f"{name}{TEMPLATE_ENDING}")
        if source is None:
            continue
        try:
            _try_out(name, source)
        except TemplateFaultError as fault:
            problems.append(_problem(f"{folder}/{name}{TEMPLATE_ENDING}", fault.line, str(fault)))
        else:
            own[name] = source
    phrases = templates.phrases
    if PHRASES_NAME in texts:
        phrases, faults = _with_phrases(phrases, texts[PHRASES_NAME])
        problems += (_problem(f"{folder}/{PHRASES_NAME}", line, words) for line, words in faults)
    return replace(templates, own=own, phrases=phrases), tuple(problems)


def _try_out(name: str, source: str) -> None:
    """Fill a template where there is much to say, and where there is nothing.

    Raises:
        TemplateFaultError: that does not go well.
    """
    values = EXAMPLES[name]
    check_template(source, values.keys())
    for content in (values, without_content(values)):
        lines = split_lines(fill(source, content, most=MOST_OF_OWN))
        if open_fence(lines):
            raise TemplateFaultError("leaves a code fence open", 0)
        if any(map(is_marker, lines)):
            raise TemplateFaultError("holds a marker of aimo's, which aimo sets itself", 0)


def _with_phrases(phrases: Phrases, text: str) -> tuple[Phrases, tuple[tuple[int, str], ...]]:
    """The phrases with those of the text in their place, and the faults of the others by line."""
    if len(text) > LONGEST:
        return phrases, ((0, f"has more than {LONGEST:,} characters"),)
    try:
        own = Phrases.read(PHRASES_NAME, text)
    except AimoError as error:
        cause = error.__cause__
        if isinstance(cause, tomllib.TOMLDecodeError):
            return phrases, ((line_of_fault(cause), f"is not TOML: {cause}"),)
        return phrases, ((0, str(error)),)
    faults = dict((*_faulty_texts(phrases, own), *_faulty_lists(phrases, own)))
    lines = lines_of_keys(text)
    sound = replace(
        phrases,
        texts={**phrases.texts, **{key: said for key, said in own.texts.items() if key not in faults}},
        lists={**phrases.lists, **{key: said for key, said in own.lists.items() if key not in faults}},
    )
    return sound, tuple((lines.get(key, 0), fault) for key, fault in faults.items())


def _faulty_texts(phrases: Phrases, own: Phrases) -> Iterator[tuple[str, str]]:
    for key, said in own.texts.items():
        there = phrases.texts.get(key)
        if there is None:
            yield key, f"has a phrase `{key}` that aimo does not say"
            continue
        unknown = [name for name in _FIELD.findall(said) if name not in _FIELD.findall(there)]
        if unknown:
            yield key, f"has a field {{{unknown[0]}}} in `{key}` that nothing fills"
        elif len(split_lines(said)) > 1:
            yield key, f"has more than one line in `{key}`"


def _faulty_lists(phrases: Phrases, own: Phrases) -> Iterator[tuple[str, str]]:
    for key, words in own.lists.items():
        there = phrases.lists.get(key)
        if there is None:
            yield key, f"has a list `{key}` that aimo does not use"
        elif len(there) != len(words):
            yield key, f"must have {len(there)} words in `{key}`, not {len(words)}"


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(
        path=path,
        line=line,
        code="template-fault",
        message=message,
        remedy="mend it; until then aimo's own text is used",
    )
