"""Training examples whose label leads nowhere: a topic that is not in the policy data."""

from pathlib import Path

import yaml

from policy_kb.kb import KnowledgeBase

_TOPIC = "policy/"


def strays(data: Path, kb: KnowledgeBase) -> list[str]:
    """A line for each label of `data/nlu` that names no topic: file, label, what to do."""
    found = []
    for path in sorted((data / "nlu").rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            label = str(entry["intent"])
            if label.startswith(_TOPIC) and label.removeprefix(_TOPIC) not in kb.topics:
                where = path.relative_to(data.parent)
                found.append(f"{where} 的 {label}：回答里没有这个条目，改成 policy_kb/topics 里的一个 id")
    return found
