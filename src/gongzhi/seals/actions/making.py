"""Write a seal with its first keeping; part of registering and of re-cutting."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.kernel import journal, keys
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import PDF, keep_paper
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.seals.actions.giving import candidate_of, give_keeping
from gongzhi.seals.actions.locks import filled
from gongzhi.seals.models import Seal

REGISTERED = journal.event(
    "seals.seal.registered",
    serial=Fact.NUMBER,
    body=Fact.NUMBER,
    kind=Fact.WORD,
    engraved=Fact.TEXT,
    police_number=Fact.TEXT,
    made_on=Fact.DAY,
    ground=Fact.TEXT,
    image=Fact.HASH,
    replaces=Fact.NUMBER,
)


def make_seal(
    *,
    estate: Estate,
    kind: str,
    body: Body,
    engraved: str,
    made_on: date,
    basis_words: str,
    keeper_id: int,
    police_number: str,
    file_name: str,
    content: bytes,
    replaces: Seal | None,
    by: Person,
    at: datetime,
) -> Seal:
    """The seal of a locked estate. Wrong input: words missing, a day to come, no picture, a keeper who may not keep it."""
    said = filled(engraved=engraved, basis_words=basis_words)
    if made_on > law_day(at):
        raise BadInput(_("还没有写全。"), {"made_on": _("不能是将来的日子")})
    if content.startswith(PDF):
        raise BadInput(_("印模要照片。"), {"file": _("请拍一张印模照片")})
    body.estate = estate
    keeper = candidate_of(kind, body, keeper_id, at=at)
    image = keep_paper(estate, file_name=file_name, content=content, at=at, personal=False)
    serial = Seal.objects.filter(estate=estate).count() + 1
    entry = journal.record(
        REGISTERED,
        ref=f"seal:{serial}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        basis=replaces.entry if replaces else None,
        serial=serial,
        body=body.pk,
        kind=kind,
        engraved=said["engraved"],
        police_number=police_number.strip(),
        made_on=made_on,
        ground=said["basis_words"],
        image=image.sha256 if image else None,
        replaces=replaces.serial if replaces else None,
    )
    made = Seal.objects.create(
        estate=estate,
        serial=serial,
        body=body,
        kind=kind,
        engraved=said["engraved"],
        police_number=police_number.strip(),
        made_on=made_on,
        image_id=image.pk if image else None,
        replaces=replaces,
        basis_words=said["basis_words"],
        entry=entry.pk,
    )
    give_keeping(made, keeper, on=law_day(at), by=by, at=at)
    return made
