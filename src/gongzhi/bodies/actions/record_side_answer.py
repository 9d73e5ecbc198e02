"""Write down whether a unit sends someone into a body in the making, and whom."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.ask_side import BEFORE_LIST
from gongzhi.bodies.models import Appointment, Formation, FormationSide
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Person
from gongzhi.register.models import Claim
from gongzhi_law.composition_facts import OWNERS

ANSWERED = journal.event(
    "bodies.formation.side_answered",
    serial=Fact.NUMBER,
    side=Fact.TEXT,
    answer=Fact.WORD,
    whom=Fact.WORD,
    role=Fact.WORD,
    note=Fact.TEXT,
)
A, R = FormationSide.Answer, Appointment.Role
ROLES = (R.CHAIR, R.VICE, R.MEMBER, R.LEADER, R.PLAIN)


@act
def record_side_answer(
    *,
    side: FormationSide,
    answer: str,
    name: str = "",
    number: str = "",
    role: str = "",
    note: str = "",
    by: Person,
    at: datetime,
) -> FormationSide:
    """The answer of one unit: joined with a person, absent or refused; the last answer before the list counts (R7).

    An owners' representative whose home is claimed is tied to it. Refuses whoever may not prepare it, a list already
    public, the same person twice. Wrong input: joined without name, number or office.
    """
    formation = (
        Formation.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=side.formation_id)
    )
    side = FormationSide.objects.select_for_update(of=("self",)).get(pk=side.pk)
    access.may_prepare(by, formation, at=at)
    if formation.state not in BEFORE_LIST:
        raise Refused(_("名单已经公示，不能再改答复。"))
    if answer not in (A.JOINED, A.ABSENT, A.REFUSED):
        raise BadInput(_("请选答复。"), {"answer": _("请选择")})
    person, elector = None, None
    if answer == A.JOINED:
        missing = {f: _("必填") for f, value in (("name", name), ("number", number)) if not value.strip()}
        if role not in ROLES:
            missing["role"] = _("请选择")
        if missing:
            raise BadInput(_("参加的要写明姓名、手机号和职务。"), missing)
        person = know_person(name=name.strip(), number=number, at=at)
        _once(formation, side, person)
        elector = _elector(formation, person) if side.side == OWNERS else None
    entry = journal.record(
        ANSWERED,
        ref=f"formation:{formation.pk}",
        estate_id=formation.estate_id,
        by=keys.pseudonym(formation.estate_id, by.pk),
        at=at,
        serial=formation.serial,
        side=side.side,
        answer=answer,
        whom=keys.pseudonym(formation.estate_id, person.pk) if person else None,
        role=role if person else None,
        note=note.strip(),
    )
    side.answer, side.note, side.entry = answer, note.strip()[:200], entry.pk
    side.person_id = person.pk if person else None
    side.elector_id, side.role = elector, role if person else ""
    side.save(update_fields=["answer", "note", "entry", "person_id", "elector_id", "role"])
    return side


def _once(formation: Formation, side: FormationSide, person: Person) -> None:
    others = FormationSide.objects.filter(formation=formation, person_id=person.pk, answer=A.JOINED)
    if others.exclude(pk=side.pk).exists():
        raise Refused(Reason(_("此人已在名单里。"), remedy=_("请核对手机号，或者换一位代表")))


def _elector(formation: Formation, person: Person) -> int | None:
    claim = Claim.objects.filter(estate=formation.estate, person_id=person.pk, until_at__isnull=True).first()
    return claim.elector_id if claim else None
