"""The last look before an application is sent: everything that goes to the office, and what it means."""

from rasa_sdk.executor import CollectingDispatcher

from actions.application_draft import ApplicationDraft
from actions.application_matter import office_of, title_of, told_of
from actions.buttons import button
from actions.known import who
from actions.memory import Memory
from actions.phrases import say
from casework.application_values import AGREEMENTS
from casework.wishes import manner_key, manner_words


def review(dispatcher: CollectingDispatcher, draft: ApplicationDraft, memory: Memory) -> None:
    """Show it, and ask whether it may go."""
    told = told_of(draft, memory)
    text = say(
        "application_review",
        title=title_of(draft),
        words=draft.words if draft.words != title_of(draft) else "",
        office=office_of(draft),
        name=draft.name,
        who="" if draft.relation == "self" else who(memory),
        agreement="" if draft.relation == "self" else AGREEMENTS[draft.agreement or "agreed"],
        phone=draft.phone,
        manner=manner_words(manner_key(draft.manner)),
        facts=told.facts,
        sum=told.sum,
        open=told.open[:3],
        refused=told.refused,
        passphrase=draft.passphrase,
    )
    buttons = [
        button("交上去", "confirm", polarity="yes"),
        button("修改", "control", control="correct"),
        button("先存着", "control", control="stop"),
        button("不交了", "confirm", polarity="no"),
    ]
    dispatcher.utter_message(text=text, buttons=buttons)
