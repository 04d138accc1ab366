"""The answer units: what residents ask about, and the words that answer it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from policy_kb.data_files import listed


@dataclass(frozen=True)
class Topic:
    """One answer unit. `answer` and `easy` are Jinja2 templates without digits of sums.

    `named`: words by which people call this matter and no other; see `topic_named`.
    """

    id: str
    title: str
    clauses: tuple[str, ...]
    benefit: str | None
    grants: str
    answer: str
    easy: str
    file: str
    named: tuple[str, ...] = ()

    @property
    def is_overview(self) -> bool:
        """Overviews lead into the assessment; their basis is broad."""
        return self.id.startswith("overview")


_REQUIRED = ("id", "title", "clauses", "grants", "answer", "easy")


class TopicError(ValueError):
    """A topic file cannot be read; the message says where and what."""


def load_topics(root: Path) -> dict[str, Topic]:
    """Read all topic files below `topics/` and the additions, by id, in the order of the files.

    Raises:
        TopicError: a missing key, or an id that stands twice.
    """
    topics: dict[str, Topic] = {}
    for file, entry in listed(root, "topics"):
        topic = _topic(entry, file)
        if topic.id in topics:
            raise TopicError(f"{file}：条目 {topic.id} 已经在 {topics[topic.id].file} 里写过，请改一个编号")
        topics[topic.id] = topic
    return topics


def topic_named(topics: Iterable[Topic], text: str) -> str | None:
    """The topic whose own word stands in the text, the longest word first; None where there is none."""
    found = [(len(word), topic.id) for topic in topics for word in topic.named if word in text]
    return max(found)[1] if found else None


def _topic(entry: dict, file: str) -> Topic:
    absent = [key for key in _REQUIRED if not entry.get(key)]
    if absent:
        raise TopicError(f"{file}：条目 {entry.get('id', '（无编号）')} 缺少 {'、'.join(absent)}")
    return Topic(
        clauses=tuple(str(c) for c in entry["clauses"]),
        benefit=entry.get("benefit"),
        file=file,
        named=tuple(str(word) for word in entry.get("named") or ()),
        **{key: str(entry[key]).strip() for key in _REQUIRED if key != "clauses"},
    )
