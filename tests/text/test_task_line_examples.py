# ruff: noqa: RUF001  # look-alike signs are what is tested
"""Task lines as people write them, by hand: what is left of each as text, and what it says."""

from __future__ import annotations

import pytest

from aimo_md.text.task_line import read_task_line
from tests.text.task_line_case import Case, said

DAY = "2026-11-30"
NBSP = "\xa0"
IDEOGRAPHIC_SPACE = "\u3000"
ZERO_WIDTH_NO_BREAK = "\ufeff"

TEXT = (
    Case("", "", {}),
    Case("   ", "", {}),
    Case(NBSP, "", {}),
    Case(f"{IDEOGRAPHIC_SPACE}Do it\t", "Do it", {}),
    Case(f"{ZERO_WIDTH_NO_BREAK}Do it{ZERO_WIDTH_NO_BREAK}", "Do it", {}),
    Case("Do  it", "Do  it", {}),
    Case("장보기 📅 2026-11-30", "장보기", {"due": DAY}),
    Case("장보기📅2026-11-30", "장보기", {"due": DAY}),
    Case("Read [[Some note|a note]] 📅 2026-11-30", "Read [[Some note|a note]]", {"due": DAY}),
    Case("Read [a page](https://x.org/#due) ⏫", "Read [a page](https://x.org/#due)", {"priority": "high"}),
    Case("Party 🎉 for 🙂 📅 2026-11-30", "Party 🎉 for 🙂", {"due": DAY}),
    Case("Put the 📅 on the wall", "Put the 📅 on the wall", {}),
    Case("📅 is my favourite sign", "📅 is my favourite sign", {}),
    Case("Say what 📅 means 📅 2026-11-30", "Say what 📅 means", {"due": DAY}),
    Case("Learn `[due:: 2026-11-30]`", "Learn `[due:: 2026-11-30]`", {}),
    Case("Nested ([due:: 2026-11-30])", "Nested ([due:: 2026-11-30])", {}),
    Case("Nested [[due:: 2026-11-30]]", "Nested [[due:: 2026-11-30]]", {}),
    Case("Nested [[due:: 2026-11-30]", "Nested [", {"due": DAY}),
    Case("Unclosed [due:: [due:: 2026-11-30]", "Unclosed [due::", {"due": DAY}),
    Case("Unclosed (due:: 2026-11-30 [due:: 2026-11-30]", "Unclosed (due:: 2026-11-30", {"due": DAY}),
    Case("Attached[due:: 2026-11-30]", "Attached", {"due": DAY}),
    Case("In brackets (📅 2026-11-30)", "In brackets (📅 2026-11-30)", {}),
    Case("Day alone 2026-11-30", "Day alone 2026-11-30", {}),
    Case("Tab between 📅 2026-11-30\t⏫", "Tab between", {"due": DAY, "priority": "high"}),
    Case(
        f"Wide space 📅 2026-11-30{IDEOGRAPHIC_SPACE}⏫{NBSP}", "Wide space", {"due": DAY, "priority": "high"}
    ),
    Case(
        "No space 📅 2026-11-30⏫🔁every day",
        "No space",
        {"due": DAY, "priority": "high", "recurrence": "every day"},
    ),
    Case("Comma after a sign 📅 2026-11-30,", "Comma after a sign 📅 2026-11-30,", {}),
    Case("Rule takes words 🔁 every day call mum", "Rule takes words", {"recurrence": "every day call mum"}),
    Case("Rule takes a day 🔁 every day 2026", "Rule takes a day", {"recurrence": "every day 2026"}),
    Case("Older sign ⏰ 2026-11-30", "Older sign ⏰ 2026-11-30", {}),
    Case("Two priorities 🔺⏬", "Two priorities", {"priority": "highest"}),
    Case("Split 📅 #tag 2026-11-30", "Split 📅 #tag 2026-11-30", {"tags": "#tag"}),
    Case("Hidden 📅 2026-11-30 ⏰ 2026-11-30", "Hidden 📅 2026-11-30 ⏰ 2026-11-30", {}),
    Case("Hidden 📅 2026-11-30 [priority:: normal]", "Hidden 📅 2026-11-30 [priority:: normal]", {}),
    Case(
        "Left is impossible 📅 2026-02-30 📅 2026-11-30", "Left is impossible", {"faults": "impossible-day"}
    ),
    Case("Right is impossible 📅 2026-11-30 📅 2026-02-30", "Right is impossible", {"due": DAY}),
    Case("Two faults 📅 2026-02-30 [weight:: no]", "Two faults", {"faults": "impossible-day bad-weight"}),
)

