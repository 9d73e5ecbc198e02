"""Log a routine use, which needs no decision: a receipt, a certificate, a notice, a handing over (field-notes §3.14)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.locks import filled, lock_seal, must_be_kept
from gongzhi.seals.actions.log_use import write_use
from gongzhi.seals.actions.photos import keep_photo
from gongzhi.seals.actions.request_use import MOST_COPIES
from gongzhi.seals.models import Seal, SealUse
from gongzhi.seals.queries.rules import WITHOUT, kinds_needed, rule_for


@act
@official
def log_routine_use(
    *,
    seal: Seal,
    title: str,
    copies: int,
    used_on: date,
    use: str = "routine",
    note: str = "",
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> SealUse:
    """A use without request, logged within the days of the place; later it is taken and marked late.

    Refuses everyone but the keeper, a seal that is not kept, a body that may not use it, and a place where even this needs
    a decision or signatures. Wrong input: another kind of use, words or photograph missing, a day to come.
    """
    seal = lock_seal(seal)
    access.require_keeper(by, seal, at=at)
    said = filled(title=title)
    wrong = {}
    if use not in WITHOUT:
        wrong["use"] = _("只有日常用印和移交不用先申请")
    if not 0 < copies <= MOST_COPIES:
        wrong["copies"] = _("1 到 %(n)s 份") % {"n": MOST_COPIES}
    if used_on > law_day(at):
        wrong["used_on"] = _("不能是将来的日子")
    if used_on < seal.made_on:
        wrong["used_on"] = _("不能早于刻章的日子")
    if wrong:
        raise BadInput(_("还没有写全。"), wrong)
    must_be_kept(seal)
    rule = rule_for(seal, use, at=at)
    if rule.blocked:
        raise Refused(Reason(rule.blocked, rule.cites, _("由业主共同决定，或者等组织恢复履职")))
    if kinds_needed(rule) or rule.signs is not None or rule.cosign:
        url = f"/desk/e/{seal.estate.code}/seals/{seal.pk}/request/"
        raise Refused(
            Reason(_("这里的日常用印也要先申请：%(rule)s") % {"rule": rule.sentence}, rule.cites, _("去申请用印"), url)
        )
    photo = keep_photo(seal.estate, file_name=file_name, content=content, at=at)
    return write_use(
        seal,
        request=None,
        use=use,
        title=said["title"],
        copies=copies,
        used_on=used_on,
        photo=(photo.pk, photo.sha256),
        note=note.strip(),
        by=by,
        at=at,
    )
