"""Text added at the end of what stands under a heading.

Knows where the text under a heading ends. Headings in a quote are not among them, nor are those of a managed
block. It must not know what the headings of a note are for.
"""

from __future__ import annotations

from aimo_md.text.blank_lines import last_text_line
from aimo_md.text.document import Heading, read_document
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal, RefusalReason
from aimo_md.text.splice import Splice, splice


def with_text_under(text: str, heading: str, added: str, level: int) -> str | Refusal:
    r"""The note with these lines added below the last line that is not blank under the heading.

    What stands under it ends at the next heading of any level. Where the heading is missing, it is made at
    the end of the note.

    Args:
        text: the whole note.
        heading: the words of the heading, capitals aside.
        added: the lines to add, with `\n` between them.
        level: of the heading that is made; of several headings of these words the one of this level is meant.
    """
    lines = split_lines(text)
    headings = [
        found for found in read_document(text).headings if not lines[found.line - 1].lstrip().startswith(">")
    ]
    named = [found for found in headings if found.text.casefold() == heading.casefold()]
    same_level = [found for found in named if found.level == level]
    if len(same_level or named) > 1:
        message = f'the note has the heading "{heading}" more than once'
        return Refusal(reason=RefusalReason.AMBIGUOUS, message=message)
    if not named:
        return _with_new_heading(text, heading, added, level)
    begin = (same_level or named)[0].line
    end = min((found.line for found in headings if found.line > begin), default=len(lines) + 1)
    last = last_text_line(lines[: end - 1])
    new = split_lines(added)
    if last + 1 == end <= len(lines) and not lines[last].lstrip().startswith("#"):
        new = (*new, "")  # else a heading that is underlined would go on with what is added
    return splice(text, (Splice(line=last + 1, count=0, lines=new),))


def _with_new_heading(text: str, heading: str, added: str, level: int) -> str | Refusal:
    """The note with a heading and its text at the end, after a blank line."""
    lines = split_lines(text)
    last = last_text_line(lines)
    new = (f"{'#' * level} {heading}", *split_lines(added))
    changed = splice(text, (Splice(line=last + 1, count=0, lines=("", *new) if last else new),))
    made = Heading(line=last + (2 if last else 1), level=level, text=heading)
    if made not in read_document(changed).headings:
        message = f'the end of the note is no place for a heading "{heading}"'
        return Refusal(reason=RefusalReason.WOULD_MISREAD, message=message)
    return changed
