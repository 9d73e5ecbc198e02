"""Hand a task back, with the reason; at the limit of the law none of the three may any more."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.locking import lock_party
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import THREE, HandBack, Party
from gongzhi.issues.queries.handing import backs_of, handing_of
from gongzhi.issues.states import PARTY_MOVES, PartyState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

HANDED_BACK = journal.event(
    "issues.party.handed_back", party=Fact.NUMBER, side=Fact.WORD, count=Fact.NUMBER, reason=Fact.TEXT
)


@act
def hand_back(*, party: Party, reason: str, by: Person, at: datetime) -> HandBack:
    """Hands the task back (B3.5: 不得相互推诿): counted on the issue for 业委会, 物业 and 居委会 together.

    Refuses everyone who does not speak for the side, a lead named by the street, and one of the three at the limit: then
    the street names who leads and nobody refuses. Wrong input: no reason.
    """
    party = lock_party(party)
    access.speaking_for(by, party, at=at)
    check_move(PARTY_MOVES, PartyState(party.state), PartyState.HANDED_BACK)
    issue = party.issue
    rule = handing_of(issue, at=at)
    if party.named_by_street:
        raise Refused(
            Reason(_("由街道指定牵头的，不得拒收。"), cite=str(rule.cite), remedy=_("办理中有困难，写进展告诉街道"))
        )
    if party.side in THREE and not rule.allowed:
        raise Refused(Reason(rule.words, cite=str(rule.cite), remedy=_("请街道指定牵头方")))
    if not reason.strip():
        raise BadInput(_("请写明为什么退回、应当由谁办。"), {"reason": _("必填")})
    party.state, party.lead = PartyState.HANDED_BACK, False
    party.save(update_fields=["state", "lead"])
    who = pseudonym(issue.estate, by)
    entry = journal.record(
        HANDED_BACK,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=who,
        at=at,
        party=party.pk,
        side=party.side,
        count=backs_of(issue) + (party.side in THREE),
        reason=reason.strip(),
    )
    made: HandBack = HandBack.objects.create(
        estate=issue.estate, issue=issue, party=party, reason=reason.strip()[:300], by=who, entry=entry.pk, at=at
    )
    return made
