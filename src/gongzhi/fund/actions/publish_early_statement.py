"""Publish how the handing over by developer and early firm stands."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.fund.cites import EARLY
from gongzhi.fund.income_access import require_early_keeper
from gongzhi.fund.models import EarlyStatement
from gongzhi.fund.queries.early import early_of, statement
from gongzhi.fund.queries.serials import hold_register
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

PUBLISHED = journal.event(
    "fund.early_statement.published", document=Fact.HASH, open_items=Fact.NUMBER, open_fen=Fact.NUMBER
)


@act
@official
def publish_early_statement(*, estate: Estate, by: Person, at: datetime) -> EarlyStatement:
    """移交清算情况 as a numbered document: every item, what came, what is missing (L1.3).

    Refuses everyone but who keeps the list, and an empty list.
    """
    hold_register("fund_earlystep", estate)
    require_early_keeper(by, estate, at=at)
    rows = early_of([estate])
    if not rows:
        raise Refused(Reason(_("移交清单还是空的。"), cite=EARLY, remedy=_("先登记应当移交的项目")))
    who = keys.pseudonym(estate.pk, by.pk)
    missing = [one for one in rows if one.is_open]
    left = sum(one.left_fen for one in missing)
    document = publish_document(
        estate_id=estate.pk,
        kind="early_statement",
        mark=_("%(estate)s移交") % {"estate": estate.name},
        title=_("%(estate)s前期物业移交清算情况") % {"estate": estate.name},
        template="official",
        data=statement(estate, rows, issuer=estate.name, on=law_day(at)),
        ref="early",
        by=who,
        at=at,
    )
    entry = journal.record(
        PUBLISHED,
        ref="early",
        estate_id=estate.pk,
        by=who,
        at=at,
        document=document.sha256,
        open_items=len(missing),
        open_fen=left,
    )
    return EarlyStatement.objects.create(
        estate=estate, document_id=document.pk, open_items=len(missing), open_fen=left, by=who, at=at, entry=entry.pk
    )
