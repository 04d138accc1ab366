"""`yizhu desk`: accounts for the desk, on the machine where the system runs."""

import argparse
import getpass
import sys
from collections.abc import Callable

import segno

from casework import access_log, accounts
from casework.errors import CaseworkError
from casework.offices import all_offices
from casework.signin import reset_totp

_ACTOR = "（命令行）"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu desk` and its steps."""
    parser = commands.add_parser("desk", help="accounts for the desk")
    steps = parser.add_subparsers(metavar="STEP", required=True)
    one = _step(steps, "adduser", _add, "make an account")
    one.add_argument("--full-name", required=True, help="how colleagues know them")
    one.add_argument("--role", choices=list(accounts.ROLES), default="caseworker")
    one.add_argument("--office", help=f"of a caseworker: {'、'.join(all_offices())}")
    _password_options(one)
    _password_options(_step(steps, "passwd", _passwd, "give a new password; also unlocks"))
    one = _step(steps, "disable", _disable, "shut an account out at once")
    one.add_argument("--undo", action="store_true", help="let it in again")
    one = _step(steps, "totp", _totp, "a new second factor; prints its QR code")
    one.add_argument("--off", action="store_true", help="take it away")
    parser_list = steps.add_parser("list", help="all accounts")
    parser_list.set_defaults(func=lambda arguments: _list())


def _step(
    steps: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], None],
    help_text: str,
) -> argparse.ArgumentParser:
    parser = steps.add_parser(name, help=help_text)
    parser.add_argument("name", help="login name, such as wang.li")
    parser.set_defaults(func=lambda arguments: _guarded(run, arguments))
    return parser


def _guarded(run: Callable[[argparse.Namespace], None], arguments: argparse.Namespace) -> int:
    try:
        run(arguments)
    except CaseworkError as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0


def _password_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--generate", action="store_true", help="draw a first password, which must be changed at first login"
    )


def _add(arguments: argparse.Namespace) -> None:
    password = _password(arguments.generate)
    made = accounts.add(
        arguments.name,
        arguments.full_name,
        arguments.role,
        arguments.office,
        password,
        arguments.generate,
    )
    access_log.record(_ACTOR, "account", made.name, change="added")
    print(f"{made.full_name}（{made.name}，{made.role_text}）的账号建好了。")
    _tell(password, arguments.generate)


def _passwd(arguments: argparse.Namespace) -> None:
    password = _password(arguments.generate)
    changed = accounts.set_password(arguments.name, password, arguments.generate)
    access_log.record(_ACTOR, "account", changed.name, change="password")
    print(f"{changed.name} 的密码换好了，已经在别处退出。")
    _tell(password, arguments.generate)


def _disable(arguments: argparse.Namespace) -> None:
    changed = accounts.disable(arguments.name, not arguments.undo)
    access_log.record(_ACTOR, "account", changed.name, change="enable" if arguments.undo else "disable")
    print(f"{changed.name} {'又可以用了' if arguments.undo else '停用了，已经退出'}。")


def _totp(arguments: argparse.Namespace) -> None:
    address = reset_totp(arguments.name, not arguments.off)
    access_log.record(_ACTOR, "account", arguments.name, change="totp")
    if arguments.off:
        print(f"{arguments.name} 的动态验证码取消了。管理员下次登录时要重新设。")
        return
    segno.make(address, error="m").terminal(compact=True)
    print(f"用动态验证码软件扫上面的码，或者手工填：{address}")


def _list() -> int:
    for one in accounts.list_accounts():
        state = "已停用" if one.disabled else "暂时锁住" if one.locked else "在用"
        print(f"{one.name}  {one.full_name}  {one.role_text}  {one.office or '全部'}  {state}")
    return 0


def _password(generate: bool) -> str:
    """Drawn, typed twice on a terminal, or one line of standard input."""
    if generate:
        return accounts.draw_password()
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("新密码：")
    if getpass.getpass("再写一遍：") != password:
        raise accounts.WeakPassword("两次写的不一样，什么都没有改。")
    return password


def _tell(password: str, generated: bool) -> None:
    if generated:
        print(f"第一次登录的密码：{password}\n只显示这一次，请当面交给本人。")
