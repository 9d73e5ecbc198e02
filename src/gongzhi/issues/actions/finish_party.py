"""A side says that its task is done."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.guarding import guard_public
from gongzhi.issues.actions.keeping import keep_photos
from gongzhi.issues.actions.locking import lock_party
from gongzhi.issues.actions.opening import Photo, pseudonym
from gongzhi.issues.models import IssueFile, Party
from gongzhi.issues.states import PARTY_MOVES, PartyState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

DONE = journal.event("issues.party.done", party=Fact.NUMBER, side=Fact.WORD, outcome=Fact.TEXT, photos=Fact.HASH)


@act
def finish_party(*, party: Party, outcome: str, photos: tuple[Photo, ...] = (), by: Person, at: datetime) -> Party:
    """The side's own part is done, with what came of it and photographs (B3.8, B3.9).

    A task not yet taken up is taken up by this. Refuses everyone who does not speak for the side; wrong input: no words.
    """
    party = lock_party(party)
    access.speaking_for(by, party, at=at)
    if party.state == PartyState.ASKED:
        party.state, party.accepted_at = PartyState.ACCEPTED, at
    check_move(PARTY_MOVES, PartyState(party.state), PartyState.DONE)
    if not outcome.strip():
        raise BadInput(_("请写明办得怎么样。"), {"outcome": _("必填")})
    guard_public(party.issue, by, at, outcome=outcome)
    who = pseudonym(party.issue.estate, by)
    files = keep_photos(party.issue, photos, stage=IssueFile.Stage.AFTER, side=party.side, by=who, at=at)
    journal.record(
        DONE,
        ref=f"issue:{party.issue_id}",
        estate_id=party.estate_id,
        by=who,
        at=at,
        party=party.pk,
        side=party.side,
        outcome=outcome.strip(),
        photos=[file.sha256 for file in files],
    )
    party.state, party.done_at, party.outcome = PartyState.DONE, at, outcome.strip()[:300]
    party.save(update_fields=["state", "accepted_at", "done_at", "outcome"])
    return party
