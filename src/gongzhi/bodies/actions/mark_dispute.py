"""Mark that it is in dispute who governs an estate."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.evidence import keep_evidence
from gongzhi.bodies.models import Dispute
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Estate

MARKED = journal.event("bodies.dispute.marked", marked_on=Fact.DAY, document=Fact.TEXT, about=Fact.TEXT, file=Fact.HASH)


@act
def mark_dispute(
    *,
    estate: Estate,
    about: str,
    document_number: str,
    on: date,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> Dispute:
    """换届争议, marked by the street on a document (L4.4): until it is cleared only what must be kept alive goes on.

    Refuses everyone but the street of the place, and a second one beside it. Wrong input: no words, no document, a file
    that is neither PDF nor photograph, a day to come.
    """
    estate = Estate.objects.select_for_update(of=("self",)).select_related("community").get(pk=estate.pk)
    access.require_in(by, estate, None, Capacity.Kind.STREET, at=at)
    given = {"about": about, "document_number": document_number}
    missing = {name: _("必填") for name, value in given.items() if not value.strip()}
    if on > law_day(at):
        missing["on"] = _("不能晚于今天")
    if missing:
        raise BadInput(_("标记争议要写明争议的是什么、凭哪件文书。"), missing)
    if Dispute.objects.filter(estate=estate, cleared_on__isnull=True).exists():
        raise Refused(_("这个小区已经标记了争议。"))
    stored = keep_evidence(estate, file_name=file_name, content=content, content_type=content_type, at=at)
    entry = journal.record(
        MARKED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        marked_on=on,
        document=document_number.strip(),
        about=about.strip(),
        file=stored.sha256 if stored else None,
    )
    return Dispute.objects.create(
        estate=estate,
        about=about.strip(),
        document_number=document_number.strip()[:60],
        file_id=stored.pk if stored else None,
        marked_on=on,
        entry=entry.pk,
    )
