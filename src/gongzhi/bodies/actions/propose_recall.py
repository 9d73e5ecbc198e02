"""Propose that a member be recalled; the proposal decides nothing."""

from datetime import datetime
from fractions import Fraction

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Appointment, Recall
from gongzhi.bodies.queries.recalls import PROPOSERS, rule_of
from gongzhi.bodies.queries.scope import signed
from gongzhi.bodies.states import RecallState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person

PROPOSED = journal.event(
    "bodies.recall.proposed",
    appointment=Fact.NUMBER,
    whom=Fact.WORD,
    proposer=Fact.WORD,
    proposers=Fact.NUMBER,
    proposers_of=Fact.NUMBER,
    ground=Fact.TEXT,
)

# Who may propose, and no more than that (R19): each for its own office.
OFFICES = {"community": Capacity.Kind.COMMUNITY, "street": Capacity.Kind.STREET}


@act
def propose_recall(
    *,
    appointment: Appointment,
    proposer: str,
    proposer_words: str,
    proposers: int = 0,
    proposers_of: int = 0,
    ground: str,
    by: Person,
    at: datetime,
) -> Recall:
    """Writes down a proposal to recall a member (指导规则44条): by a share of the members or of the owners.

    Community and street may propose as well, and no more than that (R19). Refuses whoever neither records the body nor sits
    in it (for an office: whoever does not hold it), a proposal below the share the law asks for, a second open one. Wrong input: no ground, no numbers of those who propose.
    """
    body, held = lock_seat(appointment)
    if proposer in OFFICES:
        access.require_in(by, body.estate, body.division, OFFICES[proposer], at=at)
    else:
        access.may_keep(by, body, at=at)
    wrong = {f: _("必填") for f, v in (("ground", ground), ("proposer_words", proposer_words)) if not v.strip()}
    if proposer not in PROPOSERS:
        wrong["proposer"] = _("请选择")
    counted = proposer in ("members", "owners")
    if counted and not 0 < proposers <= proposers_of:
        wrong["proposers"] = _("请写明几人提议、总数多少")
    if wrong:
        raise BadInput(_("罢免提议要写明谁提的、多少人、为什么。"), wrong)
    if held.ended_on is not None or body.estate is None:
        raise Refused(_("这个任职已经终止，或者不由业主罢免。"))
    if held.recalls.filter(state__in=[RecallState.PROPOSED, RecallState.ANSWERED]).exists():
        raise Refused(_("对此人已有一件没有决定的罢免提议。"))
    rule = rule_of(body, on=law_day(at))
    share = {"members": rule.members_share, "owners": rule.owners_share}.get(proposer)
    if counted and share is not None and Fraction(proposers, proposers_of) < share.share and share.blocks:
        words = _("提议的人不够：%(n)s / %(all)s，要达到%(share)s。")
        text = words % {"n": proposers, "all": proposers_of, "share": share.share}
        raise Refused(Reason(text, cite=share.cites, remedy=_("补足提议人数以后再登记")))
    entry = journal.record(
        PROPOSED,
        **signed(body, by),
        at=at,
        appointment=held.pk,
        whom=keys.pseudonym(body.estate_id, held.person_id),
        proposer=proposer,
        proposers=proposers,
        proposers_of=proposers_of,
        ground=ground.strip(),
    )
    return Recall.objects.create(
        estate=body.estate,
        appointment=held,
        proposer=proposer,
        proposer_words=proposer_words.strip()[:200],
        proposers=proposers,
        proposers_of=proposers_of,
        ground=ground.strip(),
        proposed_on=law_day(at),
        entry=entry.pk,
    )
