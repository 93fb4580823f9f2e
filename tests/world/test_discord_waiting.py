"""What is tried again when Discord is busy or away, and after how long; what is left for later."""

from __future__ import annotations

import socket
import threading

import pytest

from aimo_md.world import discord
from aimo_md.world.discord import Later, Posted, Webhook, pause, post
from tests.discord_server import Answer, DiscordServer, Fault, page, rate_limited, told
from tests.world.posting import HELLO, TAIL, Clock, webhook_of


@pytest.mark.parametrize(
    ("answers", "waits"),
    [
        pytest.param((rate_limited(12.5),), [12.5], id="too-many"),
        pytest.param((rate_limited(0.3),), [2.0], id="too-many-for-a-moment"),
        pytest.param((rate_limited(1, header="30"),), [30.0], id="header-says-more"),
        pytest.param((rate_limited(30, header="1"),), [30.0], id="body-says-more"),
        pytest.param((rate_limited(30, header="soon"),), [30.0], id="header-is-no-number"),
        pytest.param((rate_limited(60),), [60.0], id="as-long-as-it-waits"),
        pytest.param((page(429, {"Retry-After": "7"}),), [7.0], id="too-many-in-html"),
        pytest.param((page(429),), [2.0], id="too-many-without-a-time"),
        pytest.param((rate_limited(5), rate_limited(3)), [5.0, 8.0], id="too-many-twice"),
        pytest.param((page(500),), [2.0], id="500"),
        pytest.param((page(502), page(503)), [2.0, 8.0], id="502-then-503"),
        pytest.param((page(503, {"Retry-After": "9"}),), [9.0], id="503-with-a-time"),
        pytest.param((told(500, {"message": "Internal Server Error", "code": 0}),), [2.0], id="500-in-json"),
        pytest.param((Answer(status=504, body=b'{"message": "\xff"}'),), [2.0], id="504-in-bytes"),
        pytest.param((Fault.HANG_UP, page(429)), [2.0, 8.0], id="connection-lost"),
    ],
)
def test_what_passes_is_tried_again(
    server: DiscordServer, clock: Clock, answers: tuple[Answer | Fault, ...], waits: list[float]
) -> None:
    server.answer_next(*answers)
    assert isinstance(post(webhook_of(server), HELLO, wait=clock.wait), Posted)
    assert clock.waits == waits
    assert len(server.messages) == 1


@pytest.mark.parametrize(
    ("answers", "waits", "later"),
    [
        pytest.param(
            (rate_limited(3600),),
            [],
            Later(seconds=3600.0, reason="Discord answered 429: You are being rate limited.", asked=True),
            id="an-hour",
        ),
        pytest.param(
            (rate_limited(9e9),),
            [],
            Later(seconds=86400.0, reason="Discord answered 429: You are being rate limited.", asked=True),
            id="for-ever",
        ),
        pytest.param(
            (rate_limited(5),) * 3,
            [5.0, 8.0],
            Later(seconds=300.0, reason="Discord answered 429: You are being rate limited.", asked=True),
            id="too-many-thrice",
        ),
        pytest.param(
            (page(502),) * 3,
            [2.0, 8.0],
            Later(seconds=300.0, reason="Discord answered 502", asked=False),
            id="down",
        ),
        pytest.param(
            (Fault.HANG_UP,) * 3,
            [2.0, 8.0],
            Later(seconds=300.0, reason="Discord could not be reached", asked=False),
            id="connection-lost",
        ),
    ],
)
@pytest.mark.parametrize("edit", [None, "1"])
def test_what_lasts_is_left_for_later(
    server: DiscordServer,
    clock: Clock,
    answers: tuple[Answer | Fault, ...],
    waits: list[float],
    later: Later,
    edit: str | None,
) -> None:
    server.answer_next(*answers)
    assert post(webhook_of(server), HELLO, edit=edit, wait=clock.wait) == later
    assert clock.waits == waits
    assert len(server.requests) == len(answers)
    assert server.messages == {}


def test_nobody_listening_is_left_for_later(clock: Clock) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        webhook = Webhook.parse(f"http://127.0.0.1:{unused.getsockname()[1]}/api/{TAIL}", place="here")
        later = post(webhook, HELLO, wait=clock.wait)
    assert later == Later(seconds=300.0, reason="Discord could not be reached", asked=False)


def test_silence_is_left_for_later(
    server: DiscordServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert discord.TIMEOUTS == (5.0, 15.0)
    monkeypatch.setattr(discord, "TIMEOUTS", (0.1, 0.1))
    server.answer_next(*[Fault.SILENCE] * 3)
    later = post(webhook_of(server), HELLO, wait=clock.wait)
    assert later == Later(seconds=300.0, reason="Discord did not answer in time", asked=False)


def test_a_stop_ends_the_tries(server: DiscordServer) -> None:
    stop = threading.Event()
    stop.set()
    server.answer_next(rate_limited(40))
    later = post(webhook_of(server), HELLO, wait=stop.wait)
    assert isinstance(later, Later)
    assert later.seconds == 40.0
    assert len(server.requests) == 1


def test_the_usual_wait_leaves_time_for_another_try() -> None:
    assert pause(0) is False
