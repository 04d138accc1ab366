"""Nothing starts on policy data that do not pass their check: a wrong sum would be told to everybody."""

import sys

from policy_kb.check import load_checked
from policy_kb.kb import data_root


def policy_is_sound() -> bool:
    """Whether the data pass the check; if not, says in Chinese what is to be mended."""
    _, problems = load_checked(data_root())
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"启动失败：政策数据有 {len(problems)} 处要改，见上面。改好以后再启动。", file=sys.stderr)
    return not problems
