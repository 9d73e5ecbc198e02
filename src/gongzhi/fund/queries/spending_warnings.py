"""What to look at before money goes out: balance, relations, what looks like paying twice; it warns and stops nothing (A5.6)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.fund.models import MoneyAccount, SpendRequest
from gongzhi.fund.queries.payees import alike, same_papers
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.kernel.clock import law_day
from gongzhi.web.figures import fen


def warnings_about(
    money: MoneyAccount,
    amount_fen: int,
    *,
    payee: bytes | None,
    papers: Sequence[str],
    related: str,
    but: SpendRequest | None = None,
    at: datetime,
) -> list[str]:
    """The warnings of a payment to be asked for or already asked (`but`); `payee` is its index, `papers` SHA-256."""
    found = []
    balance = balance_fen(money.account, on=law_day(at))
    if amount_fen > balance:
        found.append(_("账户余额只有%(balance)s，付款前请确认有钱可付。") % {"balance": fen(balance)})
    if related:
        found.append(_("已申报收款人与经办人或者委员有关系：%(what)s") % {"what": related})
    if payee is not None:
        words = _("第 %(n)s 号申请付给同一收款人同样的金额（%(state)s），请确认不是重复。")
        found += [_told(words, one) for one in alike(money.estate, payee, amount_fen, at=at) if one != but][:3]
    words = _("第 %(n)s 号申请已经用过同一份凭证（%(state)s），请确认不是重复付款。")
    found += [_told(words, one) for one in same_papers(money.estate, papers) if one != but][:3]
    return found


def warnings_on(request: SpendRequest, *, at: datetime) -> list[str]:
    """The same for a request on its way, for whoever approves it."""
    files = request.files.values_list("file_id", flat=True)
    hashes = StoredFile.objects.filter(estate_id=request.estate_id, pk__in=list(files)).values_list("sha256", flat=True)
    return warnings_about(
        request.money,
        request.amount_fen,
        payee=bytes(request.payee_index) if request.payee_index else None,
        papers=list(hashes),
        related=request.related_words if request.related else "",
        but=request,
        at=at,
    )


def _told(words: str, one: SpendRequest) -> str:
    return words % {"n": one.serial, "state": one.get_state_display()}
