"""The gallery in a real Chromium: phone and desk, light and normal, dark and elder; WCAG 2.1 AA."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from tests.browser import violations
from tests.server import Live

pytestmark = pytest.mark.journey

LOOKS = [("light", "normal"), ("dark", "elder")]  # each theme and each mode once
WHOLE = ["desk/", "vote/", "confirm/", "receipt/", "result/", "public/", "refused/", "bad-input/", "not-found/"]
ALSO = {LOOKS[0]: WHOLE, LOOKS[1]: ["vote/", "receipt/"]}  # the gallery itself is tried in both
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const inside = (e) => e.closest('.gz-scroll, .gz-rooms, .visually-hidden');
  const far = [...document.querySelectorAll('body *')].filter(
    (e) => !inside(e) && e.getBoundingClientRect().left + e.scrollWidth > width + 1);
  return far.map((e) => `${e.tagName}.${e.className}: ${e.textContent.slice(0, 40)}`);
}"""


def open_pages(browser: Browser, device: dict[str, Any], live: Live, theme: str, mode: str) -> list[str]:
    """Every fault on every sample page under one look."""
    context = browser.new_context(**device, base_url=live.url)
    context.add_cookies(
        [
            {"name": "gz_theme", "value": theme, "url": live.url},
            {"name": "gz_mode", "value": mode, "url": live.url},
        ]
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("requestfailed", lambda request: faults.append(f"not loaded: {request.url}"))
    page.on(
        "console",
        lambda line: faults.append(f"console: {line.text}") if "Content Security Policy" in line.text else None,
    )
    for address in ["", *ALSO.get((theme, mode), [])]:
        page.goto(f"/gallery/{address}")
        assert page.locator("html").get_attribute("data-bs-theme") == theme
        assert page.locator("html").get_attribute("data-mode") == ("elder" if mode == "elder" else None)
        where = f"/gallery/{address} {theme} {mode}"
        faults += [f"{where}: {fault}" for fault in [*violations(page), *page.evaluate(WIDER)]]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [f"{where}: {over} px too wide"] if over > 0 else []
    context.close()
    return faults


@pytest.mark.parametrize("device_name", ["phone", "desk"])
def test_every_component_is_accessible_and_fits(
    device_name: str, browser: Browser, live_gongzhi: Live, request: pytest.FixtureRequest
) -> None:
    device = request.getfixturevalue(device_name)
    faults = [fault for look in LOOKS for fault in open_pages(browser, device, live_gongzhi, *look)]
    assert faults == []


def test_a_fault_would_be_seen(browser: Browser, live_gongzhi: Live, phone: dict[str, Any]) -> None:
    context = browser.new_context(**phone, base_url=live_gongzhi.url)
    page = context.new_page()
    page.goto("/gallery/vote/")
    page.evaluate("document.querySelector('.gz-choice input').closest('label').outerHTML = '<input><p>x</p>'")
    page.evaluate("document.querySelector('h1').textContent = 'x'.repeat(200)")
    assert any("label" in fault for fault in violations(page))
    pale = "e => { e.style.color = '#bbb'; e.style.background = '#ccc'; e.textContent = 'pale' }"
    page.locator("main p:visible, main label:visible").last.evaluate(pale)
    assert any("color-contrast" in fault and "pale" in fault for fault in violations(page))
    assert page.evaluate(WIDER)
    context.close()


def test_without_script_the_look_still_changes(browser: Browser, live_gongzhi: Live, phone: dict[str, Any]) -> None:
    context = browser.new_context(**phone, base_url=live_gongzhi.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/gallery/vote/")
    page.get_by_role("link", name="长者模式").click()
    assert page.url.endswith("/gallery/vote/")
    assert page.locator("html").get_attribute("data-mode") == "elder"
    page.get_by_role("link", name="退出长者模式").click()
    assert page.locator("html").get_attribute("data-mode") is None
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    context.close()


def test_a_second_press_sends_nothing_twice(browser: Browser, live_gongzhi: Live, phone: dict[str, Any]) -> None:
    context = browser.new_context(**phone, base_url=live_gongzhi.url)
    page = context.new_page()
    page.goto("/gallery/confirm/")
    sent: list[str] = []

    def answer(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    page.route("**/look/", answer)
    page.get_by_role("button", name="确认提交").dblclick()
    page.wait_for_timeout(200)
    assert sent == ["POST"]
    assert page.get_by_role("button", name="正在提交，请稍候").count() == 1
    context.close()
