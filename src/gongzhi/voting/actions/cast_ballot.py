"""Cast a ballot: sealed at once, committed in the journal, one elector one ballot under any concurrency."""

import hashlib
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Code
from gongzhi.voting import sealing
from gongzhi.voting.counting import ABSTAIN, AGAINST, FOR
from gongzhi.voting.models import Assembly, Ballot, Motion
from gongzhi.voting.queries.assemblies import motions_of
from gongzhi.voting.queries.ballots import Standing, ballot_under, insert_ballot, standing_of
from gongzhi.voting.states import AssemblyState
from gongzhi.web.dates import cndatetime
from gongzhi_law.assembly import sentence_of

CAST = journal.event("voting.ballot.cast", sequence=Fact.NUMBER, commitment=Fact.HASH, text=Fact.HASH, code=Fact.NUMBER)


def cast_ballot(
    *,
    assembly: Assembly,
    elector_id: int,
    person_id: int,
    choices: Mapping[int, str],
    code: Code,
    device: str,
    idempotency_key: str,
    at: datetime,
    standing: Standing | None = None,
) -> Ballot:
    """Casts, or supersedes by the notice's rule, the vote of one elector (民法典第278条; 电子签名法第13条).

    `choices` maps each motion's number to its mark: Y, N, S (abstain), or the letter of an option; every motion needs one.
    `code` was checked before (a counted try must outlive a refusal). The same idempotency key is answered with the same
    ballot. Refuses outside `[opens_at, closes_at)`, whoever is not on the roll or does not speak for the elector, a change
    the notice does not allow, and a second ballot cast at the same moment. `standing`, where the caller just read it, is not
    read again: what changed since is caught by the statement that writes.
    """
    if not idempotency_key or len(idempotency_key) > 64:
        raise BadInput(_("缺少幂等键：请从表决页面重新提交。"))
    motions = motions_of(assembly)
    check_choices(motions, choices)
    standing = standing or standing_of(assembly, elector_id)
    try:
        _may_cast(assembly, standing, person_id, at)
    except Refused:
        if twice := ballot_under(assembly, elector_id, idempotency_key):
            return twice
        raise
    ballot = _seal(assembly, elector_id, standing, choices)
    ballot.person_id, ballot.code_id, ballot.idempotency_key, ballot.at = person_id, code.pk, idempotency_key, at
    ballot.device = hashlib.sha256(device.encode()).digest()
    entry, _salts = journal.draft(
        CAST,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=sealing.elector_pseudonym(assembly.estate_id, elector_id),
        at=at,
        facts={
            "sequence": ballot.sequence,
            "commitment": ballot.commitment,
            "text": ballot.text_hash,
            "code": code.pk,
        },
    )
    written = False
    # one statement is a transaction of its own; inside another it needs a savepoint to fail alone
    with suppress(IntegrityError), transaction.atomic() if connection.in_atomic_block else nullcontext():
        ballot.pk = insert_ballot(ballot, entry)
        written = True
    if ballot.pk is not None:
        return ballot
    if twice := ballot_under(assembly, elector_id, idempotency_key):
        return twice
    _may_cast(assembly, standing_of(assembly, elector_id), person_id, at)
    if written:
        raise Refused(_("这个验证码已经用过，请重新获取。"))
    raise Refused(
        Reason(
            _("同一时刻已有一票投出，这一次没有计入。请看回执；要改的话再投一次。"),
            remedy=_("看回执"),
        )
    )


def check_choices(motions: list[Motion], choices: Mapping[int, str]) -> None:
    """Every motion has one mark that stands on its ballot; wrong input names each motion that lacks it."""
    wrong = {
        f"m{motion.number}": _("第 %(n)s 项还没有选") % {"n": motion.number}
        for motion in motions
        if choices.get(motion.number) not in marks_of(motion)
    }
    if wrong or len(choices) != len(motions):
        raise BadInput(_("还有没选的议题。您已选的都还在。"), wrong)


def marks_of(motion: Motion) -> set[str]:
    """The marks a ballot may carry for this motion."""
    if motion.form == Motion.Form.APPROVE:
        return {FOR, AGAINST, ABSTAIN}
    return {option.letter for option in motion.options.all()} | {AGAINST, ABSTAIN}


def _may_cast(assembly: Assembly, standing: Standing, person_id: int, at: datetime) -> None:
    if standing.entry_id is None or standing.claim_person_id != person_id:
        raise NotHere
    if standing.state != AssemblyState.NOTICED or not standing.opens_at <= at < standing.closes_at:
        raise Refused(
            Reason(
                _("表决时间是%(a)s至%(b)s，现在不能投。")
                % {"a": cndatetime(standing.opens_at), "b": cndatetime(standing.closes_at)},
                remedy=_("看这次会议的公开页"),
                remedy_url=f"/e/{assembly.estate.code}/assemblies/{assembly.serial}/",
            )
        )
    allowed = {"never": 0, "once": 1, "until_close": None}[assembly.change_rule]
    if standing.sequence is not None and allowed is not None and standing.sequence >= allowed:
        raise Refused(Reason(sentence_of("voting/change", assembly.change_rule), _("本次会议公告")))


def _seal(assembly: Assembly, elector_id: int, standing: Standing, choices: Mapping[int, str]) -> Ballot:
    """The ballot not yet written; the line of the roll was checked by `_may_cast`."""
    sequence = 0 if standing.sequence is None else standing.sequence + 1
    pseudonym = sealing.elector_pseudonym(assembly.estate_id, elector_id)
    canonical = sealing.canonical(
        assembly_id=assembly.pk,
        elector=pseudonym,
        sequence=sequence,
        previous=standing.commitment or "",
        choices=choices,
    )
    sealed, commitment = sealing.seal(sealing.key_scope(assembly.estate_id, assembly.pk), pseudonym, canonical)
    return Ballot(
        estate_id=assembly.estate_id,
        assembly=assembly,
        entry_id=standing.entry_id or 0,
        elector_id=elector_id,
        sequence=sequence,
        supersedes_id=standing.ballot_id,
        sealed=sealed,
        commitment=commitment,
        text_hash=assembly.notice_hash,
    )
