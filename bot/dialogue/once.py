"""A message that comes again, because its answer was lost on the way, is answered again and done once.

The gateway knows the answers of its own last minutes. When it was killed in between, or another copy of
it gets the second try, only the conversation itself tells: it keeps each message with its id, and
the words that followed.
"""

from itertools import takewhile

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import BotUttered, UserUttered


async def take_once(agent: Agent, message: UserMessage) -> bool:
    """Handle a message as `Agent.handle_message` does, unless the conversation has it already.

    Returns:
        Whether it was done before: then the words of that time went out once more.

    Raises:
        LockError: its turn in the conversation did not come.
    """
    assert agent.processor is not None  # the caller has seen that the agent is ready
    async with agent.lock_store.lock(message.sender_id):
        said = await _said_before(agent.tracker_store, message)
        for one in said:
            await message.output_channel.send_response(message.sender_id, one.message())
        if not said:
            await agent.processor.handle_message(message)
        return bool(said)


async def _said_before(store: TrackerStore, message: UserMessage) -> list[BotUttered]:
    """What was answered to this very message; nothing when it is new, or broke off without a word."""
    tracker = await store.retrieve(message.sender_id)
    events = list(tracker.events) if tracker else []
    found = [
        place
        for place, event in enumerate(events)
        if isinstance(event, UserUttered) and event.message_id == message.message_id
    ]
    if not found:
        return []
    after = takewhile(lambda event: not isinstance(event, UserUttered), events[found[-1] + 1 :])
    return [event for event in after if isinstance(event, BotUttered)]
