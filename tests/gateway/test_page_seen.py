"""What the page looks like to those who see little: narrow, enlarged, in forced colours, still, on paper."""

import pytest
from browser import LOOKS, open_settings, say
from playwright.sync_api import expect

OUTSIDE = """() => [...document.querySelectorAll('button, a, summary, textarea, p, li, h1, h2')].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width > 1 && getComputedStyle(one).position !== 'absolute' &&
    (box.left < -1 || box.right > innerWidth + 1);
}).map(one => one.textContent)"""
SMALL = """() => [...document.querySelectorAll('button, a.button, summary, textarea')].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width > 0 && (box.width < 44 || box.height < 44);
}).map(one => one.textContent)"""


def test_without_script_the_same_page_stands_with_nothing_that_needs_one(look):
    page = look("without script")
    say(page, "我妈能领多少")
    open_settings(page)
    for needs_script in ("打印", "再听一遍", "说话"):
        expect(page.get_by_role("button", name=needs_script)).to_be_hidden()
    expect(page.get_by_role("switch", name="读给我听")).to_be_hidden()
    expect(page.get_by_role("link", name="存成文字")).to_be_visible()


# A window of 1280 by 1024 enlarged to 400 % is one of 320 by 256.
SIZES = ((320, 640), (320, 256), (390, 800), (1280, 800))


@pytest.mark.parametrize("name", LOOKS)
def test_nothing_is_cut_off_and_every_target_is_large(look, name):
    page = look(name)

    def check(step):
        open_settings(page)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (step, width)
            assert page.evaluate(OUTSIDE) == [], (step, width)
            assert page.evaluate(SMALL) == [], (step, width)

    check("first page")
    say(page, "我妈农村户口，视力一级，一年补贴多少钱？" * 3)
    check("talk")


@pytest.mark.parametrize("name", ["usual", "large", "large buttons"])
@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (640, 400)])
def test_nothing_that_has_the_focus_is_behind_the_composer(look, name, width, height):
    page = look(name, width=width, height=height, reduced_motion="reduce")
    say(page, "我妈农村户口，视力一级，一年补贴多少钱？" * 3)
    page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
    seen = 0
    for _ in range(14):
        page.keyboard.press("Tab")
        free = page.evaluate(
            """() => {
              const it = document.activeElement, bar = document.getElementById('composer');
              if (!it || it === document.body) return null;
              const box = it.getBoundingClientRect();
              const cover = getComputedStyle(bar).position === 'sticky' && !bar.contains(it)
                ? bar.getBoundingClientRect().top : innerHeight;
              return [it.id || it.textContent, box.top >= -1 && box.top < cover - 8, box.bottom <= cover + 4 || box.height > cover];
            }"""
        )
        if free is None:
            break
        seen += 1
        assert free[1] and free[2], free
    assert seen >= 6


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 800), (1280, 800)])
def test_the_composer_leaves_most_of_the_window_to_the_talk(look, width, height):
    page = look("usual", width=width, height=height)
    say(page, "你好")
    share = page.evaluate("document.getElementById('composer').offsetHeight / innerHeight")
    assert share < 0.4


def test_in_forced_colours_what_is_on_and_who_spoke_is_still_seen(look):
    page = look("forced colours")
    open_settings(page)
    page.get_by_role("button", name="特大").click()
    mark = "getComputedStyle(document.querySelector('[value=\"3\"]'), '::before').content"
    expect(page.get_by_role("button", name="特大")).to_have_attribute("aria-pressed", "true")
    assert "✓" in page.evaluate(mark)
    say(page, "你好")
    borders = "s => getComputedStyle(document.querySelector(s + ' .words')).borderTopWidth"
    assert [page.evaluate(borders, side) for side in (".mine", ".theirs")] == ["3px", "1px"]


def test_focus_is_seen_in_every_look(look):
    for name in ("usual", "dark", "contrast", "forced colours"):
        page = look(name)
        page.get_by_label("在这里打字").focus()
        outline = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])"
            "(getComputedStyle(document.activeElement))"
        )
        assert outline == ["solid", "4px"], name


def test_nothing_moves_for_those_who_asked_for_stillness(visit):
    still = visit(reduced_motion="reduce")
    assert still.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert still.evaluate("document.getAnimations().length") == 0


def test_on_paper_stand_the_words_and_who_said_them(look):
    page = look("dark")
    say(page, "你好")
    page.emulate_media(media="print")
    assert page.locator(".theirs .words").is_visible() and page.get_by_text("伊助：").is_visible()
    for screen_only in ("#composer", "#choices", "#settings"):
        assert not page.locator(screen_only).is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
