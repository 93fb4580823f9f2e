from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import AimoError, DiscordError
from aimo_md.notes.message import Message, from_json, to_json
from aimo_md.world import outbox as outbox_module
from aimo_md.world.discord import Later, Posted, Webhook, post
from aimo_md.world.outbox import Deferred, Entry, Flushed, Outbox, Refused, Sent
from tests.discord_server import DiscordServer, rate_limited

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = Flushed(sent=(), refused=(), repeated=(), wait=None)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1e9

    def __call__(self) -> float:
        return self.now


class Channel:
    """Where texts arrive: by id, as posted or edited; what is scripted comes first."""

    def __init__(self, *scripted: Deferred | Refused | Exception) -> None:
        self.texts: dict[str, str] = {}
        self.seen: list[Entry] = []
        self.scripted = list(scripted)

    def send(self, entry: Entry) -> Sent | Deferred | Refused:
        self.seen.append(entry)
        if self.scripted:
            outcome = self.scripted.pop(0)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome
        number = entry.message_id or str(len(self.texts) + 1)
        self.texts[number] = entry.text
        return Sent(message_id=number)


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox.sqlite")


def test_an_empty_outbox_sends_nothing(outbox: Outbox) -> None:
    channel = Channel()
    assert outbox.flush(channel.send) == NOTHING
    assert channel.seen == []


def test_texts_go_out_once_and_in_order(outbox: Outbox) -> None:
    channel = Channel()
    for day in ("18", "20", "19"):
        outbox.put(f"daily:2026-11-{day}", f"day {day}")
    flushed = outbox.flush(channel.send)
    assert flushed.sent == ("daily:2026-11-18", "daily:2026-11-20", "daily:2026-11-19")
    assert list(channel.texts.values()) == ["day 18", "day 20", "day 19"]
    assert outbox.flush(channel.send) == NOTHING


def test_what_was_sent_is_known_to_the_next_process(tmp_path: Path) -> None:
    channel = Channel()
    for _ in range(2):
        outbox = Outbox(tmp_path / "outbox.sqlite")
        outbox.put("weekly:2026-W47", "as planned")
        outbox.flush(channel.send)
    assert [entry.text for entry in channel.seen] == ["as planned"]


def test_another_text_replaces_what_waits(outbox: Outbox) -> None:
    channel = Channel()
    outbox.put("weekly:2026-W47", "first")
    outbox.put("daily:2026-11-20", "today")
    outbox.put("weekly:2026-W47", "second")
    outbox.flush(channel.send)
    assert channel.texts == {"1": "second", "2": "today"}


def test_another_text_edits_what_was_sent(outbox: Outbox) -> None:
    channel = Channel()
    for text in ("first", "first", "second", "second", "first"):
        outbox.put("weekly:2026-W47", text)
        outbox.flush(channel.send)
    assert [(entry.text, entry.message_id) for entry in channel.seen] == [
        ("first", None),
        ("second", "1"),
        ("first", "1"),
    ]
    assert channel.texts == {"1": "first"}


def test_a_message_that_was_posted_anew_is_edited_under_its_new_id(outbox: Outbox) -> None:
    numbers = iter(["1", "7", "7"])
    seen: list[str | None] = []

    def send(entry: Entry) -> Sent:
        seen.append(entry.message_id)
        return Sent(message_id=next(numbers))

    for text in ("a", "b", "c"):
        outbox.put("weekly:2026-W47", text)
        outbox.flush(send)
    assert seen == [None, "1", "7"]


def test_a_text_that_changes_while_it_is_sent_is_edited_next(outbox: Outbox) -> None:
    channel = Channel()

    def send(entry: Entry) -> Sent | Deferred | Refused:
        if entry.text == "old":
            thread = threading.Thread(target=outbox.put, args=(entry.key, "new"))
            thread.start()
            thread.join()
        return channel.send(entry)

    outbox.put("weekly:2026-W47", "old")
    assert outbox.flush(send).sent == ("weekly:2026-W47",) * 2
    assert [(entry.text, entry.message_id) for entry in channel.seen] == [("old", None), ("new", "1")]


