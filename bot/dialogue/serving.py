"""One Rasa server: the loaded model with this project's stores and channel, on one port."""

import asyncio
import logging
import os
from asyncio import AbstractEventLoop

from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.run import configure_app, create_http_input_channels
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.utils.log_utils import configure_structlog
from sanic import Sanic

from bot.dialogue.action_endpoint import ActionEndpoint
from bot.dialogue.schemas import remember_valid_schemas
from bot.settings import LOOPBACK, PROJECT

_FIRST = "你好"
_BACKLOG = 256  # connections that may wait to be accepted


def load(model: str) -> Agent:
    """Load a model and what it reads at its first message, so that no copy lets a person wait for that.

    Nothing is connected yet, and the process may still be forked.

    Raises:
        rasa.exceptions.ModelNotFound: it is not there or damaged.
    """
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    configure_structlog(logging.WARNING)
    agent = Agent.load(model)
    asyncio.run(agent.parse_message(_FIRST))
    return agent


def serve(agent: Agent, port: int) -> None:
    """Answer messages on 127.0.0.1:`port` until SIGTERM."""
    remember_valid_schemas()
    action = connect(agent)
    channels = create_http_input_channels(None, str(PROJECT / "credentials.yml"))
    app = configure_app(channels, enable_api=False, port=port)

    async def attach(app: Sanic, loop: AbstractEventLoop) -> None:
        app.ctx.agent = agent

    async def detach(app: Sanic, loop: AbstractEventLoop) -> None:
        await action.close()

    app.register_listener(attach, "before_server_start")
    app.register_listener(detach, "after_server_stop")
    app.run(host=LOOPBACK, port=port, workers=1, backlog=_BACKLOG, access_log=False, motd=False)


def connect(agent: Agent) -> ActionEndpoint:
    """Give the agent the stores of endpoints.yml and the way to the action server, which is returned.

    Not through Rasa's wrapper, which takes a conversation that cannot be read for a new one, and one that
    cannot be kept for kept: here such a turn fails, and the person is told.
    """
    endpoints = AvailableEndpoints.read_endpoints(str(PROJECT / "endpoints.yml"))
    processor = agent.processor
    assert processor is not None
    store = TrackerStore.create(endpoints.tracker_store, agent.domain)
    agent.tracker_store = processor.tracker_store = store
    agent.lock_store = processor.lock_store = LockStore.create(endpoints.lock_store)
    action = ActionEndpoint(endpoints.action.url if endpoints.action else os.environ["YIZHU_ACTIONS_URL"])
    agent.action_endpoint = processor.action_endpoint = action
    return action
