"""A goal of every shape, made by `aimo new` on all kinds of days, and three weeks of living by its note.

All goes through the commands, in a vault without git: `new`, `check --hints`, `log`, `status`.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from tests.cli.commands import call
from tests.folders import put

if TYPE_CHECKING:
    from pathlib import Path

SAID = {
    "plain": ("Clean the garage", "창고 정리하기"),
    "launch": ("Launch a side project", "사이드 프로젝트 출시하기"),
    "health": ("Rebuild my health routine", "건강 되찾기"),
    "learn": ("Learn Korean", "한국어 배우기"),
    "write": ("Write 50 000 words", "5만 자 쓰기"),
    "read": ("Read 24 books", "책 24권 읽기"),
    "exam": ("Pass the driving test", "토익 시험 합격하기"),
    "save": ("Save 3 000 €", "500만 원 모으기"),
    "job": ("Find a job", "취업하기"),
    "habit": ("Walk three times a week", "일주일에 세 번 걷기"),
    "event": ("Organise a wedding", "결혼식 준비하기"),
}
BY = (
    ("in a week", "일주일 안에"),
    ("in two weeks", "2주 안에"),
    ("in three months", "3개월 안에"),
    ("in two years", "2년 안에"),
)
STARTS = (
    date(2026, 11, 18),  # a Wednesday
    date(2026, 11, 21),  # a Saturday
    date(2026, 11, 30),  # the end of a month
    date(2026, 12, 31),  # the end of a year
    date(2028, 2, 28),  # the day before a 29 February
    date(2028, 2, 29),
    date(2027, 3, 27),  # the day before the clocks change
)


def lives() -> list[tuple[str, str, date]]:
    """Every shape in both languages; the deadlines and the days on which it begins take turns."""
    starts, deadlines = cycle(STARTS), cycle(BY)
    return [
        (f"{title} {by[0]}" if language == 0 else f"{by[1]} {title}", shape, next(starts))
        for shape, titles in SAID.items()
        for language, (title, by) in enumerate(zip(titles, deadlines, strict=False))
    ]


@pytest.mark.parametrize(
    ("text", "shape", "start"), lives(), ids=lambda value: str(value) if isinstance(value, date) else None
)
def test_what_aimo_new_writes_can_be_lived(text: str, shape: str, start: date, tmp_path: Path) -> None:
    live(tmp_path, text, shape, start)


def live(vault: Path, text: str, shape: str, start: date) -> None:
    put(vault / "aimo.toml", '[vault]\ntimezone = "Europe/Berlin"\n')
    made = call("new", text, "--json", "--vault", vault, "--today", str(start))
    goal = json.loads(made.stdout)
    assert goal["shape"] == shape
    note, deadline = vault / goal["path"], date.fromisoformat(goal["deadline"])
    checked = call("check", "--hints", "--vault", vault, "--today", str(start))
    assert (checked.exit_code, checked.stdout) == (0, ""), checked.stdout
    first = min(action["day"] for part in goal["milestones"] for action in part["actions"] if action["day"])
    assert start <= date.fromisoformat(first) <= start + timedelta(days=2)
    for ahead in range(22):
        day = start + timedelta(days=ahead)
        ticked(note, day)
        log(vault, goal, start, day)
        if ahead % 3 == 0 and day < deadline:
            assert health(vault, day + timedelta(days=1)) in {"on track", "ahead", "complete"}, (
                day,
                note.read_text(),
            )


def ticked(note: Path, day: date) -> None:
    """Tick every action that is wanted by the end of a day: its own day, else its milestone's."""
    milestone, lines = date.max, []
    for line in note.read_text("utf-8").split("\n"):
        stated = re.search(r"[📅⏳] (\S+)", line)
        own = date.fromisoformat(stated[1]) if stated else date.max
        if line.startswith("## "):
            milestone = own
        elif line.startswith("- [ ]") and (own if stated else milestone) <= day:
            lines.append(line.replace("[ ]", "[x]") + f" ✅ {day}")
            continue
        lines.append(line)
    note.write_text("\n".join(lines), "utf-8")


def log(vault: Path, goal: dict[str, object], start: date, day: date) -> None:
    """Log a habit on the first days of a week, a number as far as the day wants it."""
    value = ""
    metric, deadline = goal["metric"], date.fromisoformat(str(goal["deadline"]))
    if goal["habit"] == "3/week" and (day - start).days % 7 in {0, 2, 4}:
        value = "done"
    elif isinstance(metric, dict):
        share = ((day - start).days + 1) / ((deadline - start).days + 1)
        value = f"{metric['target'] * min(share, 1.0):.6f}"
    if value:
        path = str(goal["path"])
        result = call("log", path, value, "--vault", vault, "--today", str(day))
        assert result.exit_code == 0, result.output


def health(vault: Path, day: date) -> str:
    told = json.loads(call("status", "--json", "--vault", vault, "--today", str(day)).stdout)
    return str(told["goals"][0]["health"])
