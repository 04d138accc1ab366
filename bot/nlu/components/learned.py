"""A component that learns: what it learned is one file in Rasa's model storage."""

import pickle
from typing import Any, ClassVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from typing_extensions import Self

_FILE = "learned.pickle"


class Learned(GraphComponent):
    """Has in `learned` what training fits, and gives it back when a model is loaded."""

    #: What there is before training; called without arguments.
    untrained: ClassVar[type]

    def __init__(self, model_storage: ModelStorage, resource: Resource, learned: Any = None) -> None:
        self._storage, self._resource = model_storage, resource
        self.learned = self.untrained() if learned is None else learned

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Made by the graph, not yet trained."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Made by the graph from what training kept."""
        with model_storage.read_from(resource) as folder, (folder / _FILE).open("rb") as file:
            return cls(model_storage, resource, pickle.load(file))

    def keep(self) -> Resource:
        """Keep what was learned with the model, for `load`."""
        # Not joblib, whose own way of reading takes seconds for the names of all n-grams.
        with self._storage.write_to(self._resource) as folder, (folder / _FILE).open("wb") as file:
            pickle.dump(self.learned, file)
        return self._resource
