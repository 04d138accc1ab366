"""`yizhu wechat`: is the account set up rightly? Tries each thing and says what to do about what fails."""

import argparse
import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

import httpx

from bot.cli.options import speak_utf8
from bot.settings import Settings, SettingsError, from_environment
from bot.wechat import words
from bot.wechat.api import ApiError, Unreachable, WechatApi
from bot.wechat.app import PATH
from bot.wechat.cipher import signature
from bot.wechat.menu import menu
from bot.wechat.settings import WechatSettings
from bot.wechat.settings import from_environment as wechat_from_environment

_ECHO = "1616140317555161061"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu wechat`."""
    parser = commands.add_parser("wechat", help="check the WeChat account, and make its menu anew")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Try everything; 1 when something fails, 2 when there is no account."""
    speak_utf8()
    try:
        settings, account = from_environment(), wechat_from_environment()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    if account is None:
        print(words.NO_ACCOUNT, file=sys.stderr)
        return 2
    print(words.ADDRESS.format(address=(settings.public_base or "https://（伊助的网址）") + PATH))
    print(words.ENCRYPTED if account.aes_key else words.PLAIN)
    return asyncio.run(_check(settings, account))


async def _check(settings: Settings, account: WechatSettings) -> int:
    async with httpx.AsyncClient(trust_env=False) as http:
        steps: list[tuple[str, Callable[[], Awaitable[str]]]] = [
            (words.STEP_DOOR, lambda: _door(http, settings, account)),
        ]
        if account.secret:
            api = WechatApi(account, http)
            steps.append((words.STEP_MENU, lambda: _menu(api)))
        failed = 0
        for title, step in steps:
            trouble = await step()
            failed += bool(trouble)
            print(f"{title}：{trouble or words.GOOD}")
    if not account.secret:
        print(words.MUTE)
    return 1 if failed else 0


async def _door(http: httpx.AsyncClient, settings: Settings, account: WechatSettings) -> str:
    """Ask the running system as WeChat does when the address is entered; returns what is wrong."""
    stamp, nonce = str(int(time.time())), "1"
    query = {"timestamp": stamp, "nonce": nonce, "echostr": _ECHO}
    query["signature"] = signature(account.token, stamp, nonce)
    try:
        answer = await http.get(f"{settings.public_url}{PATH}", params=query, timeout=5)
    except httpx.HTTPError:
        return words.NOT_RUNNING
    return "" if answer.text == _ECHO else words.OTHER_SETTINGS


async def _menu(api: WechatApi) -> str:
    """Make the menu; returns what is wrong."""
    try:
        await api.call("/cgi-bin/menu/create", menu())
    except ApiError as error:
        return words.ERRCODES.get(error.code, words.ERRCODE).format(code=error.code)
    except Unreachable:
        return words.UNREACHABLE
    return ""
