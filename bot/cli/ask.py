"""`yizhu ask "…"`: talk with the running system in the terminal."""

import argparse
import sys
from typing import Any

import httpx

from bot.settings import from_environment

Buttons = list[str]


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu ask`."""
    parser = commands.add_parser("ask", help='ask the running system: yizhu ask "一句话"')
    parser.add_argument("text", nargs="*", help="messages of one talk; a number presses a button; none: type")
    parser.add_argument("--url", help="address of the system (default: this machine's)")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the replies with numbered buttons; 1 when the system cannot be reached or refuses."""
    settings = from_environment()
    url = (arguments.url or settings.public_url).rstrip("/")
    with httpx.Client(base_url=url, timeout=settings.deadline + 5, trust_env=False) as http:
        buttons: Buttons = []
        for text in arguments.text or _typed():
            try:
                buttons = say(http, text, buttons)
            except httpx.HTTPError:
                print(f"没有连上 {url}。先运行 yizhu run (is the system running?)", file=sys.stderr)
                return 1
            except RuntimeError as error:
                print(error, file=sys.stderr)
                if arguments.text:
                    return 1
    return 0


def say(http: httpx.Client, text: str, buttons: Buttons) -> Buttons:
    """Send a message, or press the button of that number; print the replies, return their buttons.

    Raise RuntimeError with the system's words when it refuses.
    """
    pressed = text.isdecimal() and 0 < int(text) <= len(buttons)
    answer = http.post("/api/chat", json={"button": buttons[int(text) - 1]} if pressed else {"text": text})
    if answer.status_code != 200:
        raise RuntimeError(_refusal(answer))
    offered: Buttons = []
    for reply in answer.json()["replies"]:
        print(reply["text"])
        for button in reply["buttons"]:
            offered.append(button["button"])
            print(f"  [{len(offered)}] {button['title']}")
        print()
    return offered


def _refusal(answer: httpx.Response) -> str:
    try:
        said: Any = answer.json()
        return str(said["error"])
    except (ValueError, KeyError, TypeError):
        return f"HTTP {answer.status_code}"


def _typed() -> Any:
    """Lines from the terminal until its end."""
    while True:
        try:
            line = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            return
        if line:
            yield line