TAGS = (
    Case("#a", "#a", {"tags": "#a"}),
    Case("Do it #a#b", "Do it #a#b", {"tags": "#a"}),
    Case("Do it#a", "Do it#a", {}),
    Case("Do it #", "Do it #", {}),
    Case("Do it #1 #한글 #a-b_c #a/b", "Do it #1 #한글 #a-b_c #a/b", {"tags": "#1 #한글 #a-b_c #a/b"}),
    Case("Do it #a, #b. #c: #d", "Do it #a, #b. #c: #d", {"tags": "#a #b #c #d"}),
    Case("See http://x.org/p#part 📅 2026-11-30", "See http://x.org/p#part", {"due": DAY}),
    Case("Do it 📅 2026-11-30 #a!", "Do it 📅 2026-11-30 #a!", {"tags": "#a"}),
    Case("Do it 📅 2026-11-30 x#a", "Do it 📅 2026-11-30 x#a", {}),
    Case("Do it 📅 2026-11-30\t#a", "Do it #a", {"due": DAY, "tags": "#a"}),
    Case("#a 📅 2026-11-30", "#a", {"due": DAY, "tags": "#a"}),
    Case(
        "Do it #a 📅 2026-11-30 #b ⏫ #c",
        "Do it #a #b #c",
        {"due": DAY, "priority": "high", "tags": "#a #b #c"},
    ),
    # A sign that ends a tag: whichever the plugin comes to first.
    Case("Do it #a🔺", "Do it #a", {"priority": "highest", "tags": "#a"}),
    Case("Do it #a🔺 📅 2026-11-30", "Do it #a🔺", {"due": DAY, "tags": "#a🔺"}),
    Case("Do it #📅2026-11-30", "Do it #", {"due": DAY}),
    Case("Do it #🆔abc", "Do it #🆔abc", {"tags": "#🆔abc"}),
    Case("Do it #🆔abc #b", "Do it # #b", {"id": "abc", "tags": "#b"}),
    # The plugin looks 21 times at most, and a look takes one tag.
    Case(
        "Do it 📅 2026-11-30" + 20 * " #a", "Do it" + 20 * " #a", {"due": DAY, "tags": " ".join(20 * ["#a"])}
    ),
    Case(
        "Do it 📅 2026-11-30" + 21 * " #a",
        "Do it 📅 2026-11-30" + 21 * " #a",
        {"tags": " ".join(21 * ["#a"])},
    ),
)

BLOCK_LINKS = (
    Case("Do it ^abc", "Do it", {"block_link": "^abc"}),
    Case("Do it ^aimo-d-3f9a21", "Do it", {"block_link": "^aimo-d-3f9a21"}),
    Case("Do it 📅 2026-11-30 ^abc", "Do it", {"due": DAY, "block_link": "^abc"}),
    Case("Do it ^abc 📅 2026-11-30", "Do it ^abc", {"due": DAY}),
    Case("Do it ^abc #a", "Do it ^abc #a", {"tags": "#a"}),
    Case("Do it ^abc  ", "Do it", {"block_link": "^abc"}),
    Case("Do it   ^abc", "Do it", {"block_link": "^abc"}),
    Case("Do it\t^abc", "Do it\t^abc", {}),
    Case(f"Do it{NBSP}^abc", f"Do it{NBSP}^abc", {}),
    Case("Do it^abc", "Do it^abc", {}),
    Case("^abc", "^abc", {}),
    Case("Do it ^a_b", "Do it ^a_b", {}),
    Case("Do it ^", "Do it ^", {}),
    Case("Do it ^한글", "Do it ^한글", {}),
    Case("Do it ^a ^b", "Do it ^a", {"block_link": "^b"}),
    Case("📅 2026-11-30 ^abc", "", {"due": DAY, "block_link": "^abc"}),
)

