"""Make the package of an audit in one act (A7.3)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.models import Audit, AuditPackage
from gongzhi.fund.oversight_access import PACKAGED
from gongzhi.fund.queries.package import packed
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

MADE = journal.event(
    "fund.package.made",
    from_on=Fact.DAY,
    until_on=Fact.DAY,
    items=Fact.NUMBER,
    sha256=Fact.HASH,
    audit=Fact.NUMBER,
)


@act
@official
def make_package(
    *,
    estate: Estate,
    from_on: date,
    until_on: date,
    audit: Audit | None = None,
    by: Person,
    at: datetime,
) -> AuditPackage:
    """Ledger, vouchers, bases, publications, bank papers, seal log, index and hashes of `[from_on, until_on)` as one file.

    Its hash is journaled: it shows later that nothing was changed, and random samples are drawn by it. Refuses everyone
    but the auditor, the owners' body, its supervision and the offices. Wrong input: a period that is none.
    """
    book = lock_book(estate)
    estate = book.estate
    access.require_kinds(by, estate, PACKAGED, at=at)
    if until_on <= from_on or (audit is not None and audit.estate_id != estate.pk):
        raise BadInput(_("请核对期间。"), {"until_on": _("要晚于开始的一天")})
    made = packed(book, from_on=from_on, until_on=until_on)
    stored = store_file(
        estate_id=estate.pk,
        name=_("审计资料包%(from)s至%(until)s.zip") % {"from": from_on, "until": until_on},
        content=made.content,
        content_type="application/zip",
        personal=True,
        at=at,
    )
    who = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        MADE,
        ref=f"audit:{audit.serial}" if audit else "package",
        estate_id=estate.pk,
        by=who,
        at=at,
        basis=audit.entry if audit else book.entry,
        from_on=from_on,
        until_on=until_on,
        items=made.items,
        sha256=made.sha256,
        audit=audit.serial if audit else 0,
    )
    return AuditPackage.objects.create(
        estate=estate,
        audit=audit,
        from_on=from_on,
        until_on=until_on,
        items=made.items,
        file_id=stored.pk,
        sha256=made.sha256,
        by=who,
        at=at,
        entry=entry.pk,
    )
