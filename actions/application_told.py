"""What became of an application, in the talk: its stage, its sheet, and which one a message means."""

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.buttons import Button, button
from actions.callback_lookup import second_proof
from actions.phrases import say
from actions.result_told import opens_pages
from actions.turn import Turn
from casework.application_sheet import plain
from casework.application_values import Application
from casework.applications import find, find_all
from casework.references import parse, search

_TOLD = 3  # the newest ones of a conversation


def applications_meant(turn: Turn) -> tuple[list[Application], dict[str, Any] | None]:
    """The applications that this message may see, newest first, and what proves the first to be theirs.

    Raises:
        CaseworkError: the reference is locked after too many wrong tries, or is none of ours.
    """
    own, reference = find_all(turn.conversation), search(turn.text)
    if reference is None:
        newest = {"conversation": turn.conversation, "reference": own[0].reference} if own else None
        return own[:_TOLD], newest
    shown: dict[str, Any]
    if any(parse(one.reference) == reference for one in own):
        shown = {"conversation": turn.conversation, "reference": reference}
    else:
        shown = {"reference": reference, **second_proof(turn)}
    found = find(**shown)
    return [found] if found else [], shown


def tell_stages(dispatcher: CollectingDispatcher, found: list[Application], turn: Turn) -> None:
    """Say where each of them stands, with ways to its sheet and to take it back."""
    for one in found:
        links, buttons = sheet_link(one, turn)
        if one.is_open:
            buttons = [*buttons, button("撤回申请", "application", control="stop")]
        text = say("application_state", reference=one.reference, title=one.title, words=one.stage_text)
        dispatcher.utter_message(text=text, buttons=buttons, json_message=links)


def tell_applications(dispatcher: CollectingDispatcher, turn: Turn) -> bool:
    """Say where the applications stand that the message may mean; False when there are none.

    Raises:
        CaseworkError: as `applications_meant`.
    """
    found, _ = applications_meant(turn)
    tell_stages(dispatcher, found, turn)
    return bool(found)


def tell_sheet(dispatcher: CollectingDispatcher, application: Application) -> None:
    """The whole sheet as text, for doors that open no pages."""
    for part in plain(application).strip().split("\n\n"):
        dispatcher.utter_message(text=part)


def sheet_link(application: Application, turn: Turn) -> tuple[dict[str, Any] | None, list[Button]]:
    """The link to the sheet where pages can be opened, else a button that says it in the talk."""
    if not application.page_token:
        return None, []
    path = f"/application/{application.page_token}"
    links = {"links": [{"title": "申请单（可以打印）", "path": path}]}
    return links, [] if opens_pages(turn) else [button("念申请单", "application", control="full")]
