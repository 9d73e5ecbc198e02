"""An owner asks about a line, a published statement or a budget (A5.5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund.actions.asking import last_day_to_answer, must_be_ours
from gongzhi.fund.cites import PUBLISHED
from gongzhi.fund.models import Book, Budget, FundQuestion, Publication, Transaction
from gongzhi.fund.public_access import require_asker
from gongzhi.fund.queries.serials import next_serial
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.sealed import seal
from gongzhi.people.models import Person

ASKED = journal.event(
    "fund.question.asked",
    serial=Fact.NUMBER,
    transaction=Fact.NUMBER,
    publication=Fact.NUMBER,
    budget=Fact.NUMBER,
    due=Fact.DAY,
    text=Fact.TEXT,
)
MOST = 300


@act
def ask_question(
    *,
    book: Book,
    words: str,
    transaction: Transaction | None = None,
    publication: Publication | None = None,
    budget: Budget | None = None,
    by: Person,
    at: datetime,
) -> FundQuestion:
    """A question of a verified owner, about one thing or about the money as a whole; it is answered in public by a day.

    Who asked is never shown and the words are sealed until somebody answers. Not there for whoever speaks for no owner, nor
    a draft budget outside a trust. Refuses a second question of the same person about the same thing while the first waits.
    Wrong input: no words, too many, about two things.
    """
    estate = book.estate
    require_asker(by, estate)
    must_be_ours(book, transaction, publication, budget)
    if budget is not None and budget.state != "adopted" and estate.management != "trust":
        raise NotHere
    text = words.strip()
    if not text or len(text) > MOST:
        raise BadInput(_("请写明您要问什么。"), {"words": _("写 1 到 %(n)s 个字") % {"n": MOST}})
    if sum(one is not None for one in (transaction, publication, budget)) > 1:
        raise BadInput(_("一次只问一件事。"), {"words": _("请分开问")})
    serial = next_serial(FundQuestion, estate)
    about = {"transaction": transaction, "publication": publication, "budget": budget}
    same = FundQuestion.objects.filter(estate=estate, person_id=by.pk, answered_at__isnull=True, **about)
    if waiting := same.first():
        words = _("您问过这件事，编号 %(n)s，还在等答复。") % {"n": waiting.serial}
        raise Refused(Reason(words, cite=PUBLISHED, remedy=_("看我问过的"), remedy_url=f"/e/{estate.code}/fund/mine/"))
    due_on = last_day_to_answer(estate, at=at)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        ASKED,
        ref=f"fund_question:{serial}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        serial=serial,
        transaction=transaction.pk if transaction else None,
        publication=publication.pk if publication else None,
        budget=budget.pk if budget else None,
        due=due_on,
        text=text,
    )
    return FundQuestion.objects.create(
        estate=estate,
        serial=serial,
        **about,
        words=seal(estate.pk, "fund_fundquestion", "words", text),
        person_id=by.pk,
        by=pseudonym,
        at=at,
        due_on=due_on,
        entry=entry.pk,
    )
