"""Chromium of the system for the journeys, confined to this machine."""

import os
import shutil
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Chromium heeds the last such list alone: what Playwright turns off, and two pages of the address bar, which nobody sees
# here and which every new context would load (0.7 s of a processor each time).
NOT_NEEDED = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
FLAGS = [
    f"--disable-features={NOT_NEEDED}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
# Contrast is nine tenths of what axe costs, and follows from the styles of a text and of all that lies around it: it is
# asked for the first visible text of each such look.
AXE = """async (options) => {
  const painted = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'filter', 'mixBlendMode', 'textShadow'];
  const shown = [...painted, 'position', 'fontSize', 'fontWeight', 'visibility', 'clip', 'clipPath'];
  const looks = new Map();
  const look = (e) => {
    if (!e) return '';
    if (!looks.has(e)) {
      const style = getComputedStyle(e);
      const off = e.matches(':disabled, [aria-disabled=true], [inert]') || e.control?.disabled;
      const own = [e.localName, !!off, ...shown.map((name) => style[name])];
      looks.set(e, `${look(e.parentElement)}>${own.join()}`);
    }
    return looks.get(e);
  };
  const firsts = new Map();
  for (const e of document.body.querySelectorAll('*')) {
    const speaks = e.matches('input, select, textarea') || [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (speaks && e.checkVisibility() && !firsts.has(look(e))) firsts.set(look(e), e);
  }
  const asked = {resultTypes: ['violations'], ...options};
  const whole = await axe.run(document, {...asked, rules: {'color-contrast': {enabled: false}}});
  const found = whole.violations;
  if (firsts.size) {
    const seen = await axe.run({include: [...firsts.values()]}, {...asked, runOnly: {type: 'rule', values: ['color-contrast']}});
    found.push(...seen.violations);
  }
  return [
    whole.passes.length,
    found.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.html.slice(0, 160)}`)),
  ];
}"""
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def violations(page: Page, rules: tuple[str, ...] = RULES) -> list[str]:
    """What axe finds wrong by the rules with these tags (WCAG 2.1 AA; none: all that axe knows), one line each."""
    page.evaluate(AXE_SCRIPT)
    passed, found = page.evaluate(AXE, {"runOnly": list(rules)} if rules else {})
    assert passed, "axe looked at nothing"
    return [str(line) for line in found]


def chromium() -> str | None:
    """Path of the system's Chromium (`GONGZHI_CHROMIUM` wins), or None."""
    given = os.environ.get("GONGZHI_CHROMIUM")
    return given or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright launches the system's Chromium; without one the journeys fail, they are never skipped."""
    path = chromium()
    if path is None:
        pytest.fail("No Chromium: `apt-get install chromium`, or set GONGZHI_CHROMIUM.")
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return {**browser_type_launch_args, "executable_path": path, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Chinese pages, Beijing time."""
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture
def phone() -> dict[str, Any]:
    """Arguments of a context as an owner's phone: `browser.new_context(**phone, base_url=...)`."""
    return {
        "viewport": PHONE,
        "has_touch": True,
        "is_mobile": True,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
    }


@pytest.fixture
def desk() -> dict[str, Any]:
    """Arguments of a context as a desk: 1440 px."""
    return {"viewport": DESK, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
