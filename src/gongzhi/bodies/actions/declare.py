"""Declare for a seat or a candidacy: party, skills, relatives' posts, that one serves of free will and unpaid."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access, slate_access
from gongzhi.bodies.models import Body, Candidate, Declaration
from gongzhi.bodies.queries.declarations import sealed
from gongzhi.bodies.queries.scope import log_of
from gongzhi.bodies.queries.standing import appointments
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate
from gongzhi_law.composition import Kin

DECLARED = journal.event("bodies.person.declared", whom=Fact.WORD, own=Fact.TRUTH, content=Fact.TEXT)


@act
def declare(
    *,
    to: Body | Candidate,
    person: Person,
    party: bool | None,
    skills: Sequence[str] = (),
    kin: Sequence[Kin] = (),
    voluntary: bool | None = None,
    lives_in: str = "",
    source: str = "",
    by: Person,
    at: datetime,
) -> Declaration:
    """What `person` says of themselves for a body or as a candidate; sealed, only added to, the newest counts (B7.4, B7.6, R20).

    None is left unsaid. Another than the person enters it only from a signed sheet or a list of the party organisation,
    named in `source`, and only who keeps the body or the slate. Not there: whoever neither sits in it nor stands for it.
    Wrong input: a relative without relation or post, another's declaration without its source.
    """
    estate, division, body = _place(to)
    own = person.pk == by.pk
    if not own and isinstance(to, Body):
        access.may_record(by, to, at=at)
    elif not own and isinstance(to, Candidate):
        slate_access.may_keep_slate(by, to.estate, at=at)
    if not _stands(to, person, at):
        raise NotHere
    wrong = {}
    if any(not (k.relation.strip() and k.body.strip() and k.kind.strip()) for k in kin):
        wrong["kin"] = _("每一条都要写明关系、任职的组织和职务")
    if not own and not source.strip():
        wrong["source"] = _("代录要写明凭据：本人签名的声明，或者党组织名册")
    if wrong:
        raise BadInput(_("声明没有填完整。"), wrong)
    content = {
        "party": party,
        "skills": [word.strip() for word in skills if word.strip()],
        "kin": [{"relation": k.relation.strip(), "body": k.body.strip(), "kind": k.kind.strip()} for k in kin],
        "voluntary": voluntary,
        "lives_in": lives_in.strip(),
    }
    blob = sealed(estate, content)
    scope = estate.pk if estate else None
    entry = journal.record(
        DECLARED,
        ref=f"body:{body.pk}" if body else f"candidate:{to.pk}",
        by=keys.pseudonym(scope, by.pk),
        at=at,
        **log_of(estate, division),
        whom=keys.pseudonym(scope, person.pk),
        own=own,
        content=blob.hex(),
    )
    return Declaration.objects.create(
        estate=estate,
        body=body,
        person_id=person.pk,
        content=blob,
        own=own,
        source="" if own else source.strip(),
        entry=entry.pk,
        at=at,
    )


def _place(to: Body | Candidate) -> tuple[Estate | None, Division | None, Body | None]:
    if isinstance(to, Body):
        return to.estate, to.division, to
    return to.estate, None, None


def _stands(to: Body | Candidate, person: Person, at: datetime) -> bool:
    """Whether the person sits in the body, was heard about for it, or is the candidate."""
    if isinstance(to, Candidate):
        return to.person_id == person.pk
    seated = appointments(to, on=law_day(at)).filter(person_id=person.pk)
    return seated.exists() or to.hearings.filter(person_id=person.pk).exists()
