"""The register of words in the policy by which nobody gets anything, and why (`no_benefit.yml`)."""

from pathlib import Path

from policy_kb.data_files import DataError, merged

FILE = "no_benefit.yml"
WHOLE = "全条"  # in place of words: nothing in the whole clause


def load_no_benefit(root: Path) -> dict[str, dict[str, list[str]]]:
    """Read the register: by clause and reason the words that grant nothing.

    Raises:
        DataError: an entry is not written as `clause: {reason: [words, …]}`.
    """
    register: dict[str, dict[str, list[str]]] = {}
    for clause, (file, reasons) in merged(root, "no_benefit").items():
        if not isinstance(reasons, dict) or not all(isinstance(words, list) for words in reasons.values()):
            raise DataError(f"{file} 的 {clause}：要写成“理由: [原话, 原话]”")
        register[str(clause)] = {str(why): [str(one) for one in words] for why, words in reasons.items()}
    return register
