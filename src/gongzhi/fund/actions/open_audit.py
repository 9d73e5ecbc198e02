"""Commission an audit and give the auditor a seat to read all of it (A7.3)."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import AUDITS
from gongzhi.fund.models import Audit
from gongzhi.fund.oversight_access import require_opener
from gongzhi.fund.queries.serials import next_serial
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities
from gongzhi.places.models import Estate

OPENED = journal.event(
    "fund.audit.opened",
    serial=Fact.NUMBER,
    purpose=Fact.WORD,
    from_on=Fact.DAY,
    until_on=Fact.DAY,
    auditor=Fact.TEXT,
    words=Fact.TEXT,
    whom=Fact.WORD,
)
K = Capacity.Kind


@act
def open_audit(
    *,
    estate: Estate,
    purpose: str,
    from_on: date,
    until_on: date,
    auditor: str,
    basis_words: str,
    name: str,
    number: str,
    body: Body | None = None,
    by: Person,
    at: datetime,
) -> Audit:
    """An audit of `[from_on, until_on)` by a firm; the person of that phone number reads books and vouchers until it closes.

    Refuses everyone but whom the rule of the place names and the offices, an auditor who holds any post of the estate.
    Wrong input: a period that is none, or before the ledger or to come, a term audit without the body, missing words.
    """
    book = lock_book(estate)
    estate = book.estate
    require_opener(by, estate, at=at)
    wrong = {}
    if purpose not in Audit.Purpose.values:
        wrong["purpose"] = _("请选择")
    if until_on <= from_on or from_on < book.from_on:
        wrong["from_on"] = _("从建账那天或者以后起，早于截止日")
    if until_on > law_day(at) + timedelta(days=1):
        wrong["until_on"] = _("不能是将来的日子")
    if purpose == Audit.Purpose.TERM and (body is None or body.estate_id != estate.pk):
        wrong["body"] = _("任期审计要写明审计哪个组织")
    missing = {"auditor": auditor, "basis_words": basis_words, "name": name}
    wrong |= {field: _("必填") for field, value in missing.items() if not value.strip()}
    if wrong:
        raise BadInput(_("审计委托还没有写全。"), wrong)
    person = know_person(name=name.strip(), number=number, at=at)
    held = capacities(person, at=at)
    if held.filter(estate=estate).exclude(kind=K.AUDITOR).exists() or person.pk == by.pk:
        words = _("审计人员在本小区有别的身份，不能审计自己经手的账。")
        raise Refused(Reason(words, cite=AUDITS, remedy=_("委托和本小区没有关系的人审计")))
    serial = next_serial(Audit, estate)
    entry = journal.record(
        OPENED,
        ref=f"audit:{serial}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        serial=serial,
        purpose=purpose,
        from_on=from_on,
        until_on=until_on,
        auditor=auditor.strip(),
        words=basis_words.strip(),
        whom=keys.pseudonym(estate.pk, person.pk),
    )
    seat = held.filter(estate=estate, kind=K.AUDITOR).first() or Capacity.objects.create(
        person=person,
        kind=K.AUDITOR,
        estate=estate,
        from_at=at,
        filing_number=_("第 %(n)s 号审计委托") % {"n": serial},
        granted_entry=entry.pk,
    )
    return Audit.objects.create(
        estate=estate,
        serial=serial,
        purpose=purpose,
        body=body,
        from_on=from_on,
        until_on=until_on,
        auditor=auditor.strip()[:80],
        basis_words=basis_words.strip()[:200],
        person_id=person.pk,
        capacity_id=seat.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        entry=entry.pk,
    )
