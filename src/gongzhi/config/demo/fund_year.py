"""A year of shared money of the main estate, month by month, each closed, reconciled and published."""

from datetime import datetime, timedelta

from gongzhi.config.demo.estates import Say
from gongzhi.config.demo.fund_bank import reconcile_all
from gongzhi.config.demo.fund_income import register_income, take_income
from gongzhi.config.demo.fund_now import present, stop_one
from gongzhi.config.demo.fund_open import clear_some, open_ledger
from gongzhi.config.demo.fund_oversight import load_oversight
from gongzhi.config.demo.fund_purse import Till, month_after, till_of
from gongzhi.config.demo.fund_questions import load_questions
from gongzhi.config.demo.fund_repair import repair_in
from gongzhi.config.demo.fund_spending import adopt_yearly, pay_all, set_petty, spend_small
from gongzhi.config.demo.fund_words import BUDGET_TITLE
from gongzhi.config.demo.seals_year import load_seals
from gongzhi.fund.actions.close_month import close_month
from gongzhi.fund.actions.publish_period import publish_period
from gongzhi.fund.models import Book, PettyFund
from gongzhi.meetings.models import Decision
from gongzhi.places.models import Estate

CLOSED_ON, PUBLISHED_ON = 6, 8


def load_money(main: Estate, *, now: datetime, say: Say) -> None:
    """Twelve months of the main estate's ledger; runs once, and where the committee decided on sums of money."""
    decided = Decision.objects.filter(estate=main, item__title=BUDGET_TITLE).exists()
    if Book.objects.filter(estate=main).exists() or not decided:
        return
    say("一年的共有资金……")
    till = till_of(main, now=now)
    open_ledger(till)
    register_income(till)
    petty = set_petty(till)
    for number in range(len(till.months)):
        tell_month(till, petty, number)
    repair_in(till, month_after(till.months[-1]))
    present(till, petty)
    load_questions(till)
    load_oversight(till)
    load_seals(till)


def tell_month(till: Till, petty: PettyFund, number: int) -> None:
    """The month of that number: earned, spent, reconciled, closed and published."""
    month = till.months[number]
    decided = Decision.objects.filter(estate=till.estate, item__title=BUDGET_TITLE).first()
    if decided and month <= decided.decided_on + timedelta(days=3) < month_after(month):
        adopt_yearly(till)
    take_income(till, month)
    clear_some(till, number)
    pay_all(till, month, number)
    stop_one(till, month)
    repair_in(till, month)
    spend_small(till, petty, month, number)
    reconcile_all(till, month)
    following = month_after(month)
    at = till.at(following.replace(day=CLOSED_ON), 10)
    close_month(book=till.ledger, month=month, warnings_seen=True, by=till.keeper, at=at)
    at = till.at(following.replace(day=PUBLISHED_ON), 10)
    publish_period(book=till.ledger, from_on=month, until_on=following, by=till.keeper, at=at)
