"""Use the seal under a request and log it with its photograph; the basis is asked anew at that moment (B8.4, R2)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.locks import lock_request, logged
from gongzhi.seals.actions.photos import keep_photo
from gongzhi.seals.actions.settling import settle_request
from gongzhi.seals.cites import CUSTODY
from gongzhi.seals.models import Seal, SealRequest, SealUse
from gongzhi.seals.queries.requests import opinion_note, signs_of, stands_against
from gongzhi.seals.queries.rules import log_due
from gongzhi.seals.states import USE_MOVES, UseState

USED = journal.event(
    "seals.seal.used",
    seal=Fact.NUMBER,
    request=Fact.NUMBER,
    use=Fact.WORD,
    title=Fact.TEXT,
    copies=Fact.NUMBER,
    used_on=Fact.DAY,
    late=Fact.TRUTH,
    opinion=Fact.WORD,
    photo=Fact.HASH,
    note=Fact.TEXT,
)


@act
@official
def log_use(
    *,
    request: SealRequest,
    used_on: date,
    note: str = "",
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> SealUse:
    """The seal was put to the copies of the request; what the 环物委 said, or that it did not, goes into the note.

    Refuses everyone but the keeper, a request that waits for the opinion or signatures, a basis that was stopped since or
    does not cover the sum, a seal or body that may not be used now. Wrong input: no photograph, a day before or to come.
    """
    request = lock_request(request)
    seal, today = request.seal, law_day(at)
    access.require_keeper(by, seal, at=at)
    if reasons := stands_against(request, at=at):
        raise Refused(*reasons)
    request = settle_request(request, at=at)
    _must_be_ready(request)
    if not law_day(request.at) <= used_on <= today:
        raise BadInput(_("请核对用印日期。"), {"used_on": _("不早于申请，不晚于今天")})
    photo = keep_photo(seal.estate, file_name=file_name, content=content, at=at)
    said = "；".join(part for part in (opinion_note(request, on=today), note.strip()) if part)
    use = write_use(
        seal,
        request=request,
        use=request.use,
        title=request.title,
        copies=request.copies,
        used_on=used_on,
        photo=(photo.pk, photo.sha256),
        note=said,
        by=by,
        at=at,
    )
    check_move(USE_MOVES, UseState(request.state), UseState.USED)
    request.state = UseState.USED
    request.save(update_fields=["state"])
    return use


def write_use(
    seal: Seal,
    *,
    request: SealRequest | None,
    use: str,
    title: str,
    copies: int,
    used_on: date,
    photo: tuple[int, str],
    note: str,
    by: Person,
    at: datetime,
) -> SealUse:
    """One line of the log; part of logging a use under a request and a routine one."""
    due = log_due(seal, used_on)
    last = (due.day or due.nominal) if due else None
    late = last is not None and law_day(at) > last
    entry = journal.record(
        USED,
        **logged(seal, by),
        at=at,
        basis=(request.basis_entry or request.entry) if request else seal.entry,
        seal=seal.pk,
        request=request.pk if request else None,
        use=use,
        title=title,
        copies=copies,
        used_on=used_on,
        late=late,
        opinion=request.opinion if request else "",
        photo=photo[1],
        note=note,
    )
    return SealUse.objects.create(
        estate=seal.estate,
        seal=seal,
        serial=SealUse.objects.filter(estate=seal.estate, seal=seal).count() + 1,
        request=request,
        use=use,
        title=title,
        copies=copies,
        used_on=used_on,
        late=late,
        photo_id=photo[0],
        note=note[:200],
        person_id=by.pk,
        by=str(logged(seal, by)["by"]),
        at=at,
        entry=entry.pk,
    )


def _must_be_ready(request: SealRequest) -> None:
    if request.state == UseState.OPINION:
        assert request.opinion_due_on is not None  # noqa: S101  (a check constraint)
        words = _("正在征求环物委意见，%(day)s以后没有答复的，可以用印并注明。")
        raise Refused(Reason(words % {"day": f"{request.opinion_due_on:%Y-%m-%d}"}, CUSTODY, _("请环物委成员填写意见")))
    if request.state == UseState.SIGNING:
        short = request.signs_needed - len(signs_of(request))
        words = _("还差 %(n)s 位委员签字。") % {"n": short} if short > 0 else _("还差会签：%(who)s。")
        raise Refused(Reason(words % {"who": request.cosign} if short <= 0 else words, CUSTODY, _("请签字以后再用印")))
    if request.state != UseState.READY:
        words = _("这次申请现在是“%(state)s”，不能用印。") % {"state": request.get_state_display()}
        raise Refused(Reason(words, CUSTODY, _("重新申请用印")))
