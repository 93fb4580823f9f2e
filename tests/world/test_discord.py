from __future__ import annotations

import logging
import os

import pytest

from aimo_md.errors import DiscordError, ExitCode
from aimo_md.notes.fit import fit
from aimo_md.notes.message import Embed, Field, Message
from aimo_md.world import discord
from aimo_md.world.discord import MessageRefusedError, Posted, post
from tests.discord_server import (
    TOKEN,
    Answer,
    DiscordServer,
    Fault,
    everything_told,
    page,
    redirect,
    told,
)
from tests.world.posting import HELLO, TAIL, Clock, webhook_of


def test_a_message_is_posted_whole(server: DiscordServer) -> None:
    embed = Embed(
        title="Launch a side project",
        description="12 days behind",
        colour=0xCC2200,
        fields=(Field(name="Next", value="Write three CTA options", inline=True),),
        footer="Reviews/2026-W47 review.md",
        url="https://example.org/launch",
    )
    posted = post(
        webhook_of(server), Message(content="Week 47", embeds=(embed, Embed(title="Learn Spanish")))
    )
    (number,) = server.messages
    assert posted == Posted(id=number)
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", f"/api/v10/{TAIL}")
    assert request.query == {"wait": ["true"]}
    assert set(request.body) == {"content", "embeds", "allowed_mentions", "attachments"}
    assert request.body["content"] == "Week 47"
    embeds = request.body["embeds"]
    assert isinstance(embeds, list)
    first, second = embeds
    assert {key: value for key, value in first.items() if value is not None} == {
        "title": "Launch a side project",
        "description": "12 days behind",
        "color": 0xCC2200,
        "fields": [{"name": "Next", "value": "Write three CTA options", "inline": True}],
        "footer": {"text": "Reviews/2026-W47 review.md", "icon_url": None, "proxy_icon_url": None},
        "url": "https://example.org/launch",
    }
    assert (second["title"], second["url"], second["footer"]) == ("Learn Spanish", None, None)


@pytest.mark.parametrize("edit", [None, "1"])
def test_no_mention_can_fire(server: DiscordServer, edit: str | None) -> None:
    post(webhook_of(server), Message(content="@everyone"), edit=edit)
    assert server.requests
    for request in server.requests:
        assert request.body["allowed_mentions"] == {"parse": []}


def test_an_edit_replaces_all_that_was_there(server: DiscordServer) -> None:
    webhook = webhook_of(server)
    posted = post(webhook, Message(content="old", embeds=(Embed(title="old"),)))
    assert isinstance(posted, Posted)
    assert posted.id is not None
    assert post(webhook, Message(embeds=(Embed(title="new"),)), edit=posted.id) == posted
    assert server.requests[1].method == "PATCH"
    assert server.requests[1].path == f"/api/v10/{TAIL}/messages/{posted.id}"
    assert list(server.messages) == [posted.id]
    assert server.messages[posted.id]["content"] == ""
    assert post(webhook, Message(content="newer"), edit=posted.id) == posted
    assert server.messages[posted.id]["embeds"] == []


def test_a_picture_is_shown_in_the_first_embed_and_goes_with_an_edit(server: DiscordServer) -> None:
    webhook = webhook_of(server)
    message = Message(embeds=(Embed(title="Week 47"), Embed(title="more")))
    posted = post(webhook, message, picture=b"\x89PNG one")
    assert isinstance(posted, Posted)
    (request,) = server.requests
    assert request.files == {"chart.png": b"\x89PNG one"}
    assert request.body["attachments"] == [{"id": 0, "filename": "chart.png"}]
    assert request.body["allowed_mentions"] == {"parse": []}
    embeds = request.body["embeds"]
    assert isinstance(embeds, list)
    first, second = embeds
    assert first["image"]["url"] == "attachment://chart.png"
    assert second["image"] is None
    post(webhook, message, edit=posted.id, picture=b"\x89PNG two")
    assert server.requests[1].files == {"chart.png": b"\x89PNG two"}
    post(webhook, message, edit=posted.id)
    assert (server.requests[2].files, server.requests[2].body["attachments"]) == ({}, [])


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param((), id="deleted"),
        pytest.param(
            (told(403, {"message": "Cannot edit another's message", "code": 50005}),), id="not-ours"
        ),
        pytest.param(
            (page(502), told(404, {"message": "Unknown Message", "code": 10008})), id="after-a-retry"
        ),
    ],
)
def test_what_can_no_longer_be_edited_is_posted_anew(
    server: DiscordServer, clock: Clock, answers: tuple[Answer, ...]
) -> None:
    server.answer_next(*answers)
    posted = post(webhook_of(server), HELLO, edit="42", wait=clock.wait)
    (number,) = server.messages
    assert posted == Posted(id=number)
    assert [request.method for request in server.requests][-2:] == ["PATCH", "POST"]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (Message(content="x" * 2001), "Invalid Form Body; content: Must be 2000 or fewer in length."),
        (
            Message(embeds=(Embed(title="x" * 257), Embed(fields=(Field(name="", value="v"),)))),
            (
                "Invalid Form Body; embeds.0.title: Must be 256 or fewer in length.; "
                "embeds.1.fields.0.name: This field is required"
            ),
        ),
        (Message(), "Cannot send an empty message"),
    ],
    ids=["too-long", "two-faults", "empty"],
)
def test_a_refused_message_says_why(server: DiscordServer, message: Message, words: str) -> None:
    with pytest.raises(MessageRefusedError) as caught:
        post(webhook_of(server), message)
    assert str(caught.value) == f"the message was not accepted. Discord answered 400: {words}"
    assert caught.value.exit_code is ExitCode.DISCORD
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("answer", "told_by"),
    [
        (told(401, {"message": "Invalid Webhook Token", "code": 50027}), "401: Invalid Webhook Token"),
        (told(403, {"message": "Missing Access", "code": 50001}), "403: Missing Access"),
        (told(404, {"message": "Unknown Webhook", "code": 10015}), "404: Unknown Webhook"),
        (page(404), "404"),
    ],
)
def test_a_webhook_that_is_gone_is_said(server: DiscordServer, answer: Answer, told_by: str) -> None:
    server.answer_next(answer)
    with pytest.raises(DiscordError) as caught:
        post(webhook_of(server), HELLO)
    assert str(caught.value) == f"the Discord webhook is gone. Discord answered {told_by}"
    assert "AIMO_DISCORD_WEBHOOK" in caught.value.hint
    assert not isinstance(caught.value, MessageRefusedError)
    assert len(server.requests) == 1


