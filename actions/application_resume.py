"""接着办482-615: an unfinished application goes on, here or in another conversation, with a second proof."""

import re

from rasa_sdk.executor import CollectingDispatcher

from actions.application_draft import ApplicationDraft
from actions.application_matter import title_of
from actions.memory import Memory
from actions.phrases import say
from actions.turn import Turn
from casework import vault
from casework.application_drafts import SavedDraft, save
from casework.application_drafts import resume as found_by
from casework.errors import CaseworkError
from casework.passphrases import search as passphrase_in
from casework.references import search_code

_CODE = re.compile(r"\d{3}[-–—－\s]?\d{3}(?!\d)")
_LAST4 = re.compile(r"(?<!\d)(\d{4})(?!\d)")


def names_draft(turn: Turn) -> bool:
    """Whether the message gives the code of a draft with something that proves it."""
    proof = passphrase_in(turn.text) or _LAST4.search(_CODE.sub(" ", turn.text)) or "续办" in turn.text
    return bool(proof) and search_code(turn.text) is not None


def keep(draft: ApplicationDraft, turn: Turn, memory: Memory) -> SavedDraft:
    """Save a draft with what is known of the person.

    Raises:
        CaseworkError: nothing was kept.
    """
    phone = vault.get(draft.phone, turn.conversation) if draft.phone else None
    body = {
        "draft": {**draft.plain(), "phone": None},
        "phone": phone,
        "facts": memory.profiles.get(draft.person, {}),
    }
    return save(draft.key, turn.conversation, body, phone, draft.passphrase or "")


def resume(dispatcher: CollectingDispatcher, turn: Turn, memory: Memory) -> ApplicationDraft:
    """The draft of the code in the message; one that is `lost` when it cannot be shown, which is said."""
    last4 = _LAST4.search(_CODE.sub(" ", turn.text))
    try:
        saved = found_by(
            search_code(turn.text) or "",
            turn.conversation,
            last4[1] if last4 else None,
            passphrase_in(turn.text),
        )
    except CaseworkError as error:
        dispatcher.utter_message(text=f"{error}\n{say('application_resume_how')}")
        return ApplicationDraft(ended="lost")
    draft = ApplicationDraft.read(saved.body["draft"])
    draft.ended, draft.asked = None, None
    if saved.body["phone"]:
        draft.phone = vault.put("phone", saved.body["phone"], turn.conversation)
    memory.current = draft.person or memory.current
    known = memory.profiles.setdefault(memory.current, {})
    for key, value in saved.body["facts"].items():
        known.setdefault(key, value)
    dispatcher.utter_message(text=say("application_on", title=title_of(draft)))
    return draft
