"""Vet a candidate: fit, or unfit on a ground of the closed list."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import slate_access
from gongzhi.bodies.actions.lock_slate import not_closed
from gongzhi.bodies.models import Candidate, Vetting
from gongzhi.bodies.states import CANDIDATE_MOVES, CandidateState
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi_law import offices
from gongzhi_law.bodies import BodyKind

VETTED = journal.event(
    "bodies.candidate.vetted", vetter=Fact.TEXT, fit=Fact.TRUTH, ground=Fact.WORD, cite=Fact.TEXT, evidence=Fact.TEXT
)


@act
@official
def vet_candidate(
    *, candidate: Candidate, fit: bool, ground: str = "", evidence: str = "", by: Person, at: datetime
) -> Vetting:
    """One office's word on one candidate (B1.3): unfit only on a ground of `offices.exclusion_grounds`, with its evidence.

    Party membership and unproven arrears are no grounds (R20). Whoever is found unfit is told the ground and the evidence,
    and may answer; the same office vets again. A candidate is listed once an office found them fit and none says unfit.
    Refuses all but street, community and department of the place, and before the person agreed.
    """
    candidate = (
        Candidate.objects.select_for_update(of=("self",))
        .select_related("estate__community", "slate")
        .get(pk=candidate.pk)
    )
    office = slate_access.vetting_office(by, candidate.estate, at=at)
    not_closed(candidate.slate)
    if candidate.state in (CandidateState.RECOMMENDED, CandidateState.WITHDRAWN):
        raise Refused(Reason(_("本人还没有同意参选，或者已经退出，不用审核。"), remedy=_("等本人同意后再审")))
    found = _ground(candidate, ground, at) if not fit else None
    if not fit and not evidence.strip():
        raise BadInput(_("审为不合格要写明凭据。"), {"evidence": _("必填：写明事实和材料，会告知本人")})
    entry = journal.record(
        VETTED,
        ref=f"candidate:{candidate.pk}",
        estate_id=candidate.estate_id,
        by=keys.pseudonym(candidate.estate_id, by.pk),
        at=at,
        vetter=office,
        fit=fit,
        ground=found.id if found else "",
        cite=found.cite if found else "",
        evidence=evidence.strip(),
    )
    row = Vetting.objects.create(
        estate=candidate.estate,
        candidate=candidate,
        office=office,
        fit=fit,
        ground=found.id if found else "",
        ground_cite=found.cite if found else "",
        evidence=evidence.strip(),
        by=entry.by,
        entry=entry.pk,
        at=at,
    )
    _settle(candidate)
    if found is not None:
        _tell(candidate, row, found, at)
    return row


def _ground(candidate: Candidate, ground: str, at: datetime) -> offices.Ground:
    """The ground of this id on the list of the place."""
    listed = offices.exclusion_grounds(BodyKind.COMMITTEE, law_day(at), candidate.estate.place)
    found = next((one for one in listed if one.id == ground), None)
    if found is None:
        raise Refused(
            Reason(
                _("审为不合格，只能依据列明的法定或者规约情形；是不是党员、物业单方主张的欠费都不是依据。"),
                remedy=_("请从列明的情形里选一项，没有相符的就是合格"),
            )
        )
    return found


def _settle(candidate: Candidate) -> None:
    """Listed when one office said fit and, by its newest word, none says unfit."""
    newest = {row.office: row.fit for row in candidate.vettings.order_by("pk")}
    state = CandidateState.LISTED if all(newest.values()) else CandidateState.EXCLUDED
    if state != candidate.state:
        check_move(CANDIDATE_MOVES, CandidateState(candidate.state), state)
        candidate.state = state
        candidate.save(update_fields=["state"])


def _tell(candidate: Candidate, row: Vetting, ground: offices.Ground, at: datetime) -> None:
    outbox.put(
        channel="sms",
        kind="candidate.excluded",
        address=Person.objects.get(pk=candidate.person_id).number(),
        text=_(
            "【共治】%(estate)s“%(title)s”：%(office)s审核您的候选资格，认为属于“%(ground)s”（%(cite)s）。凭据：%(evidence)s。"
            "您可以登录后在“我的小区”里申辩，申辩后会重新审核。"
        )
        % {
            "estate": candidate.estate.name,
            "title": candidate.slate.title,
            "office": row.office,
            "ground": ground.words,
            "cite": ground.cite,
            "evidence": row.evidence,
        },
        at=at,
        estate_id=candidate.estate_id,
    )
