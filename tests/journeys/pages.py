"""How people of the journeys use pages: signing in, and what every page they see must be like."""

from playwright.sync_api import Page

from gongzhi.voting.tests.made import last_code
from tests.browser import violations


def sign_in(page: Page, number: str) -> None:
    """Signs in as people do: the number, then the code that arrives."""
    page.goto("/sign-in/")
    page.get_by_label("手机号").fill(number)
    page.get_by_role("button", name="发验证码").click()
    page.get_by_label("验证码").fill(last_code(number))
    page.get_by_role("button", name="登录").click()


def sound(page: Page) -> None:
    """Nothing that axe knows to be wrong, best practice included, and nothing wider than its screen."""
    assert violations(page, ()) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url
