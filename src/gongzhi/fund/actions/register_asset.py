"""Enter a thing that earns, or could, with whose it is (R12)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.models import Asset
from gongzhi.fund.queries.serials import next_serial
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person
from gongzhi.places.models import Building, Estate

REGISTERED = journal.event(
    "fund.asset.registered",
    serial=Fact.NUMBER,
    kind=Fact.WORD,
    title=Fact.WORD,
    name=Fact.TEXT,
    place=Fact.TEXT,
    evidence=Fact.TEXT,
    file=Fact.HASH,
)


@act
def register_asset(
    *,
    estate: Estate,
    kind: str,
    title: str,
    name: str,
    place: str = "",
    building: Building | None = None,
    evidence: str,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> Asset:
    """An asset with its title (共有、产权、人防、规划外) and the evidence for it; everyone reads the list.

    Refuses everyone but who keeps the books. Wrong input: nothing written, a building of another estate, a file that is
    neither a PDF nor a photograph.
    """
    serial = next_serial(Asset, estate)
    access.require_bookkeeper(by, estate, at=at)
    wrong = {key: _("必填") for key, text in (("name", name), ("evidence", evidence)) if not text.strip()}
    if kind not in Asset.Kind.values:
        wrong["kind"] = _("请选择")
    if title not in Asset.Title.values:
        wrong["title"] = _("请选择")
    if building is not None and building.estate_id != estate.pk:
        wrong["building"] = _("不是本小区的楼栋，请重选")
    if wrong:
        raise BadInput(_("资产还没有写全。"), wrong)
    paper = keep_paper(estate, file_name=file_name, content=content, at=at)
    entry = journal.record(
        REGISTERED,
        ref=f"asset:{serial}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        serial=serial,
        kind=kind,
        title=title,
        name=name.strip(),
        place=place.strip(),
        evidence=evidence.strip(),
        file=[paper.sha256] if paper else [],
    )
    return Asset.objects.create(
        estate=estate,
        serial=serial,
        kind=kind,
        title=title,
        name=name.strip()[:80],
        place=place.strip()[:120],
        building=building,
        evidence=evidence.strip()[:200],
        file_id=paper.pk if paper else None,
        entry=entry.pk,
    )
