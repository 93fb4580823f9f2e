"""The three shells that aimo can complete in, where they want more than click gives them.

Knows how each of them takes a word apart, and how it wants it quoted. Knows nothing of what is offered.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_BASH: Final = """\
%(complete_func)s() {
    local type value
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_BREAKS="$COMP_WORDBREAKS" \\
%(complete_var)s=bash_complete "$1")
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""
"""Unlike click's it hands over the line itself: from bash's own words nobody can tell what was quoted."""
_SPECIAL: Final = re.compile(r"[^\w@%+=:,./-]")
_IN_DOUBLE_QUOTES: Final = re.compile(r'[\\$"`]')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """The last word of a line: the quote that is open in it, and what stands before its last break.

    Bash completes only what stands behind a break, such as the colon in `Greek: verbs`.
    """

    quote: str
    before: str

    @staticmethod
    def of(line: str, breaks: str) -> _Typed:
        word = before = quote = ""
        escaped = False
        for sign in line:
            if escaped:
                word, escaped = word + sign, False
            elif sign == "\\" and quote != "'":
                escaped = True
            elif quote:
                word, quote = (word, "") if sign == quote else (word + sign, quote)
            elif sign in "'\"":
                quote = sign
            elif sign.isspace():
                word = before = ""
            else:
                word += sign
                before = word if sign in breaks else before
        return _Typed(quote=quote, before=before)


class _WholeWord(ShellComplete):
    """A shell that replaces the whole word: what is offered for `--shape=le` begins with `--shape=`."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        found = super().get_completions(args, incomplete)
        name, sign, _ = incomplete.partition("=")
        if not sign or not name.startswith("--"):
            return found
        return [CompletionItem(f"{name}={each.value}", each.type, each.help) for each in found]


class _Bash(_WholeWord, BashComplete):
    source_template: ClassVar[str] = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        line = os.environ["COMP_WORDS"]
        words = split_arg_string(line)
        begun = split_arg_string(f"{line}_")  # as many words, unless the line ends between two
        return (words[1:-1], words[-1]) if len(begun) == len(words) else (words[1:], "")

    def format_completion(self, item: CompletionItem[str]) -> str:
        typed = _Typed.of(os.environ["COMP_WORDS"], os.environ.get("COMP_BREAKS", ""))
        value = item.value[len(typed.before) :]
        if typed.quote == "'":
            value = value.replace("'", r"'\''")
        elif typed.quote:
            value = _IN_DOUBLE_QUOTES.sub(r"\\\g<0>", value)
        else:
            value = _SPECIAL.sub(r"\\\g<0>", value)
        return f"{item.type},{value}"


class _Zsh(_WholeWord, ZshComplete):
    """Loads zsh's own completion where `~/.zshrc` has not."""

    source_template: ClassVar[str] = ZshComplete.source_template.replace(
        "    compdef ",
        "    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }\n    compdef ",
    )


class _Fish(_WholeWord, FishComplete):
    """Takes a title with a comma as one."""

    source_template: ClassVar[str] = FishComplete.source_template.replace(
        'string split ","', 'string split -m 1 ","'
    )


SHELLS: Final[Mapping[str, type[ShellComplete]]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def prepare() -> None:
    """Let click answer these shells."""
    for name, shell in SHELLS.items():
        add_completion_class(shell, name)
