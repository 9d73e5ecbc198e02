"""Record what an auditor saw of one transaction (A7.3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund.actions.lock_audit import lock_audit
from gongzhi.fund.cites import AUDITS
from gongzhi.fund.models import Audit, Sample, Transaction
from gongzhi.fund.oversight_access import must_be_open, require_auditor
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

SAMPLED = journal.event("fund.audit.sampled", serial=Fact.NUMBER, of_entry=Fact.NUMBER, seen=Fact.WORD, words=Fact.TEXT)


@act
def sample_transaction(
    *, audit: Audit, transaction: Transaction, seen: str, words: str = "", by: Person, at: datetime
) -> Sample:
    """What was seen of a transaction in the audited period; once a transaction.

    Refuses everyone but the auditor, an audit that is over, a transaction seen already or outside the period. Wrong input:
    nothing seen, anything but in order without words.
    """
    audit = lock_audit(audit)
    require_auditor(by, audit, at=at)
    must_be_open(audit)
    if transaction.estate_id != audit.estate_id or not audit.from_on <= transaction.on < audit.until_on:
        raise Refused(Reason(_("这一笔不在审计的期间里。"), cite=AUDITS, remedy=_("选期间里的账")))
    if Sample.objects.filter(estate=audit.estate, audit=audit, transaction=transaction).exists():
        raise Refused(Reason(_("这一笔已经抽查过。"), cite=AUDITS, remedy=_("看抽查记录")))
    wrong = {}
    if seen not in Sample.Seen.values:
        wrong["seen"] = _("请选择")
    elif seen != Sample.Seen.IN_ORDER and not words.strip():
        wrong["words"] = _("写明哪里不符")
    if wrong:
        raise BadInput(_("抽查还没有写全。"), wrong)
    who = keys.pseudonym(audit.estate_id, by.pk)
    entry = journal.record(
        SAMPLED,
        ref=f"audit:{audit.serial}",
        estate_id=audit.estate_id,
        by=who,
        at=at,
        basis=audit.entry,
        serial=audit.serial,
        of_entry=transaction.entry,
        seen=seen,
        words=words.strip(),
    )
    return Sample.objects.create(
        estate=audit.estate,
        audit=audit,
        transaction=transaction,
        seen=seen,
        words=words.strip()[:300],
        by=who,
        at=at,
        entry=entry.pk,
    )
