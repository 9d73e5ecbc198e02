"""What stands in the addresses of publication: a question that waits, one answered with a file, a remark, a voucher for all."""

from typing import Any

from gongzhi.fund.actions.answer_question import answer_question
from gongzhi.fund.actions.ask_question import ask_question
from gongzhi.fund.actions.attach_voucher import attach_voucher
from gongzhi.fund.actions.mask_voucher import mask_voucher
from gongzhi.fund.models import Book, Remark, Transaction
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.register.queries import claim_of
from gongzhi.voting.tests.made import Made


def public_values(made: Made, paid: Transaction) -> dict[str, Any]:
    """Values by name of the parameter; the first elector asks, the committee answers."""
    at, (chair, member) = made.now, made.committee[:2]
    book = Book.objects.select_related("estate").get(estate=made.estate)
    asker = Person.objects.get(pk=claim_of(made.electors[0]).person_id)
    waits = ask_question(book=book, transaction=paid, words="这笔是什么？", by=asker, at=at)
    answered = ask_question(book=book, words="余额多少？", by=asker, at=at)
    answer_question(
        question=answered,
        public_words="余额多少？",
        answer="见公开页。",
        file_name="答复.pdf",
        content=b"%PDF-1.4 answer",
        by=chair,
        at=at,
    )
    voucher = attach_voucher(
        transaction=paid, kind="invoice", file_name="发票.pdf", content=b"%PDF-1.4 invoice", by=chair, at=at
    )
    mask_voucher(voucher=voucher, way="clear", by=member, at=at)
    remark = Remark.objects.create(
        estate=made.estate, serial=1, words="请补合同", by="p0", at=at, due_on=law_day(at), entry=book.entry
    )
    return {
        "question_id": waits.pk,
        "answered_question_id": answered.pk,
        "shown_voucher_id": voucher.pk,
        "remark_id": remark.pk,
    }
