"""How people of the journeys use pages: signing in, and what every page they see must be like."""

from playwright.sync_api import BrowserContext, Page, expect

from gongzhi.bodies.tests.overview_world import client_of
from gongzhi.people.models import Person
from gongzhi.voting.tests.made import last_code
from tests.browser import violations


def sign_in(page: Page, number: str) -> None:
    """Signs in as people do: the number, then the code that arrives."""
    page.goto("/sign-in/")
    page.get_by_label("手机号").fill(number)
    page.get_by_role("button", name="发验证码").click()
    page.get_by_label("验证码").fill(last_code(number))
    page.get_by_role("button", name="登录").click()


def signed_in(context: BrowserContext, person: Person) -> Page:
    """A window in which this person is signed in, and nobody else in this context any more."""
    context.clear_cookies()
    key = client_of(person).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": key, "domain": "127.0.0.1", "path": "/"}])
    return context.new_page()


def sound(page: Page) -> None:
    """Nothing that axe knows to be wrong, best practice included, and nothing wider than its screen."""
    found = violations(page, ())
    assert found == [], f"{page.url}\n" + "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def reads_month(page: Page, code: str, account: str, month: str) -> None:
    """From the estate's money to the lines of one account in one month, as a neighbour goes."""
    page.goto(f"/e/{code}/fund/")
    page.get_by_role("link", name=account).first.click()
    page.get_by_role("link", name=month).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{account} {month}的收支")
