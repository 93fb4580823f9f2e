"""The loopback server answers as Discord documents; `requests` stands for any client."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import requests

from tests.discord_server import DiscordServer, Fault, page, rate_limited, redirect

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def server() -> Iterator[DiscordServer]:
    with DiscordServer() as server:
        yield server


@pytest.fixture
def client() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


def test_a_post_gives_its_id_only_to_who_waits(server: DiscordServer, client: requests.Session) -> None:
    silent = client.post(server.url, json={"content": "one"})
    assert (silent.status_code, silent.content) == (204, b"")
    waiting = client.post(server.url, params={"wait": "true"}, json={"content": "two"})
    assert waiting.status_code == 200
    assert [body["content"] for body in server.messages.values()] == ["one", "two"]
    assert waiting.json()["id"] == list(server.messages)[1]


def test_an_edit_changes_what_it_names(server: DiscordServer, client: requests.Session) -> None:
    post = {"content": "old", "embeds": [{"title": "t"}]}
    number = client.post(server.url, params={"wait": "true"}, json=post).json()["id"]
    assert client.patch(f"{server.url}/messages/{number}", json={"content": "new"}).status_code == 200
    assert server.messages[number] == {"content": "new", "embeds": [{"title": "t"}]}
    unknown = client.patch(f"{server.url}/messages/1", json={"content": "new"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, 10008)
    emptied = client.patch(f"{server.url}/messages/{number}", json={"content": "", "embeds": []})
    assert (emptied.status_code, emptied.json()["code"]) == (400, 50006)


@pytest.mark.parametrize(
    ("body", "place", "words"),
    [
        ({"content": "x" * 2001}, "content", "Must be 2000 or fewer in length."),
        ({"content": "👍" * 1001}, "content", "Must be 2000 or fewer in length."),
        ({"content": "x", "username": "x" * 81}, "username", "Must be 80 or fewer in length."),
        ({"embeds": [{"title": "x"}] * 11}, "embeds", "Must be 10 or fewer in length."),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title", "Must be 256 or fewer in length."),
        (
            {"embeds": [{"description": "x" * 4097}]},
            "embeds.0.description",
            "Must be 4096 or fewer in length.",
        ),
        (
            {"embeds": [{"footer": {"text": "x" * 2049}}]},
            "embeds.0.footer.text",
            "Must be 2048 or fewer in length.",
        ),
        (
            {"embeds": [{"author": {"name": "x" * 257}}]},
            "embeds.0.author.name",
            "Must be 256 or fewer in length.",
        ),
        (
            {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]},
            "embeds.0.fields",
            "Must be 25 or fewer in length.",
        ),
        (
            {"embeds": [{"fields": [{"name": "x" * 257, "value": "v"}]}]},
            "embeds.0.fields.0.name",
            "Must be 256 or fewer in length.",
        ),
        (
            {"embeds": [{"fields": [{"name": "n", "value": "x" * 1025}]}]},
            "embeds.0.fields.0.value",
            "Must be 1024 or fewer in length.",
        ),
        (
            {"embeds": [{"fields": [{"name": " ", "value": "v"}]}]},
            "embeds.0.fields.0.name",
            "This field is required",
        ),
        ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds", "Embed size exceeds maximum size of 6000"),
        ({"embeds": [{"title": "x", "url": "x.org"}]}, "embeds.0.url", "Not a well formed URL."),
        (
            {"embeds": [{"title": "x", "color": 0x1000000}]},
            "embeds.0.color",
            "int value should be at most 16777215.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_limit_is_refused(
    server: DiscordServer, client: requests.Session, body: dict[str, object], place: str, words: str
) -> None:
    answer = client.post(server.url, json=body)
    assert answer.status_code == 400
    told = answer.json()
    assert (told["code"], told["message"]) == (50035, "Invalid Form Body")
    branch = told["errors"]
    for key in place.split("."):
        branch = branch[key]
    assert [fault["message"] for fault in branch["_errors"]] == [words]
    assert server.messages == {}


@pytest.mark.parametrize(
    ("body", "code"),
    [({}, 50006), ({"content": " "}, 50006), ({"embeds": [{"color": 1}]}, 50006), ({"content": 3}, 50035)],
)
def test_an_empty_or_misshapen_message_is_refused(
    server: DiscordServer, client: requests.Session, body: dict[str, object], code: int
) -> None:
    answer = client.post(server.url, json=body)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_what_is_just_within_the_limits_passes(server: DiscordServer, client: requests.Session) -> None:
    embed = {"title": "x" * 256, "description": "x" * 4096, "footer": {"text": "x" * 1648}}
    assert client.post(server.url, json={"content": "x" * 2000, "embeds": [embed]}).status_code == 204


def test_a_multipart_post_carries_a_file(server: DiscordServer, client: requests.Session) -> None:
    fields = {"payload_json": json.dumps({"content": "a chart"})}
    files = {"files[0]": ("chart.png", b"\x89PNG\r\n\x00")}
    assert client.post(server.url, data=fields, files=files).status_code == 204
    (received,) = server.requests
    assert received.body == {"content": "a chart"}
    assert received.files == {"chart.png": b"\x89PNG\r\n\x00"}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/webhooks/1100000000000000001/wrong", 401, 50027),
        ("/api/v10/webhooks/1/wrong", 404, 10015),
        ("/api/users", 404, 0),
    ],
)
def test_only_the_webhook_is_there(
    server: DiscordServer, client: requests.Session, path: str, status: int, code: int
) -> None:
    answer = client.post(server.host + path, json={"content": "x"})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_deleted_webhook_is_unknown(server: DiscordServer, client: requests.Session) -> None:
    server.delete_webhook()
    answer = client.post(server.url, json={"content": "x"})
    assert (answer.status_code, answer.json()["code"]) == (404, 10015)


def test_another_method_is_not_allowed(server: DiscordServer, client: requests.Session) -> None:
    assert client.patch(server.url, json={"content": "x"}).status_code == 405


def test_answers_come_as_scripted(server: DiscordServer, client: requests.Session) -> None:
    server.answer_next(
        rate_limited(1.5), rate_limited(2, is_global=True), page(502), redirect("https://x.org/")
    )
    limited, everywhere, broken, elsewhere, fine = (
        client.post(server.url, json={"content": "x"}, allow_redirects=False) for _ in range(5)
    )
    assert (limited.status_code, limited.headers["Retry-After"]) == (429, "1.5")
    assert limited.headers["X-RateLimit-Remaining"] == "0"
    assert limited.json() == {"message": "You are being rate limited.", "retry_after": 1.5, "global": False}
    assert everywhere.headers["X-RateLimit-Global"] == "true"
    assert (broken.status_code, broken.headers["Content-Type"]) == (502, "text/html")
    assert (elsewhere.status_code, elsewhere.headers["Location"]) == (302, "https://x.org/")
    assert fine.status_code == 204
    assert len(server.requests) == 5
    assert len(server.messages) == 1


def test_no_answer_is_an_answer_too(server: DiscordServer, client: requests.Session) -> None:
    server.answer_next(Fault.HANG_UP, Fault.SILENCE)
    with pytest.raises(requests.ConnectionError):
        client.post(server.url, json={"content": "x"})
    with pytest.raises(requests.Timeout):
        client.post(server.url, json={"content": "x"}, timeout=0.1)
