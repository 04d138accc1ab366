"""What can go wrong in casework; each message is Chinese and fit to be shown to a person."""


class CaseworkError(Exception):
    """Base of all; `str(error)` is plain Chinese and holds no personal data."""


class InvalidPhone(CaseworkError):
    """The number cannot be rung."""


class PhoneMissing(CaseworkError):
    """A wish to be rung without a number."""

    def __init__(self) -> None:
        super().__init__("还没有电话号码。请说一个能打通的号码，或者选“只用文字联系”。")


class InvalidReference(CaseworkError):
    """Not a reference of ours: wrong length or wrong check digit."""

    def __init__(self) -> None:
        super().__init__("这个编号不对。编号是9个数字，比如 4821-6350-7，请再核对一下。")


class InvalidWish(CaseworkError):
    """A wish, or a change of one, that is not allowed."""


class NotFound(CaseworkError):
    """No such call-back, or the asker did not prove that it is theirs."""

    def __init__(self) -> None:
        super().__init__("没有找到这个回电登记。请核对编号和电话号码的后四位。")


class Locked(CaseworkError):
    """Too many wrong tries on one reference."""

    def __init__(self) -> None:
        super().__init__("试错的次数太多了。为了您的安全，请过一小时再试，或者拨打12385。")


class NoApplication(CaseworkError):
    """No such application or draft, or the asker did not prove that it is theirs."""

    def __init__(self) -> None:
        super().__init__("没有找到。请核对号码，和电话号码的后四位或者口令。")


class ApplicationClosed(CaseworkError):
    """The application is at its end and cannot be moved any more."""

    def __init__(self) -> None:
        super().__init__("这个申请已经办结了，不能再改。需要的话，可以重新申请。")


class AlreadyClosed(CaseworkError):
    """The call-back is done or cancelled and cannot be changed any more."""

    def __init__(self) -> None:
        super().__init__("这个回电已经办结或者取消了。需要的话，可以重新约一个。")


class PhoneTaken(CaseworkError):
    """Another open call-back on the same matter already rings this number."""

    def __init__(self) -> None:
        super().__init__("这个号码已经约了同一件事的回电，不用重复约。")


class Unavailable(CaseworkError):
    """The database does not answer; nothing was stored."""

    def __init__(self) -> None:
        super().__init__("登记簿现在打不开，没有登记上。请过一会儿再试，或者拨打12385。")


class WrongKey(CaseworkError):
    """Stored data was encrypted with another key than the one in the key file."""

    def __init__(self) -> None:
        super().__init__("加密的资料打不开：钥匙文件 secret.key 不是当初那一个。请从备份里恢复它。")


class InvalidLetter(CaseworkError):
    """A letter without words, or with too many."""

    def __init__(self, longest: int) -> None:
        super().__init__(f"没有字，或者超过{longest}个字，没有收下。请改一改再发。")


class BackupFailed(CaseworkError):
    """A back-up could not be made or put back; the message says why, for the operator."""


class RotationRuns(CaseworkError):
    """Two rotations at once would drop each other's keys."""

    def __init__(self) -> None:
        super().__init__("已经有一个换钥匙的命令在运行。等它做完。")


class UnknownMiss(CaseworkError):
    """No message of that number on the review list."""

    def __init__(self, number: int) -> None:
        super().__init__(f"没有{number}号。运行 yizhu misses 看看有哪些号。")


class InvalidAccount(CaseworkError):
    """An account cannot be made or changed so; the message says what is allowed."""


class WeakPassword(InvalidAccount):
    """A password that is too easy to guess."""


class NotLetIn(CaseworkError):
    """Wrong name, password or code, or too many tries; which of them is not told."""

    def __init__(self) -> None:
        super().__init__("没有登录成功：用户名、密码或验证码不对，或者错了太多次。连错5次，要等15分钟再试。")


class Forbidden(CaseworkError):
    """The role does not allow this, or the case belongs to another office."""

    def __init__(self) -> None:
        super().__init__("您的账号不能看这一页，也不能做这件事。需要的话，请找主管或管理员。")


class InvalidSearch(CaseworkError):
    """What was looked for is neither a reference nor a number."""

    def __init__(self) -> None:
        super().__init__("请填9位编号、电话的后四位，或者整个电话号码。")


class InvalidView(CaseworkError):
    """A view cannot be kept so; the message says why."""


class ChangedMeanwhile(CaseworkError):
    """Somebody else did something about the case since the page was opened."""

    def __init__(self) -> None:
        super().__init__("这件事刚刚有别人动过，您这一步没有办。请先看看下面的新情况，需要的话再做一次。")


class NotYet(CaseworkError):
    """A step that something else must come before; the message says what."""


class InvalidStep(CaseworkError):
    """A step on a case that cannot be done so; the message says what is missing."""


class NewerSchema(CaseworkError):
    """A later release made this database; this one would not understand what stands in it."""

    def __init__(self, present: str, newest: str) -> None:
        super().__init__(
            f"数据库的版本是 {present}，比这个程序认得的 {newest} 新。请用新的程序；"
            f"真要用旧的，先用新的程序运行 yizhu migrate --to {newest} --drop。"
        )


class UnknownSchema(CaseworkError):
    """There is no version of the schema of this name."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"没有 {wanted} 这个数据库版本。运行 yizhu migrate --list 看有哪些。")
