"""Discord away for a day, in simulated time, while aimo crashes in the middle of sending.

Nothing is lost, the order is kept, there are no more duplicates than crashes, a wait that Discord asks for is
held to by whichever process comes next, and no two requests are ever under way at once.
"""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from aimo_md.notes.message import Message, from_json, to_json
from aimo_md.world.discord import Later, Posted, Webhook, post
from aimo_md.world.outbox import Deferred, Outbox, Sent
from tests.discord_server import Answer, DiscordServer, Fault, page, rate_limited

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.world.outbox import Entry
    from tests.discord_server import Received

HOUR = 3600.0
DAY = 24 * HOUR


class CrashError(BaseException):
    """The process ends here."""


@dataclass
class Clock:
    """Seconds that pass where the program waits."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> bool:
        self.now += seconds
        return False


@dataclass
class Weather:
    """How Discord is at a moment: away between two moments, in one way or another."""

    clock: Clock
    dice: random.Random
    back_at: float = DAY
    asked_to_wait_until: float = 0.0
    too_early: list[float] = field(default_factory=list)

    def now(self) -> Answer | Fault | None:
        if self.clock.now < self.asked_to_wait_until:
            self.too_early.append(self.clock.now)
        if self.clock.now >= self.back_at:
            return None
        match self.dice.randrange(4):
            case 0:
                return Fault.HANG_UP
            case 1:
                return page(self.dice.choice([500, 502, 503, 504]))
            case 2:
                return page(429)
            case _:
                seconds = self.dice.choice([1.0, 30.0, 90.0, 2 * HOUR])
                self.asked_to_wait_until = self.clock.now + seconds
                return rate_limited(seconds)


class StormyDiscord(DiscordServer):
    """Answers as the weather is, and counts the requests that are under way at once."""

    def __init__(self, weather: Weather) -> None:
        super().__init__()
        self.weather = weather
        self.most_at_once = 0
        self._at_once = 0
        self._counting = threading.Lock()

    def answer(self, request: Received) -> Answer | Fault:
        with self._counting:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            bad = self.weather.now()
            if bad is not None:
                self.answer_next(bad)
            return super().answer(request)
        finally:
            with self._counting:
                self._at_once -= 1


@pytest.mark.parametrize("seed", range(2))
def test_a_day_without_discord(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 (a simulation, no secret)
    clock = Clock()
    weather = Weather(clock, dice)
    news = sorted(dice.uniform(0, 1.5 * DAY) for _ in range(12))
    expected = [f"news {number}" for number in range(len(news))]
    crashes = 0

    with StormyDiscord(weather) as discord:
        webhook = Webhook.parse(discord.url, place="the test")

        def send(entry: Entry) -> Sent | Deferred:
            if dice.random() < 0.1:
                raise CrashError  # before it went out
            outcome = post(webhook, from_json(entry.text), edit=entry.message_id, wait=clock.wait)
            if isinstance(outcome, Later):
                return Deferred(seconds=outcome.seconds, asked=outcome.asked)
            if dice.random() < 0.3:
                raise CrashError  # it went out, and nobody wrote that down
            return Sent(message_id=outcome.id)

        told = 0
        while told < len(news) or Outbox(tmp_path / "outbox.sqlite", clock).waits():
            outbox = Outbox(tmp_path / "outbox.sqlite", clock)  # a new process each time
            while told < len(news) and news[told] <= clock.now:
                outbox.put(f"news:{told}", to_json(Message(content=expected[told])))
                told += 1
            try:
                wait = outbox.flush(send).wait
            except CrashError:
                crashes += 1
                continue
            upcoming = news[told] - clock.now if told < len(news) else HOUR
            clock.wait(min(wait or HOUR, max(upcoming, 1.0)))

        arrived = [str(message["content"]) for message in discord.messages.values()]
        most_at_once = discord.most_at_once

    assert list(dict.fromkeys(arrived)) == expected
    assert len(arrived) - len(expected) <= crashes
    assert arrived == sorted(arrived, key=expected.index)
    assert weather.too_early == []
    assert most_at_once == 1


def test_a_real_kill_in_the_midst_of_sending_costs_one_repetition(tmp_path: Path) -> None:
    """The message has arrived when the process dies; what comes after it is not touched."""
    program = """
import os, pathlib, sys
from aimo_md.notes.message import from_json
from aimo_md.world.discord import Webhook, post
from aimo_md.world.outbox import Outbox

def send(entry):
    post(Webhook.parse(sys.argv[2], place="the test"), from_json(entry.text))
    os.kill(os.getpid(), 9)

Outbox(pathlib.Path(sys.argv[1])).flush(send)
"""
    path = tmp_path / "outbox.sqlite"
    for name in ("one", "two"):
        Outbox(path).put(name, to_json(Message(content=name)))
    with DiscordServer() as discord:
        webhook = Webhook.parse(discord.url, place="the test")
        killed = subprocess.run([sys.executable, "-c", program, str(path), discord.url], check=False)
        assert killed.returncode == -9

        def send(entry: Entry) -> Sent:
            outcome = post(webhook, from_json(entry.text))
            assert isinstance(outcome, Posted)
            return Sent(message_id=outcome.id)

        flushed = Outbox(path).flush(send)
        assert (flushed.sent, flushed.repeated) == (("one", "two"), ("one",))
        assert [message["content"] for message in discord.messages.values()] == ["one", "one", "two"]
