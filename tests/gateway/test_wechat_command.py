"""`yizhu wechat`: the operator learns what is right and what to do about the rest."""

from collections.abc import Callable

import pytest
from fake_wechat import AES_KEY, APP_ID, SECRET, TOKEN, Api

from bot.cli.main import main
from bot.wechat.settings import WechatSettings


@pytest.fixture
def told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, list[str]]]:
    """Runs the command with these settings; returns its status and what it said."""

    def run(**settings: str) -> tuple[int, list[str]]:
        for name in ("TOKEN", "APP_ID", "AES_KEY", "SECRET", "API"):
            monkeypatch.delenv(f"YIZHU_WECHAT_{name}", raising=False)
        for name, value in settings.items():
            monkeypatch.setenv(f"YIZHU_{name}", value)
        status = main(["wechat"])
        said = capsys.readouterr()
        return status, (said.out + said.err).splitlines()

    return run


def test_everything_is_right(told: Callable, start: Callable, serve: Callable) -> None:
    api = Api()
    account = WechatSettings(APP_ID, TOKEN, AES_KEY)
    port = start(account=account).url.rpartition(":")[2]
    right = {"WECHAT_TOKEN": TOKEN, "WECHAT_APP_ID": APP_ID, "WECHAT_AES_KEY": AES_KEY, "PORT": port}
    status, lines = told(
        **right, WECHAT_SECRET=SECRET, WECHAT_API=serve(api.app()), PUBLIC_URL="https://a.example"
    )
    assert (status, lines) == (
        0,
        [
            "公众号后台“服务器配置”里填的网址：https://a.example/wechat",
            "消息加密：安全模式",
            "伊助的门：好了",
            "密钥和菜单：好了",
        ],
    )
    assert len(api.menus) == 1
    status, lines = told(**right)
    assert (status, lines[-1][:5]) == (0, "主动发消息")


def test_what_is_wrong_is_named(told: Callable, start: Callable, serve: Callable) -> None:
    port = start(account=WechatSettings(APP_ID, TOKEN)).url.rpartition(":")[2]
    api = serve(Api().app())
    mine = {"WECHAT_APP_ID": APP_ID, "PORT": port, "WECHAT_API": api}
    status, lines = told(**mine, WECHAT_TOKEN="another1", WECHAT_SECRET="wrong")
    assert status == 1
    assert lines[-2:] == [
        "伊助的门：正在运行的伊助用的是别的设置。设好变量，重新启动",
        "密钥和菜单：AppSecret 不对，可能重设过（errcode 40125）",
    ]
    away = {"PORT": "9", "WECHAT_API": "http://127.0.0.1:9"}
    status, lines = told(**{**mine, **away}, WECHAT_TOKEN=TOKEN, WECHAT_SECRET=SECRET)
    assert (status, lines[-2]) == (1, "伊助的门：没有连上。先运行 yizhu run")
    assert lines[-1].startswith("密钥和菜单：连不上微信。")


@pytest.mark.parametrize(
    ("settings", "status", "word"),
    [
        ({}, 2, "没有设公众号"),
        ({"WECHAT_APP_ID": APP_ID}, 1, "YIZHU_WECHAT_TOKEN"),
        ({"WECHAT_TOKEN": TOKEN}, 1, "YIZHU_WECHAT_APP_ID"),
        ({"WECHAT_TOKEN": "令牌", "WECHAT_APP_ID": APP_ID}, 1, "YIZHU_WECHAT_TOKEN"),
        (
            {"WECHAT_TOKEN": TOKEN, "WECHAT_APP_ID": APP_ID, "WECHAT_AES_KEY": "short"},
            1,
            "YIZHU_WECHAT_AES_KEY",
        ),
        ({"WECHAT_TOKEN": TOKEN, "WECHAT_APP_ID": APP_ID, "WECHAT_API": "wechat"}, 1, "YIZHU_WECHAT_API"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(
    told: Callable, settings: dict, status: int, word: str
) -> None:
    got, lines = told(**settings)
    assert (got, len(lines)) == (status, 1)
    assert word in lines[0]
