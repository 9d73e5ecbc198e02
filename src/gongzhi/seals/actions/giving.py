"""Write who has a seal from when; part of registering, handing over and re-cutting."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.seals.actions.locks import logged
from gongzhi.seals.models import Keeping, Seal
from gongzhi.seals.queries.keepers import Candidate, candidates, current

GIVEN = journal.event(
    "seals.seal.given", seal=Fact.NUMBER, to=Fact.WORD, post=Fact.TEXT, on=Fact.DAY, confirmed=Fact.TRUTH
)


def candidate_of(kind: str, body: Body, person_id: int, *, at: datetime) -> Candidate:
    """The person who may keep a seal of this kind of this body. Wrong input: anyone else."""
    found = next((one for one in candidates(kind, body, at=at) if one.person_id == person_id), None)
    if found is None:
        raise BadInput(_("请重选保管人。"), {"keeper_id": _("这个人不能保管这枚印章，请重选")})
    return found


def give_keeping(
    seal: Seal, keeper: Candidate, *, on: date, by: Person, at: datetime, file_id: int | None = None
) -> Keeping:
    """Ends the keeping before it and begins this one; confirmed at once only where the keeper enters it."""
    own = keeper.person_id == by.pk
    entry = journal.record(
        GIVEN,
        **logged(seal, by),
        at=at,
        basis=seal.entry,
        seal=seal.pk,
        to=keys.pseudonym(seal.estate.pk, keeper.person_id),
        post=keeper.post,
        on=on,
        confirmed=own,
    )
    before = current(seal)
    if before is not None:
        before.until_on, before.ended_entry = on, entry.pk
        before.save(update_fields=["until_on", "ended_entry"])
    made = Keeping.objects.create(
        estate=seal.estate,
        seal=seal,
        person_id=keeper.person_id,
        post=keeper.post[:80],
        from_on=on,
        file_id=file_id,
        received_at=at if own else None,
        by=keys.pseudonym(seal.estate.pk, by.pk),
        at=at,
        entry=entry.pk,
        received_entry=entry.pk if own else None,
    )
    if not own:
        text = _("【共治】%(estate)s的“%(seal)s”交由您保管，请登录后确认收到。")
        person = Person.objects.get(pk=keeper.person_id)
        outbox.put(
            channel="sms",
            kind="seals.given",
            address=person.number(),
            text=text % {"estate": seal.estate.name, "seal": seal.engraved},
            at=at,
            estate_id=seal.estate.pk,
        )
    return made
