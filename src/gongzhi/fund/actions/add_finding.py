"""Put down what an audit found wrong, by which rule, and what is to be done by when (A7.3)."""

from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.fund.actions.lock_audit import lock_audit
from gongzhi.fund.models import Audit, AuditFinding
from gongzhi.fund.oversight_access import must_be_open, require_auditor
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

FOUND = journal.event(
    "fund.audit.found",
    serial=Fact.NUMBER,
    number=Fact.NUMBER,
    words=Fact.TEXT,
    ground=Fact.TEXT,
    remedy=Fact.TEXT,
    due_on=Fact.DAY,
    amount_fen=Fact.NUMBER,
)


@act
def add_finding(
    *,
    audit: Audit,
    words: str,
    ground: str,
    remedy: str,
    due_on: date,
    amount_fen: int | None = None,
    by: Person,
    at: datetime,
) -> AuditFinding:
    """A finding with its rule, what to do and by when; numbered within the audit.

    Refuses everyone but the auditor, and an audit that is over. Wrong input: missing words, a day that has passed, a sum
    below one fen.
    """
    audit = lock_audit(audit)
    require_auditor(by, audit, at=at)
    must_be_open(audit)
    given = {"words": words, "ground": ground, "remedy": remedy}
    wrong = {field: _("必填") for field, value in given.items() if not value.strip()}
    if due_on < law_day(at):
        wrong["due_on"] = _("不能早于今天")
    if amount_fen is not None and amount_fen < 1:
        wrong["amount_fen"] = _("要大于零，或者不填")
    if wrong:
        raise BadInput(_("问题还没有写全。"), wrong)
    last = AuditFinding.objects.filter(estate=audit.estate, audit=audit).aggregate(n=Max("number"))["n"]
    number = (last or 0) + 1
    who = keys.pseudonym(audit.estate_id, by.pk)
    entry = journal.record(
        FOUND,
        ref=f"audit:{audit.serial}",
        estate_id=audit.estate_id,
        by=who,
        at=at,
        basis=audit.entry,
        serial=audit.serial,
        number=number,
        words=words.strip(),
        ground=ground.strip(),
        remedy=remedy.strip(),
        due_on=due_on,
        amount_fen=amount_fen or 0,
    )
    return AuditFinding.objects.create(
        estate=audit.estate,
        audit=audit,
        number=number,
        words=words.strip(),
        ground=ground.strip()[:200],
        remedy=remedy.strip()[:300],
        due_on=due_on,
        amount_fen=amount_fen,
        by=who,
        at=at,
        entry=entry.pk,
    )
