"""Wishes that need but a word, within a form as outside: easier words, what a word means, how to hear or see better."""

from collections.abc import Sequence

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.buttons import Button
from actions.easy import wished
from actions.phrases import say
from actions.turn import Turn
from policy_kb.current import current
from policy_kb.glossary import Word, gloss

#: 念给我听, 字太小, 不会打字: what is said depends on the door.
HELP = {"aloud": "how_aloud", "large_print": "how_large_print", "by_voice": "how_by_voice"}


def say_aside(dispatcher: CollectingDispatcher, tracker: Tracker, buttons: Sequence[Button] = ()) -> bool:
    """Say what such a wish needs; False where the message has none, and nothing was said.

    The form, or who called, goes on with its own question.
    """
    turn, text = Turn.of(tracker), ""
    if meant := word_asked(turn):
        text = gloss(*meant)
    elif wished(tracker) is not None:
        text = say("easy_on" if wished(tracker) else "easy_off")
    elif turn.value("control") in HELP:
        text = say(HELP[turn.value("control")], door=turn.door)
    if text:
        dispatcher.utter_message(text=text, buttons=list(buttons))
    return bool(text)


def word_asked(turn: Turn) -> tuple[str, Word] | None:
    """The word whose meaning is asked, with what is known of it; None where none is, or it is not in the data."""
    term, glossary = turn.value("term"), current().glossary
    return (term, glossary[term]) if turn.value("control") == "meaning" and term in glossary else None
