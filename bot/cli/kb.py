"""`yizhu kb check`: prove the policy data before it goes into force."""

import argparse
from pathlib import Path

from policy_kb.check import load_checked
from policy_kb.kb import data_root


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu kb` with its subcommand `check`."""
    parser = commands.add_parser("kb", help="the policy data: yizhu kb check")
    parser.add_argument("action", choices=["check"])
    parser.add_argument(
        "--root", type=Path, help="folder of the policy data (default: YIZHU_KB, else policy_kb/)"
    )
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every problem, or that all is well; the exit status says which (1 or 0)."""
    kb, problems = load_checked(arguments.root or data_root())
    for problem in problems:
        print(problem)
    if kb is None or problems:
        print(f"共 {len(problems)} 处要改。改好之前，系统仍用原来的数据。")
        return 1
    print(
        f"检查通过。版本 {kb.version}：{len(kb.parameters.items())} 个参数，"
        f"{len(kb.topics)} 个回答条目，{len(kb.benefits)} 项待遇。"
    )
    return 0
