"""Rasa's ear towards the gateway: typed text and issued payloads arrive in different fields.

Rasa takes any text that begins with `/` as a command, after its own components have changed the
text, so escaping at the door alone could be undone on the way. Here typed text loses every slash
that could become a leading one, and a payload skips understanding altogether.
"""

import hmac
import logging
import os
import re
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.dialogue.once import take_once
from bot.dialogue.parses import Parses
from bot.dialogue.whole_turns import whole_turn

logger = logging.getLogger(__name__)

SECRET = "YIZHU_CHANNEL_SECRET"
# A slash between digits is a date or a share; any other one becomes U+2215, which looks the same,
# is no white space, and stays itself under NFKC.
_SLASH = re.compile(r"(?<![0-9０-９])[/／⁄]|[/／⁄](?![0-9０-９])")
_HARMLESS = "\u2215"
# To the gateway: these are the words of an earlier try, which it may have kept already.
_AGAIN: list[dict[str, Any]] = [{"text": "", "buttons": [], "custom": {"again": True}}]


def as_text(typed: str) -> str:
    """Return what a person typed so that Rasa can never read a command in it."""
    return _SLASH.sub(_HARMLESS, typed)


def as_command(payload: str) -> dict[str, Any]:
    """Return the parse result of an issued payload such as `/policy{"topic": "x"}`.

    Raise ValueError when it is not of that form.
    """
    if not payload.startswith("/"):
        raise ValueError("a payload begins with a slash")
    parsed = YAMLStoryReader.unpack_regex_message(
        Message({TEXT: payload}), entity_extractor_name="RegexMessageHandler"
    ).as_dict(only_output_properties=True)
    if "intent" not in parsed:
        raise ValueError("a payload names an intent")
    return {"entities": [], **parsed}


class YizhuChannel(InputChannel):
    """POST /webhooks/yizhu/webhook, open only to holders of the shared secret."""

    def __init__(self) -> None:
        self._parses = Parses()

    @classmethod
    def name(cls) -> str:
        """Name of the channel and of its address."""
        return "yizhu"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The one route; Rasa mounts it below /webhooks/yizhu."""
        secret = os.environ.get(SECRET, "")
        if len(secret) < 16:
            raise ValueError(f"{SECRET} must be set to at least 16 characters")
        routes = Blueprint("yizhu_channel", url_prefix=None)

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if not hmac.compare_digest(str(request.token or "").encode(), secret.encode()):
                return json({"error": "unauthorized"}, status=401)
            return await self._take(request, on_new_message)

        return routes

    async def _take(
        self, request: Request, on_new_message: Callable[[UserMessage], Awaitable[Any]]
    ) -> HTTPResponse:
        collector = YizhuOutput()
        try:
            message = self._message(request.json, collector)
        except (KeyError, TypeError, ValueError):
            return json({"error": "bad message"}, status=400)
        again: list[dict[str, Any]] = []
        try:
            agent = getattr(request.app.ctx, "agent", None)
            ready = agent is not None and agent.is_ready()
            if ready and message.parse_data is None:
                message.parse_data = await self._parses.of(agent, message.text)
            with whole_turn():
                if "id" in request.json and ready:
                    again = _AGAIN if await take_once(agent, message) else []
                else:
                    await on_new_message(message)
        except Exception as error:
            # The message of the exception may hold what the person said: only its kind is logged.
            logger.error("turn failed: %s", type(error).__name__)
            return json({"error": "turn failed"}, status=500)
        return json(collector.replies() + again)

    def _message(self, body: dict[str, Any], collector: "YizhuOutput") -> UserMessage:
        sender = body["sender"]
        metadata = body.get("metadata") or {}
        if not isinstance(sender, str) or not sender or not isinstance(metadata, dict):
            raise ValueError("sender")
        if not isinstance(body.get("id", ""), str):
            raise ValueError("id")
        if ("text" in body) == ("payload" in body):
            raise ValueError("either text or payload")
        parsed = as_command(body["payload"]) if "payload" in body else None
        text = body["payload"] if "payload" in body else as_text(body["text"])
        return UserMessage(
            text,
            collector,
            sender,
            parse_data=parsed,
            input_channel=self.name(),
            message_id=body.get("id"),
            metadata=metadata,
        )


class YizhuOutput(CollectingOutputChannel):
    """Collects what the assistant says; named like the channel, so that its responses match."""

    @classmethod
    def name(cls) -> str:
        """Name by which channel-specific responses are chosen."""
        return "yizhu"

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep one answer one message; Rasa would cut it at every empty line."""
        await self._persist_message(self._message(recipient_id, text=text.strip()))

    def replies(self) -> list[dict[str, Any]]:
        """The replies in order: text, buttons, and `custom` for a word to the gateway itself."""
        return [
            {
                "text": one.get("text") or "",
                "buttons": [
                    {"title": button.get("title", ""), "payload": button.get("payload", "")}
                    for button in one.get("buttons") or []
                ],
                **({"custom": one["custom"]} if one.get("custom") else {}),
            }
            for one in self.messages
        ]
