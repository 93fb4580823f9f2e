"""Notes as editors leave them: mixed line ends, BOM, trailing spaces, no final line end, odd white space."""

from __future__ import annotations

from hypothesis import strategies as st

TASK_LINES = (
    "- [ ] Build the page 📅 2026-11-27",
    "- [/] Sign-up form ⏫ 🔁 every week 🛫 2026-11-02 📅 2026-11-27 #web ^form",
    "* [x] Hero section ✅ 2026-11-10  ",
    "\t- [ ] Call the bank  [priority:: high]  [due:: 2026-12-01]",
    "> 1. [?] Quoted (scheduled:: 2026-12-01)",
    "- [ ] Plain words",
    "- [ ] [weight:: 3] [goal:: [[Garden]]]",
    "+ [-] Dropped ❌ 2026-11-01 \u2028 not a line end",
    "- [ ] 할 일 🆔 abc ⛔ def,ghi ➕ 2026-10-01 ⏳ 2026-11-30 ^id-1",
)
OTHER_LINES = (
    "",
    "",
    "  ",
    "Words.",
    "Words with a form feed \x0b and spaces  ",
    "- a bullet",
    "- 2026-11-20: 18 200",
)
HEADINGS = ("# Title", "## Log", "### Decisions ##", "Underlined\n===")
FENCE = ("```md", "- [ ] no task", "## No heading", "<!-- aimo:decide -->", "```")
PROPERTIES = (
    "type: goal",
    "status: active  # as ever",
    'deadline:   "2026-12-31"',
    "why: it's time",
    "hard:",
    "tags: [a, b]",
    "aliases:\n  - One\n  - Two",
    "# a comment",
    "",
    "'parent' : '[[Work]]'",
)


def line_ends() -> st.SearchStrategy[str]:
    return st.sampled_from(("\n", "\n", "\r\n", "\r"))


@st.composite
def notes(draw: st.DrawFn) -> str:
    """A whole note."""
    parts: list[str] = []
    if draw(st.booleans()):
        parts += ["---", *draw(st.lists(st.sampled_from(PROPERTIES), unique=True, max_size=6)), "---"]
    block = st.one_of(
        st.sampled_from((*TASK_LINES, *TASK_LINES, *OTHER_LINES, *HEADINGS)), st.just("\n".join(FENCE))
    )
    parts += draw(st.lists(block, min_size=1, max_size=12))
    lines = "\n".join(parts).split("\n")
    one_end = draw(st.sampled_from(("\n", "\r\n", None)))
    ends = [one_end or draw(line_ends()) for _ in lines]
    if draw(st.booleans()):
        ends[-1] = ""
    bom = draw(st.sampled_from(("", "\ufeff")))
    return bom + "".join(line + end for line, end in zip(lines, ends, strict=True))
