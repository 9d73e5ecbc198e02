"""Answer an owner's question about money, in public (A5.5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.ask_question import MOST
from gongzhi.fund.cites import PUBLISHED
from gongzhi.fund.models import FundQuestion
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.sealed import unseal
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

ANSWERED = journal.event(
    "fund.question.answered",
    serial=Fact.NUMBER,
    shortened=Fact.TRUTH,
    file=Fact.HASH,
    text=Fact.TEXT,
    public=Fact.TEXT,
)
LONGEST = 2000


@act
@official
def answer_question(
    *,
    question: FundQuestion,
    public_words: str,
    answer: str,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> FundQuestion:
    """The answer everyone reads, with the question in words fit for everyone: shortened ones say so. Sent to who asked.

    The file is public too. Late is possible, twice is not. Refuses everyone but who keeps the books. Wrong input: no
    answer, no public words.
    """
    question = FundQuestion.objects.select_for_update(of=("self",)).select_related("estate").get(pk=question.pk)
    estate = question.estate
    access.require_bookkeeper(by, estate, at=at)
    if question.answered_at is not None:
        raise Refused(Reason(_("这件询问已经答复。"), cite=PUBLISHED, remedy=_("看答复")))
    shown, said = public_words.strip(), answer.strip()
    wrong = {}
    if not shown or len(shown) > MOST:
        wrong["public_words"] = _("写 1 到 %(n)s 个字") % {"n": MOST}
    if not said or len(said) > LONGEST:
        wrong["answer"] = _("写 1 到 %(n)s 个字") % {"n": LONGEST}
    if wrong:
        raise BadInput(_("答复还没有写全。"), wrong)
    stored = keep_paper(estate, file_name=file_name, content=content, at=at, personal=False)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    shortened = shown != unseal(question, "words")
    entry = journal.record(
        ANSWERED,
        ref=f"fund_question:{question.serial}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=question.entry,
        serial=question.serial,
        shortened=shortened,
        file=stored.sha256 if stored else None,
        text=said,
        public=shown,
    )
    question.public_words, question.answer, question.shortened = shown, said, shortened
    question.file_id = stored.pk if stored else None
    question.answered_at, question.answered_by, question.answered_entry = at, pseudonym, entry.pk
    question.save(
        update_fields=[
            "public_words",
            "answer",
            "shortened",
            "file_id",
            "answered_at",
            "answered_by",
            "answered_entry",
        ]
    )
    outbox.put(
        channel="sms",
        kind="fund.answered",
        address=Person.objects.get(pk=question.person_id).number(),
        text=_("【共治】您问的%(estate)s资金第 %(n)s 号询问已公开答复，请在资金公开页查看。")
        % {"estate": estate.name, "n": question.serial},
        at=at,
        estate_id=estate.pk,
    )
    return question
