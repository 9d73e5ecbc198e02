"""Lock a list or a candidacy for an act, and ask whether the list still takes what the act does."""

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Candidate, Slate
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people.models import Person


def locked(slate: Slate) -> Slate:
    """The row of the list, locked until the act is over."""
    return Slate.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=slate.pk)


def own_candidacy(candidate: Candidate, person: Person) -> Candidate:
    """The candidacy, locked, for the person it is about; not there for anyone else."""
    found = (
        Candidate.objects.select_for_update(of=("self",))
        .select_related("estate__community", "slate")
        .filter(pk=candidate.pk, person_id=person.pk)
        .first()
    )
    if found is None:
        raise NotHere
    not_closed(found.slate)
    return found


def not_closed(slate: Slate) -> None:
    """Refuses what comes after the list ended."""
    if slate.closed_on is not None:
        raise Refused(Reason(_("这份候选人名单已经结束。"), remedy=_("请看最新的名单")))


def open_for_names(slate: Slate) -> None:
    """Refuses new names once the list is published: what was announced stays what it was."""
    not_closed(slate)
    if slate.published_on is not None:
        raise Refused(Reason(_("名单已经公布，不能再加人。"), remedy=_("对名单有意见的，在公示期内提异议")))
