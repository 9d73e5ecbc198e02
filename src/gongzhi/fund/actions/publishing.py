"""Publish a period: the document, a row for every account, the journal; part of the acts that publish."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.queries.who import governing_of
from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import OFFICIAL, Document
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import Book, Publication
from gongzhi.fund.queries.periods import closed_until, month_of
from gongzhi.fund.queries.public_statement import statement_data
from gongzhi.fund.queries.publications import Span, agrees, latest
from gongzhi.fund.queries.serials import hold_register
from gongzhi.fund.queries.statements import over, statements
from gongzhi.kernel import journal
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.norms.queries.adopted import bylaws_of
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi_law.fund import answer_by

PUBLISHED = journal.event(
    "fund.period.published",
    from_on=Fact.DAY,
    until_on=Fact.DAY,
    accounts=Fact.NUMBER,
    closing_fen=Fact.NUMBER,
    replaces=Fact.NUMBER,
    document=Fact.HASH,
)
KIND = "fund_statement"


def publish(book: Book, *, from_on: date, until_on: date, by: str, at: datetime) -> Document:
    """The statement of `[from_on, until_on)` as one official document, with a row for every account.

    Refuses a period that is not over, one before the ledger, and one published already as it stands. Wrong input: not
    whole months.
    """
    hold_register("fund_publication", book.estate)
    if from_on.day != 1 or until_on.day != 1 or until_on <= from_on:
        raise BadInput(_("请选一段整月的期间。"), {"from_on": _("从月初到月末")})
    span = Span(from_on, until_on)
    if until_on > law_day(at):
        raise Refused(
            Reason(
                _("%(period)s还没有过完。") % {"period": span.words},
                cite=BOOKS,
                remedy=_("%(day)s以后公示") % {"day": cndate(until_on)},
            )
        )
    rows = over(statements(book.estate, until=month_of(until_on)), from_on=from_on, until_on=until_on)
    if not rows:
        words = _("%(period)s还没有账，没有可以公示的。") % {"period": span.words}
        raise Refused(Reason(words, cite=BOOKS, remedy=_("选建账以后的期间")))
    known = latest(book.estate)
    before = {row.account.pk: known.get((row.account.pk, span)) for row in rows}
    if all(agrees(before[row.account.pk], row) for row in rows):
        words = _("%(period)s已经公示，账目没有变化。") % {"period": span.words}
        raise Refused(Reason(words, cite=BOOKS, remedy=_("看公示"), remedy_url=f"/e/{book.estate.code}/fund/"))
    replaced = [one for one in before.values() if one is not None]
    old = Document.objects.filter(pk=max((one.document_id for one in replaced), default=0)).first()
    shut = closed_until(book.estate)
    document = publish_document(
        estate_id=book.estate.pk,
        kind=KIND,
        mark=_("%(estate)s收支公示") % {"estate": book.estate.name},
        title=_("%(period)s资金收支公示") % {"period": span.words},
        template=OFFICIAL,
        data=statement_data(
            book,
            span,
            rows,
            issuer=issuer_of(book.estate, on=law_day(at)),
            closed=shut is not None and until_on <= shut,
            replaces=old.number if old else "",
            answer=_answer(book.estate, on=law_day(at)),
        ),
        ref=f"fund:{from_on:%Y-%m}:{until_on:%Y-%m}",
        by=by,
        at=at,
    )
    entry = journal.record(
        PUBLISHED,
        ref=f"fund:{from_on:%Y-%m}:{until_on:%Y-%m}",
        estate_id=book.estate.pk,
        by=by,
        at=at,
        basis=book.entry,
        from_on=from_on,
        until_on=until_on,
        accounts=len(rows),
        closing_fen=sum(row.closing_fen for row in rows),
        replaces=old.pk if old else None,
        document=document.sha256,
    )
    Publication.objects.bulk_create(
        Publication(
            estate=book.estate,
            account=row.account,
            from_on=from_on,
            until_on=until_on,
            opening_fen=row.opening_fen,
            income_fen=row.income_fen,
            expense_fen=row.expense_fen,
            closing_fen=row.closing_fen,
            lines=row.lines,
            replaces=before[row.account.pk],
            document_id=document.pk,
            by=by,
            at=at,
            entry=entry.pk,
        )
        for row in rows
    )
    return document


def issuer_of(estate: Estate, *, on: date) -> str:
    """In whose name the money is published: the body that stands for the owners, or the estate's ledger."""
    standing = governing_of(estate, on=on)
    return str(standing.body.name) if standing else _("%(estate)s共有资金账本") % {"estate": estate.name}


def _answer(estate: Estate, *, on: date) -> str:
    last = answer_by(on, on=on, place=estate.place, adopted=bylaws_of(estate, on=on))
    words = _(
        "每一笔的依据和凭证在本小区的资金公开页上。业主对收支有疑问，登录后在那里提出，公开答复；今天提出的最迟%(day)s答复。"
    )
    return words % {"day": cndate(last.day or last.nominal)}