OWN_FIELDS = (
    Case("Build [weight:: 3]", "Build", {"weight": "3.0"}),
    Case("Build [weight::0.5]", "Build", {"weight": "0.5"}),
    Case("Build (weight:: 10 ),", "Build", {"weight": "10.0"}),
    Case("Build [weight:: 0]", "Build", {"faults": "bad-weight"}),
    Case("Build [weight:: 0.0]", "Build", {"faults": "bad-weight"}),
    Case("Build [weight:: -1]", "Build", {"faults": "bad-weight"}),
    Case("Build [weight:: 1e3]", "Build", {"faults": "bad-weight"}),
    Case("Build [weight:: 1,5]", "Build", {"faults": "bad-weight"}),
    Case("Build [weight:: .5]", "Build", {"faults": "bad-weight"}),
    Case("Build [weight:: ３]", "Build", {"faults": "bad-weight"}),
    Case("Build [weight:: a lot]", "Build", {"faults": "bad-weight"}),
    Case("Build [weight:: nan]", "Build", {"faults": "bad-weight"}),
    Case(f"Build [weight:: {'9' * 400}]", "Build", {"faults": "bad-weight"}),
    Case("Build [weight:: ]", "Build", {"faults": "bad-weight"}),
    Case("Build [weight::]", "Build", {"faults": "bad-weight"}),
    Case("Build [weight:: 3)", "Build [weight:: 3)", {}),
    Case("Build [Weight:: 3]", "Build [Weight:: 3]", {}),
    Case("Build 📅 2026-11-30 [weight:: 3]", "Build", {"due": DAY, "weight": "3.0"}),
    Case("Build 📅 2026-11-30 [weight:: no]", "Build", {"due": DAY, "faults": "bad-weight"}),
    Case("Call [goal:: [[Launch]]]", "Call", {"goal": "[[Launch]]"}),
    Case("Call (goal:: [[Launch]])", "Call", {"goal": "[[Launch]]"}),
    Case("Call [ goal::[[Goals/Launch|the launch]] ],", "Call", {"goal": "[[Goals/Launch|the launch]]"}),
    Case("Call [goal:: [[Launch#Landing page]]]", "Call", {"goal": "[[Launch#Landing page]]"}),
    Case("Call [goal:: [[Launch (2026)]]]", "Call", {"goal": "[[Launch (2026)]]"}),
    Case("Call (goal:: [[Launch (2026)]])", "Call", {"goal": "[[Launch (2026)]]"}),
    Case("Call [goal:: [Launch](goals/launch.md)]", "Call", {"goal": "[Launch](goals/launch.md)"}),
    Case("Call (goal:: [Launch](goals/launch.md))", "Call", {"goal": "[Launch](goals/launch.md)"}),
    Case("Call [goal:: Launch]", "Call", {"goal": "Launch"}),
    Case("Call [goal:: Launch (v2)]", "Call", {"goal": "Launch (v2)"}),
    Case("Call (goal:: Launch a thing )", "Call", {"goal": "Launch a thing"}),
    Case("Call [goal:: 출시]", "Call", {"goal": "출시"}),
    Case("Call [goal:: [[📅 Launch 🔺]]]", "Call", {"goal": "[[📅 Launch 🔺]]"}),
    Case("Call [goal:: Part #two]", "Call", {"goal": "Part #two"}),
    Case("Call [goal:: ]", "Call", {}),
    Case("Call [goal::]", "Call", {}),
    Case("Call [goal:: [[Launch]]", "Call [goal:: [[Launch]]", {}),
    Case("Call [goal:: [[Launch]])", "Call [goal:: [[Launch]])", {}),
    Case("Call [goal:: [[Launch]], [[Move]]]", "Call [goal:: [[Launch]], [[Move]]]", {}),
    Case("Call (goal:: Launch (v2))", "Call (goal:: Launch (v2))", {}),
    Case("Call [goal:: a] b]", "Call [goal:: a] b]", {}),
    Case(
        "Call [goal:: [[Launch]]] 📅 2026-11-30 [weight:: 2]",
        "Call",
        {"goal": "[[Launch]]", "due": DAY, "weight": "2.0"},
    ),
)

GROUPS = {"text": TEXT, "tag": TAGS, "block link": BLOCK_LINKS, "own field": OWN_FIELDS}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{group} {number}")
        for group, cases in GROUPS.items()
        for number, case in enumerate(cases, 1)
    ],
)
def test_an_example_reads_as_the_plugin_reads_it(case: Case) -> None:
    line = read_task_line(case.body)
    assert (line.text, said(line)) == (case.text, dict(case.says))
