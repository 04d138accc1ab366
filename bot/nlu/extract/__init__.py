"""Facts in a message, by closed vocabulary: pure functions, no network, no model."""

from bot.nlu.extract.extract import extract
from bot.nlu.extract.facets import facet
from bot.nlu.extract.found import Found
from bot.nlu.extract.normalise import normalise

__all__ = ["Found", "extract", "facet", "normalise"]