def test_an_edit_finds_out_that_the_webhook_is_gone(server: DiscordServer) -> None:
    server.delete_webhook()
    with pytest.raises(DiscordError, match="gone"):
        post(webhook_of(server), HELLO, edit="42")
    assert [request.method for request in server.requests] == ["PATCH", "POST"]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(redirect("/elsewhere"), id="302"),
        pytest.param(told(405, {"message": "405: Method Not Allowed"}), id="405"),
    ],
)
def test_an_answer_that_discord_does_not_give_is_a_failure(server: DiscordServer, answer: Answer) -> None:
    server.answer_next(answer)
    with pytest.raises(DiscordError, match="nothing was posted"):
        post(webhook_of(server), HELLO)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(page(200), id="200-in-html"),
        pytest.param(told(200, {"ok": True}), id="200-without-an-id"),
        pytest.param(Answer(status=204), id="204-though-an-id-was-asked-for"),
    ],
)
@pytest.mark.parametrize("edit", [None, "1"])
def test_a_message_that_was_taken_is_posted_though_its_id_is_not_told(
    server: DiscordServer, answer: Answer, edit: str | None
) -> None:
    server.answer_next(answer)
    assert post(webhook_of(server), HELLO, edit=edit) == Posted(id=None)
    assert len(server.requests) == 1


@pytest.mark.parametrize("errors", [[1], {"content": {"_errors": [{"code": "X"}, "words", None]}}, "no", 3])
def test_faults_in_another_shape_are_left_out(server: DiscordServer, errors: object) -> None:
    server.answer_next(told(400, {"message": "Invalid Form Body", "errors": errors}))
    with pytest.raises(MessageRefusedError, match=r"400: Invalid Form Body$"):
        post(webhook_of(server), HELLO)


def test_what_was_fitted_is_accepted(server: DiscordServer) -> None:
    fields = tuple(Field(name="n" * 300, value="" if number % 7 else "v " * 600) for number in range(40))
    long = Embed(title="t" * 300, description="a sentence. " * 900, fields=fields, footer="f" * 3000)
    messages = fit(Message(content="a line of content\n" * 300, embeds=(long, long)))
    for message in messages:
        assert isinstance(post(webhook_of(server), message), Posted)
    assert len(server.messages) == len(messages) > 1


ECHO = {"message": f"no {TOKEN} here", "errors": {"content": {"_errors": [{"message": TOKEN}]}}}


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param((), id="posted"),
        pytest.param((told(400, ECHO),), id="400"),
        pytest.param((told(401, ECHO),), id="401"),
        pytest.param((told(404, ECHO),), id="404"),
        pytest.param((told(405, ECHO),), id="405"),
        pytest.param((redirect(f"/api/{TAIL}"),), id="302"),
        pytest.param((told(500, ECHO),) * 3, id="500"),
        pytest.param((told(429, ECHO),) * 3, id="429"),
        pytest.param((Fault.HANG_UP,) * 3, id="connection-lost"),
        pytest.param((Fault.SILENCE,) * 3, id="silence"),
    ],
)
def test_the_token_is_nowhere_but_in_the_address(
    server: DiscordServer,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    answers: tuple[Answer | Fault, ...],
) -> None:
    monkeypatch.setattr(discord, "TIMEOUTS", (0.1, 0.1))
    webhook = webhook_of(server)
    server.answer_next(*answers)
    with caplog.at_level(logging.DEBUG):
        try:
            outcome = repr(post(webhook, HELLO, wait=clock.wait))
        except DiscordError as error:
            outcome = everything_told(error)
    assert caplog.records, "urllib3 logs what it does, if without the address"
    for shown in (outcome, caplog.text, *capfd.readouterr(), repr(webhook), str(webhook)):
        assert TOKEN not in shown
    for request in server.requests:
        assert TOKEN.encode() not in request.raw
    assert logging.getLogger("urllib3.connectionpool").filters == []


def test_proxies_have_no_part_in_a_loopback_post(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    assert isinstance(post(webhook_of(server), HELLO), Posted)