def test_a_wait_stops_all_and_keeps_the_order(outbox: Outbox) -> None:
    channel = Channel(Deferred(seconds=90.0))
    outbox.put("a", "1")
    outbox.put("b", "2")
    assert outbox.flush(channel.send) == Flushed(sent=(), refused=(), repeated=(), wait=90.0)
    assert outbox.flush(channel.send).sent == ("a", "b")


def test_a_wait_that_was_asked_for_outlives_the_process(tmp_path: Path) -> None:
    clock, channel = Clock(), Channel(Deferred(seconds=3600.0, asked=True))
    path = tmp_path / "outbox.sqlite"
    Outbox(path, clock).put("a", "1")
    assert Outbox(path, clock).flush(channel.send).wait == 3600.0
    clock.now += 3000
    assert Outbox(path, clock).left_to_wait() == 600.0
    Outbox(path, clock).put("b", "2")
    assert Outbox(path, clock).flush(channel.send) == Flushed(sent=(), refused=(), repeated=(), wait=600.0)
    clock.now += 600
    assert Outbox(path, clock).flush(channel.send).sent == ("a", "b")


@pytest.mark.parametrize(
    ("jump", "wait"),
    [
        pytest.param(-365 * 86_400, 3600.0, id="back: it begins anew"),
        pytest.param(365 * 86_400, None, id="forth: it is over"),
    ],
)
def test_a_wait_ends_whatever_the_clock_does(tmp_path: Path, jump: float, wait: float | None) -> None:
    clock, channel = Clock(), Channel(Deferred(seconds=3600.0, asked=True))
    outbox = Outbox(tmp_path / "outbox.sqlite", clock)
    outbox.put("a", "1")
    outbox.flush(channel.send)
    clock.now += jump
    assert outbox.left_to_wait() == (wait or 0.0)
    assert outbox.flush(channel.send).wait == wait
    clock.now += 3600
    outbox.flush(channel.send)
    assert channel.texts == {"1": "1"}


def test_a_wait_that_nobody_asked_for_ends_with_the_process(tmp_path: Path) -> None:
    channel = Channel(Deferred(seconds=300.0))
    outbox = Outbox(tmp_path / "outbox.sqlite")
    outbox.put("a", "1")
    outbox.flush(channel.send)
    assert Outbox(tmp_path / "outbox.sqlite").flush(channel.send).sent == ("a",)


def test_what_was_sent_without_an_id_is_neither_sent_again_nor_edited(outbox: Outbox) -> None:
    texts: list[str] = []

    def send(entry: Entry) -> Sent:
        texts.append(entry.text)
        return Sent(message_id=None)

    for text in ("first", "first", "second"):
        outbox.put("weekly:2026-W47", text)
        outbox.flush(send)
    assert texts == ["first"]


def test_an_edit_whose_answer_names_no_id_keeps_the_one_that_is_known(outbox: Outbox) -> None:
    numbers = iter(["1", None, "1"])
    seen: list[str | None] = []

    def send(entry: Entry) -> Sent:
        seen.append(entry.message_id)
        return Sent(message_id=next(numbers))

    for text in ("a", "b", "c"):
        outbox.put("weekly:2026-W47", text)
        outbox.flush(send)
    assert seen == [None, "1", "1"]


def test_a_refused_text_lets_the_next_pass_and_may_be_replaced(outbox: Outbox) -> None:
    channel = Channel(Refused(reason="too long"))
    outbox.put("a", "bad")
    outbox.put("b", "good")
    assert outbox.flush(channel.send) == Flushed(
        sent=("b",), refused=(("a", "too long"),), repeated=(), wait=None
    )
    outbox.put("a", "bad")
    assert outbox.flush(channel.send) == NOTHING
    outbox.put("a", "better")
    assert outbox.flush(channel.send).sent == ("a",)


def test_a_refused_edit_leaves_what_was_sent(outbox: Outbox) -> None:
    channel = Channel()
    outbox.put("a", "good")
    outbox.flush(channel.send)
    channel.scripted.append(Refused(reason="too long"))
    outbox.put("a", "bad")
    outbox.flush(channel.send)
    outbox.put("a", "better")
    outbox.flush(channel.send)
    assert channel.texts == {"1": "better"}


