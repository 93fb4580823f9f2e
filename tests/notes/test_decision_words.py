from __future__ import annotations

import re

import pytest

from aimo_md.notes.decision_words import decision_words
from aimo_md.plan.answers import Answer, answer_of
from aimo_md.plan.decisions import decisions
from aimo_md.plan.options import OptionKey
from tests.plan.answering import CONFIG, MemoryVault, measured, notes_in
from tests.plan.test_answers import VAULT
from tests.vaults import templates

KOREAN = templates("ko").phrases
_OF_OTHERS = {OptionKey.RESUME, OptionKey.REPLAN}
_CROWDED = notes_in("""
    === Goals/Crowded.md
    ---
    type: goal
    start: 2026-09-28
    deadline: 2027-03-31
    ---
    - [x] a 📅 2026-10-01 ✅ 2026-10-01
    - [ ] b 📅 2026-10-10
    - [ ] c 📅 2026-10-20
""")


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("as it is", "바꾼 것 없음"),
        ("as it is (12 days behind, 31 %)", "바꾼 것 없음"),
        (
            'next action "Call *Ana* (now)" on 2026-11-24 (1 day behind, 31 %)',
            "2026-11-24에 “Call \\*Ana\\* (now)”",
        ),
        ('left out "a", "b"', '뺀 일: "a", "b"'),
        ("deadline 2027-03-16 (was 2026-12-31)", "마감 2027-03-16 (전에는 2026-12-31)"),
        ("deadline 2027-03-16 (was none)", "마감 2027-03-16"),
        ("until 2027-01-04 (was active)", "2027-01-04까지"),
        ("until 2027-01-04 (was until 2026-12-01)", "2027-01-04까지"),
        ("12 tasks up to 2026-12-31", "2026-12-31까지 할 일 12개"),
        ("1 open task (was active)", "남은 할 일 1개"),
        ("because *I* say so", "because \\*I\\* say so"),
    ],
)
def test_a_record_in_korean(record: str, said: str) -> None:
    assert decision_words(record, KOREAN) == said


def test_in_english_it_is_what_was_recorded() -> None:
    record = "deadline 2027-03-16 (was 2026-12-31)"
    assert decision_words(record, templates().phrases) == record


@pytest.mark.parametrize(
    ("goal", "option"),
    [
        *(("Goals/Paced.md", option) for option in OptionKey if option not in _OF_OTHERS),
        ("Goals/Resting.md", OptionKey.RESUME),
        ("Goals/Crowded.md", OptionKey.REPLAN),
    ],
)
def test_every_record_that_aimo_writes_is_known(goal: str, option: OptionKey) -> None:
    vault = MemoryVault(notes=dict(VAULT | _CROWDED))
    answer = answer_of(goal, option, None, measured(vault.notes), CONFIG)
    assert isinstance(answer, Answer)
    vault.turn(answer)
    (decision,) = decisions(measured(vault.notes).vault)
    said = decision_words(decision.words, KOREAN)
    assert re.search("[가-힣]", said)
    assert not re.search("[A-Za-z]{2,}", said)
