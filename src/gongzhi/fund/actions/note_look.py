"""Put down that an auditor opened a voucher whole (A7.3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.fund.cites import AUDITS
from gongzhi.fund.models import BankStatement, RequestFile, Voucher
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.models import Entry
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import holds
from gongzhi.places.models import Estate

LOOKED = journal.event("fund.voucher.looked", file=Fact.HASH)
WHOLE = (Voucher, RequestFile, BankStatement)


def is_noted(person: Person, estate: Estate, stored: StoredFile, *, at: datetime) -> bool:
    """Whether this look is put down: an auditor's, at a paper that nobody blackened."""
    if not holds(person, Capacity.Kind.AUDITOR, estate, at=at):
        return False
    return any(model.objects.filter(estate=estate, file_id=stored.pk).exists() for model in WHOLE)


@act
def note_look(*, estate: Estate, stored: StoredFile, by: Person, at: datetime) -> Entry:
    """The look stands in the journal with the paper's hash. Refuses looks that nobody has to account for."""
    if not is_noted(by, estate, stored, at=at):
        raise Refused(Reason(_("这次查看不用登记。"), cite=AUDITS, remedy=_("直接打开")))
    return journal.record(
        LOOKED,
        ref=f"file:{stored.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        file=stored.sha256,
    )
