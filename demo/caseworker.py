"""A caseworker's day at the desk: the queue, a call, a letter, an application, the overview."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping

from playwright.sync_api import Page, expect

from bot.settings import PROJECT
from demo.stage import DESKTOP, Stage, found, scene

_OWN = "feng-chui-cao-di-7"


def day_at_the_desk(stage: Stage, environment: Mapping[str, str], callback: str, application: str) -> None:
    """Handle the call-back and the application with these numbers; `environment`: of the running system."""
    scene("工作人员登录办公台 (a caseworker at the desk)")
    page = stage.person(DESKTOP).new_page()
    _come_in(page, stage.url, _account(environment))
    stage.picture(page, "desk-queue")
    _call_and_write(stage, page, callback)
    _look_at(stage, page, application)
    page.get_by_role("link", name="总览").click()
    stage.picture(page, "desk-overview")


def _call_and_write(stage: Stage, page: Page, reference: str) -> None:
    scene(f"办一件登记 {reference} (a call-back)")
    _find(page, reference)
    page.get_by_role("button", name="我来办").click()
    stage.picture(page, "desk-case")
    page.get_by_label("打通了").check()
    page.get_by_role("button", name="记下来").click()
    page.locator("summary", has_text="给居民写信").click()
    page.get_by_label("信", exact=True).fill("您好，轮椅到了，明天上午给您送去。")
    page.get_by_role("button", name="发信").click()
    expect(page.locator("ol.history")).to_contain_text("信")
    page.locator("summary", has_text="办结").click()
    page.get_by_label("说清楚了，或者办好了").check()
    page.get_by_role("button", name="办结").click()
    print("  接了，打了电话，写了信，办结了。")


def _look_at(stage: Stage, page: Page, reference: str) -> None:
    scene(f"看一件申请 {reference} (an application)")
    page.get_by_role("link", name="要办的").click()
    _find(page, reference)
    page.get_by_role("button", name="我来办").click()
    stage.picture(page, "desk-application")
    page.locator("input[name=stage]").first.check()
    page.get_by_label("写给居民的一句话").fill("请带身份证和残疾证来一趟。")
    page.get_by_role("button", name="改到这一步").click()
    print("  接了，告诉申请的人下一步。")


def _find(page: Page, reference: str) -> None:
    """Open what bears this number; on a busy desk it is not on the first page."""
    page.get_by_label("找一件").fill(reference)
    page.get_by_role("button", name="找", exact=True).click()
    expect(page.locator("main")).to_contain_text(reference)


def _account(environment: Mapping[str, str]) -> str:
    """Make the account by the operator's command; its first password."""
    command = ["desk", "adduser", "ma.lan", "--full-name", "马兰", "--role", "supervisor", "--generate"]
    made = subprocess.run(
        [sys.executable, "-m", "bot.cli.main", *command],
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return found(r"([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})", made.stdout)


def _come_in(page: Page, url: str, first: str) -> None:
    page.goto(f"{url}/desk")
    _log_in(page, first)
    page.get_by_label("现在的密码").fill(first)
    page.get_by_label("新密码", exact=True).fill(_OWN)
    page.get_by_label("再写一遍新密码").fill(_OWN)
    page.get_by_role("button", name="改密码").click()
    _log_in(page, _OWN)
    expect(page.get_by_role("heading", name=re.compile("要办的"))).to_be_visible()


def _log_in(page: Page, password: str) -> None:
    page.get_by_label("用户名").fill("ma.lan")
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
