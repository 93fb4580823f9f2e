"""How blocks of HTML begin and end in Markdown: CommonMark's seven kinds, without the last.

Knows lines, not tags. The seventh kind (any tag alone on its line) is only recognised as something to ask
about.
"""

from __future__ import annotations

import re
from typing import Final

_BLOCK_TAGS: Final = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main"
    "|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead"
    "|title|tr|track|ul"
)
#: The end of a block that only a blank line ends: nothing on its lines does.
BLANK_LINE: Final = re.compile(r"(?!)")

_KINDS: Final = tuple(
    (re.compile(begins, re.IGNORECASE), re.compile(ends, re.IGNORECASE))
    for begins, ends in (
        (r"<(?:script|pre|style|textarea)(?:[ \t>]|$)", r"</(?:script|pre|style|textarea)>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<!\[CDATA\[", r"\]\]>"),
        (r"<![a-z]", r">"),
    )
)
_TAG: Final = re.compile(rf"</?(?:{_BLOCK_TAGS})(?:[ \t]|/?>|$)", re.IGNORECASE)


def html_end(content: str) -> re.Pattern[str] | None:
    """What ends the HTML block that a line with this content begins; None where it begins none."""
    for begins, ends in _KINDS:
        if begins.match(content):
            return ends
    return BLANK_LINE if _TAG.match(content) else None


def is_lone_tag(content: str) -> bool:
    """Whether the content may be one tag and nothing else: a block of HTML where no paragraph is open."""
    return content.rstrip(" \t").endswith(">")
