"""Many words for one thing are one concept, also in wrong characters and in this area's speech."""

import pytest

from bot.nlu.concepts import concept_rows, concepts


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("安个假腿贵不贵", "device"),
        ("公祖房的钱能少交点不", "rental"),
        ("俺婆姨是个瞎子", "disabled"),
        ("村里要翻建土坯房", "dangerous"),
        ("居住证咋办", "civic"),
    ],
)
def test_words_for_one_thing_are_one_concept(text: str, concept: str) -> None:
    assert concept in concepts(text)


def test_a_text_that_names_nothing_known_has_an_empty_row() -> None:
    rows = concept_rows(["嗯", "轮椅"], 1.0)
    assert rows[0].nnz == 0
    assert rows[1].nnz > 0
