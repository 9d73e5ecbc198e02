"""Take in the office's list of what each flat's sub-account holds (代管分户余额, R16)."""

import hashlib
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import must_be_a_day
from gongzhi.fund.cites import REPAIR_FUND
from gongzhi.fund.models import Mirror, MirrorBalance, MoneyAccount
from gongzhi.fund.queries.ledger_shares import read_shares
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

IMPORTED = journal.event(
    "fund.mirror.imported",
    account=Fact.WORD,
    as_of=Fact.DAY,
    units=Fact.NUMBER,
    total_fen=Fact.NUMBER,
    file=Fact.HASH,
)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@act
def import_mirror(
    *, money: MoneyAccount, as_of: date, file_name: str, content: bytes, by: Person, at: datetime
) -> Mirror:
    """The list of a day (columns 房号 and 余额), once a day; what does not fit is named by its row and nothing is kept.

    It mirrors and moves no money. Refuses everyone but the owners' body, and an account that no office holds. Wrong
    input: no table, doors that the register does not know, a day to come or taken.
    """
    money = MoneyAccount.objects.select_for_update(of=("self",)).select_related("account", "estate").get(pk=money.pk)
    estate = money.estate
    repair_access.require_conductor(by, estate, at=at)
    if money.custody != MoneyAccount.Custody.AGENCY or money.account.fund != "repair":
        raise Refused(
            Reason(_("只有主管部门代管的维修资金才导入分户余额。"), REPAIR_FUND, _("已划转的按每一笔收支自动记到各户"))
        )
    must_be_a_day(as_of, at=at, field="as_of")
    if Mirror.objects.filter(estate=estate, money=money, as_of=as_of).exists():
        raise BadInput(_("这一天的余额已经导入过。"), {"as_of": _("请换一天")})
    if not content:
        raise BadInput(_("请选择文件。"), {"file": _("请选择有“房号”“余额”两列的表格")})
    read = read_shares(estate, content, file_name)
    if read.problems:
        raise BadInput(_("有的行对不上，没有导入。"), {"file": " ".join(read.problems)})
    digest = hashlib.sha256(content).hexdigest()
    stored = store_file(
        estate_id=estate.pk, name=file_name or _("分户余额"), content=content, content_type=SHEET, personal=True, at=at
    )
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        IMPORTED,
        ref=f"account:{money.account.code}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=money.entry,
        account=money.account.code,
        as_of=as_of,
        units=len(read.shares),
        total_fen=read.total_fen,
        file=digest,
    )
    made = Mirror.objects.create(
        estate=estate,
        money=money,
        as_of=as_of,
        total_fen=read.total_fen,
        file_id=stored.pk,
        sha256=digest,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
    MirrorBalance.objects.bulk_create(
        MirrorBalance(estate=estate, mirror=made, unit_id=unit, balance_fen=fen) for unit, fen in read.shares.items()
    )
    return made
