"""The knowledge base as one object, read from data files."""

import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from policy_kb.benefits import load_benefits
from policy_kb.clauses import Part, by_id, cut
from policy_kb.data_files import DataError
from policy_kb.facts import load_facts
from policy_kb.glossary import Word, load_glossary
from policy_kb.no_benefit import load_no_benefit
from policy_kb.parameters import Parameters, load_parameters
from policy_kb.readings import load_readings
from policy_kb.topics import Topic, load_topics

ROOT = Path(__file__).parent
SOURCE = "source/yzf-2022-35.txt"
_DATA = (
    "*.yml",
    "topics/*.yml",
    "benefits/*.yml",
    "additions/*.yml",
    "words/*.j2",
    "words/*.yml",
    "source/*.txt",
)


@dataclass(frozen=True)
class KnowledgeBase:
    """All that the policy says, at one version of the data files."""

    root: Path
    version: str
    source: str
    parts: list[Part]
    parameters: Parameters
    readings: Any
    facts: Any
    benefits: Any
    topics: dict[str, Topic]
    words: dict[str, str]
    glossary: dict[str, Word]
    no_benefit: dict[str, dict[str, list[str]]]

    @cached_property
    def clauses(self) -> dict[str, Part]:
        """Citable parts of the text by id: 1, 2 …, general, goals, scope, validity, closing."""
        return by_id(self.parts)

    def __hash__(self) -> int:
        return hash((self.root, self.version))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KnowledgeBase) and (self.root, self.version) == (other.root, other.version)

    @classmethod
    def load(cls, root: Path | None = None) -> "KnowledgeBase":
        """Read the data files below `root` (default: those of this package).

        Raises:
            DataError: a file is missing or wrong; the message says where.
        """
        try:
            return cls._read(root or data_root())
        except DataError:
            raise
        except (ValueError, LookupError, TypeError, AttributeError, OSError) as error:
            raise DataError(str(error)) from error

    @classmethod
    def _read(cls, root: Path) -> "KnowledgeBase":
        source = (root / SOURCE).read_text(encoding="utf-8")
        return cls(
            root=root,
            version=version_of(root),
            source=source,
            parts=cut(source),
            parameters=load_parameters(root),
            readings=load_readings(root),
            facts=load_facts(root),
            benefits=load_benefits(root),
            topics=load_topics(root),
            words={p.name: p.read_text(encoding="utf-8") for p in sorted((root / "words").glob("*.j2"))},
            glossary=load_glossary(root),
            no_benefit=load_no_benefit(root),
        )


def data_root() -> Path:
    """The folder of the data in force: `YIZHU_KB`, else the one of the package."""
    return Path(os.environ.get("YIZHU_KB", ROOT))


def version_of(root: Path) -> str:
    """A short hash of every data file: two knowledge bases of one version say the same."""
    digest = hashlib.sha256()
    for path in files(root):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def files(root: Path) -> list[Path]:
    """Every data file below `root`, in a fixed order."""
    return sorted(path for pattern in _DATA for path in root.glob(pattern))
