"""Discord's webhook endpoint as it is documented, on the loopback address, for tests that really post.

It keeps the messages, enforces the limits by its own count, and records every request. What it would answer
can be scripted: `server.answer_next(rate_limited(2), page(502))`.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import traceback
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qs, urlsplit

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TOKEN = "loopback-T0ken_of-nobody"  # noqa: S105 it opens nothing
WEBHOOK_ID = "1100000000000000001"

_PATH = re.compile(r"/api(?:/v\d+)?/webhooks/(?P<id>\d+)/(?P<token>[^/]+)(?:/messages/(?P<message>\d+))?")
_BUCKET = {
    "X-RateLimit-Limit": "5",
    "X-RateLimit-Remaining": "4",
    "X-RateLimit-Reset-After": "2.000",
    "X-RateLimit-Bucket": "0123456789abcdef",
}


class Fault(Enum):
    """An answer that is none."""

    HANG_UP = "the connection is closed"
    SILENCE = "nothing comes until the server stops"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An HTTP answer."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A request as it came: the path without its query, the JSON body, and the files of a multipart post."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    body: dict[str, object]
    raw: bytes
    files: Mapping[str, bytes]


def told(status: int, content: object, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer in JSON."""
    return Answer(
        status=status,
        body=json.dumps(content).encode(),
        headers={"Content-Type": "application/json", **(headers or {})},
    )


