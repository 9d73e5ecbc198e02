"""Windows of the journeys: a desk of 1440 px and a resident's phone of 390 px."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.server import Live

PATIENCE = 30_000  # ms; nothing waits so long unless it is broken, or the machine has other work
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def at_desk(browser: Browser, live_gongzhi: Live, desk: dict[str, Any]) -> Iterator[BrowserContext]:
    """Desks of 1440 px; `signed_in` says whose."""
    context = browser.new_context(**desk, base_url=live_gongzhi.url)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def on_phone(browser: Browser, live_gongzhi: Live, phone: dict[str, Any]) -> Iterator[BrowserContext]:
    """A phone of 390 px, nobody signed in."""
    context = browser.new_context(**phone, base_url=live_gongzhi.url)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()
