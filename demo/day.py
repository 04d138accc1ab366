"""The day, from the first question in the morning to the letter in the evening."""

from collections.abc import Mapping

from demo.caseworker import day_at_the_desk
from demo.others import others_ask
from demo.resident import daughter_asks, evening, neighbour_applies
from demo.stage import Stage


def play(stage: Stage, environment: Mapping[str, str]) -> None:
    """Play it against the system of this stage.

    Args:
        environment: what that system's own commands must be given.

    Raises:
        LookupError: something was not said, or not offered, that should have been.
    """
    her, callback = daughter_asks(stage)
    application = neighbour_applies(stage)
    others_ask(stage.url)
    day_at_the_desk(stage, environment, callback, application)
    evening(her)