def rate_limited(seconds: float, *, header: str | None = None, is_global: bool = False) -> Answer:
    """A 429 as Discord gives it; `header` is what `Retry-After` says, if it is another time."""
    headers = {"Retry-After": header or str(seconds), "X-RateLimit-Scope": "user", **_BUCKET}
    headers |= {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": str(seconds)}
    if is_global:
        headers |= {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": is_global}
    return told(429, body, headers)


def page(status: int, headers: Mapping[str, str] | None = None) -> Answer:
    """What a proxy before Discord answers: HTML."""
    body = f"<html><head><title>{status}</title></head><body>cloudflare \u26a0</body></html>".encode()
    return Answer(status=status, body=body, headers={"Content-Type": "text/html", **(headers or {})})


def redirect(to: str) -> Answer:
    """A 302."""
    return Answer(status=302, headers={"Location": to})


def everything_told(error: BaseException | None) -> str:
    """All that an exception could show anybody: its traceback, and each cause with what it holds."""
    told_by = traceback.format_exception(error)
    while error is not None:
        told_by += [repr(error), repr(error.args), repr(getattr(error, "__dict__", {}))]
        error = error.__cause__ or error.__context__
    return "".join(told_by)


class _Field(msgspec.Struct):
    name: str | None = None
    value: str | None = None
    inline: bool | None = None


class _Footer(msgspec.Struct):
    text: str | None = None


class _Author(msgspec.Struct):
    name: str | None = None


class _Embed(msgspec.Struct):
    title: str | None = None
    description: str | None = None
    url: str | None = None
    color: int | None = None
    fields: list[_Field] | None = None
    footer: _Footer | None = None
    author: _Author | None = None


class _Payload(msgspec.Struct):
    content: str | None = None
    username: str | None = None
    embeds: list[_Embed] | None = None


def length(text: str | None) -> int:
    """Letters as the strictest reader of Discord's limits counts them: UTF-16 units, trimmed."""
    return len((text or "").strip().encode("utf-16-le", "surrogatepass")) // 2


def _texts(payload: _Payload) -> Iterator[tuple[str, str | None, int, bool]]:
    """Every limited text: its place, itself, its limit, whether it must be there."""
    yield "content", payload.content, 2000, False
    yield "username", payload.username, 80, False
    for number, embed in enumerate(payload.embeds or []):
        at = f"embeds.{number}"
        yield f"{at}.title", embed.title, 256, False
        yield f"{at}.description", embed.description, 4096, False
        if embed.footer:
            yield f"{at}.footer.text", embed.footer.text, 2048, True
        if embed.author:
            yield f"{at}.author.name", embed.author.name, 256, True
        for place, each in enumerate(embed.fields or []):
            yield f"{at}.fields.{place}.name", each.name, 256, True
            yield f"{at}.fields.{place}.value", each.value, 1024, True


def _faults(payload: _Payload) -> Iterator[tuple[str, str, str]]:
    """Every broken limit: its place, and Discord's code and words for it."""
    embeds = payload.embeds or []
    lists = [("embeds", len(embeds), 10)]
    lists += [(f"embeds.{number}.fields", len(embed.fields or []), 25) for number, embed in enumerate(embeds)]
    for place, size, limit in lists:
        if size > limit:
            yield place, "BASE_TYPE_BAD_LENGTH", f"Must be {limit} or fewer in length."
    total = 0
    for place, text, limit, required in _texts(payload):
        total += length(text) if place.startswith("embeds") else 0
        if length(text) > limit:
            yield place, "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length."
        if required and not length(text):
            yield place, "BASE_TYPE_REQUIRED", "This field is required"
    if total > 6000:
        yield "embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000"
    for number, embed in enumerate(embeds):
        if embed.url is not None and not embed.url.startswith(("http://", "https://")):
            yield f"embeds.{number}.url", "URL_TYPE_INVALID_URL", "Not a well formed URL."
        if embed.color is not None and not 0 <= embed.color <= 0xFFFFFF:
            yield f"embeds.{number}.color", "NUMBER_TYPE_MAX", "int value should be at most 16777215."


def _tree(faults: Iterable[tuple[str, str, str]]) -> dict[str, object]:
    """Faults in Discord's shape: `{"embeds": {"0": {"title": {"_errors": [...]}}}}`."""
    flat: dict[str, list[dict[str, str]]] = {}
    for place, code, words in faults:
        flat.setdefault(place, []).append({"code": code, "message": words})

    def below(prefix: str) -> dict[str, object]:
        keys = dict.fromkeys(place[len(prefix) :].split(".")[0] for place in flat if place.startswith(prefix))
        branches: dict[str, object] = {}
        for key in keys:
            own: dict[str, object] = {"_errors": flat[prefix + key]} if prefix + key in flat else {}
            branches[key] = own | below(f"{prefix}{key}.")
        return branches

    return below("")


def refusal(raw: Mapping[str, object], *, has_files: bool = False) -> Answer | None:
    """Discord's 400 for a body that it does not take, or None."""
    try:
        payload = msgspec.convert(raw, _Payload)
    except msgspec.ValidationError as error:
        return told(400, {"message": f"Invalid Form Body ({error})", "code": 50035, "errors": {}})
    if faults := tuple(_faults(payload)):
        return told(400, {"message": "Invalid Form Body", "code": 50035, "errors": _tree(faults)})
    says = any(length(text) for _, text, _, _ in _texts(payload))
    return (
        None if says or has_files else told(400, {"message": "Cannot send an empty message", "code": 50006})
    )


class DiscordServer:
    """One webhook with its messages, as a context manager; `url` is what a user would paste."""

    def __init__(self) -> None:
        self.requests: list[Received] = []
        self.messages: dict[str, dict[str, object]] = {}
        self.closing = threading.Event()
        self._webhook_exists = True
        self._scripted: list[Answer | Fault] = []
        self._numbers = count(1_200_000_000_000_000_001)
        self._http = _Http(("127.0.0.1", 0), _Handler)
        self._http.discord = self
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def url(self) -> str:
        return f"{self.host}/api/webhooks/{WEBHOOK_ID}/{TOKEN}"

    def answer_next(self, *answers: Answer | Fault) -> None:
        """Give these answers to the next requests, one each, without doing what was asked."""
        self._scripted.extend(answers)

    def delete_webhook(self) -> None:
        """As its owner would: from now on it is unknown."""
        self._webhook_exists = False

    def answer(self, request: Received) -> Answer | Fault:
        """Record the request and answer it."""
        self.requests.append(request)
        if self._scripted:
            return self._scripted.pop(0)
        found = _PATH.fullmatch(request.path)
        if found is None:
            return told(404, {"message": "404: Not Found", "code": 0})
        if not self._webhook_exists or found["id"] != WEBHOOK_ID:
            return told(404, {"message": "Unknown Webhook", "code": 10015})
        if found["token"] != TOKEN:
            return told(401, {"message": "Invalid Webhook Token", "code": 50027})
        return self._obey(request, found["message"])

    def _obey(self, request: Received, number: str | None) -> Answer:
        match request.method, number:
            case "POST", None:
                return self._post(request)
            case "PATCH", str():
                return self._edit(number, request)
            case _:
                return told(405, {"message": "405: Method Not Allowed", "code": 0})

    def _post(self, request: Received) -> Answer:
        if refused := refusal(request.body, has_files=bool(request.files)):
            return refused
        number = str(next(self._numbers))
        self.messages[number] = dict(request.body)
        if request.query.get("wait", ["false"])[0].lower() != "true":
            return Answer(status=204, headers=_BUCKET)
        return told(200, {"id": number, **request.body}, _BUCKET)

    def _edit(self, number: str, request: Received) -> Answer:
        if number not in self.messages:
            return told(404, {"message": "Unknown Message", "code": 10008})
        edited = self.messages[number] | request.body
        if refused := refusal(edited, has_files=bool(request.files)):
            return refused
        self.messages[number] = edited
        return told(200, {"id": number, **edited}, _BUCKET)


class _Http(ThreadingHTTPServer):
    discord: DiscordServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over a client that was killed while it asked."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # passed on as it came


class _Handler(BaseHTTPRequestHandler):
    server: _Http
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer in one piece: the second of two would wait for the first to be acknowledged

    def do_POST(self) -> None:
        self._serve()

    def do_PATCH(self) -> None:
        self._serve()

    def log_message(self, *_: object) -> None:
        """Tests read the record of requests instead."""

    def _serve(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        address = urlsplit(self.path)
        body, files = _decoded(self.headers.get("Content-Type", ""), raw)
        answer = self.server.discord.answer(
            Received(
                method=self.command,
                path=address.path,
                query=parse_qs(address.query),
                body=body,
                raw=raw,
                files=files,
            )
        )
        if isinstance(answer, Fault):
            if answer is Fault.SILENCE:
                self.server.discord.closing.wait()
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)


def _decoded(kind: str, raw: bytes) -> tuple[dict[str, object], dict[str, bytes]]:
    """The JSON of a body, and its files if it is multipart (the JSON is then the part `payload_json`)."""
    if not kind.startswith("multipart/form-data"):
        return msgspec.json.decode(raw, type=dict[str, object]), {}
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + raw)
    text = b"{}"
    files: dict[str, bytes] = {}
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if part.get_filename() is None:
            text = content
        else:
            files[str(part.get_filename())] = content
    return msgspec.json.decode(text, type=dict[str, object]), files
