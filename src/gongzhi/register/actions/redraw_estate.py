"""Redraw an estate: another name or boundary from a day on, by the document of whoever draws it."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.scans import is_scan
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate, EstateVersion
from gongzhi.register import access
from gongzhi.register.actions.estate_history import next_version

REDRAWN = journal.event(
    "register.estate.redrawn",
    version=Fact.DAY,
    name=Fact.TEXT,
    boundary=Fact.TEXT,
    number=Fact.TEXT,
    document=Fact.HASH,
)


@act
def redraw_estate(
    *,
    estate: Estate,
    name: str,
    boundary: str,
    from_on: date,
    issuer: str,
    document_number: str,
    file_name: str,
    content: bytes,
    content_type: str,
    by: Person,
    at: datetime,
) -> EstateVersion:
    """Begins the next version of an estate (物业管理条例第9条第2款); the one before stays as it was, with its buildings.

    Refuses anyone but the community worker; wrong input: no name, issuer, number or document, a name taken in the
    community, a day to come or before the version in force began.
    """
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    access.require_worker(by, estate, at=at)
    given = {"name": name, "boundary": boundary, "issuer": issuer, "document_number": document_number}
    wrong = {field: _("请填写") for field, text in given.items() if not text.strip()}
    wrong |= wrong_document(content)
    before = estate.versions.filter(until_on__isnull=True).first()
    if from_on > law_day(at):
        wrong["from_on"] = _("不能是将来的日子，到那一天再登记")
    elif before and from_on < before.from_on:
        wrong["from_on"] = _("不能早于现在这一版的起始日")
    same = Estate.objects.filter(community=estate.community_id, name=name.strip(), ended_on__isnull=True)
    if same.exclude(pk=estate.pk).exists():
        wrong["name"] = _("这个社区已经有同名的小区")
    if wrong:
        raise BadInput(_("调整小区要写明名称、范围和文件。"), wrong)
    stored = store_file(
        estate_id=estate.pk, name=file_name, content=content, content_type=content_type, personal=False, at=at
    )
    entry = journal.record(
        REDRAWN,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        version=from_on,
        name=name.strip(),
        boundary=boundary.strip(),
        number=document_number.strip(),
        document=stored.sha256,
    )
    return next_version(
        estate,
        on=from_on,
        kind=EstateVersion.Kind.REDRAWN,
        name=name.strip(),
        boundary=boundary.strip(),
        issuer=issuer.strip(),
        document_number=document_number.strip(),
        file_id=stored.pk,
        entry=entry.pk,
    )


def wrong_document(content: bytes) -> dict[str, str]:
    """What is wrong with an attached document, by field; {} if nothing is."""
    if not content:
        return {"file": _("请附上文件")}
    return {} if is_scan(content) else {"file": _("文件要 PDF 或者照片，这个文件打开不是，请重新选")}