def test_an_error_stops_and_nothing_is_lost(outbox: Outbox) -> None:
    channel = Channel(DiscordError("the webhook is gone"))
    outbox.put("a", "1")
    outbox.put("b", "2")
    with pytest.raises(DiscordError, match="gone"):
        outbox.flush(channel.send)
    assert outbox.flush(channel.send) == Flushed(sent=("a", "b"), refused=(), repeated=(), wait=None)


def test_what_a_crash_cut_off_is_sent_again_and_said(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite"
    Outbox(path).put("a", "1")
    Outbox(path).put("b", "2")
    crash = (
        "import os, pathlib, sys; from aimo_md.world.outbox import Outbox; "
        "Outbox(pathlib.Path(sys.argv[1])).flush(lambda entry: os._exit(9))"
    )
    assert subprocess.run([sys.executable, "-c", crash, str(path)], check=False).returncode == 9
    channel = Channel()
    assert Outbox(path).flush(channel.send) == Flushed(
        sent=("a", "b"), refused=(), repeated=("a",), wait=None
    )
    assert channel.texts == {"1": "1", "2": "2"}


def test_a_text_put_after_a_crash_goes_out_instead(outbox: Outbox) -> None:
    outbox.put("a", "old")
    with pytest.raises(ZeroDivisionError):
        outbox.flush(lambda _: Deferred(seconds=1 / 0))
    outbox.put("a", "new")
    channel = Channel()
    outbox.flush(channel.send)
    assert channel.texts == {"1": "new"}


def test_old_entries_are_forgotten_and_waiting_ones_never(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "KEPT", 2)
    channel = Channel()
    for key in "abcd":
        outbox.put(key, "text")
    outbox.flush(channel.send)
    for key in "efgh":
        outbox.put(key, "text")
    outbox.flush(Channel(Deferred(seconds=1)).send)
    for key in "abcdefgh":
        outbox.put(key, "text")
    assert [entry.key for entry in channel.seen] == list("abcd")
    assert outbox.flush(channel.send).sent == tuple("efghab")


def test_threads_may_put_at_once(outbox: Outbox) -> None:
    def put(name: str) -> None:
        for number in range(10):
            outbox.put(f"{name}:{number}", "text")

    threads = [threading.Thread(target=put, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sent = outbox.flush(Channel().send).sent
    assert len(sent) == 30
    assert [key for key in sent if key.startswith("a")] == [f"a:{number}" for number in range(10)]


@pytest.mark.parametrize("content", [b"not a database, surely " * 100, None], ids=["garbage", "no-folder"])
def test_a_file_that_cannot_be_used_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "state" / "outbox.sqlite"
    if content is not None:
        path.parent.mkdir()
        path.write_bytes(content)
    with pytest.raises(AimoError, match=r"outbox\.sqlite cannot be used") as caught:
        Outbox(path).put("a", "1")
    assert "delete it" in caught.value.hint


def test_the_weeks_message_goes_through_discord_and_is_edited_there(tmp_path: Path) -> None:
    clock = Clock()
    outbox = Outbox(tmp_path / "outbox.sqlite", clock)
    with DiscordServer() as server:
        webhook = Webhook.parse(server.url, place="the test")

        def send(entry: Entry) -> Sent | Deferred:
            outcome = post(webhook, from_json(entry.text), edit=entry.message_id)
            match outcome:
                case Posted():
                    return Sent(message_id=outcome.id)
                case Later():
                    return Deferred(seconds=outcome.seconds, asked=outcome.asked)

        outbox.put("weekly:2026-W47", to_json(Message(content="running")))
        server.answer_next(rate_limited(120))
        assert outbox.flush(send).wait == 120.0
        assert outbox.flush(send).wait == 120.0
        assert len(server.requests) == 1
        clock.now += 120
        assert outbox.flush(send).wait is None
        outbox.put("weekly:2026-W47", to_json(Message(content="done")))
        outbox.flush(send)
        assert [body["content"] for body in server.messages.values()] == ["done"]
