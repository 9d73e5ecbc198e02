"""Publish what everyone may know of an account, never a name; keep the papers of its life. Part of the acts on accounts."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import OFFICIAL, Document, StoredFile
from gongzhi.fund.models import AccountPaper, MoneyAccount
from gongzhi.fund.queries.ledger_accounts import post_of, sides_of
from gongzhi.web.dates import cndate
from gongzhi_law.fund import FUND_NAMES, FundKind


def keep_account_paper(money: MoneyAccount, stored: StoredFile | None, *, kind: str, entry: int, at: datetime) -> None:
    """The paper that an act on the account brought along, where it brought one."""
    if stored is not None:
        AccountPaper.objects.create(estate=money.estate, money=money, kind=kind, file_id=stored.pk, at=at, entry=entry)


def publish_account_notice(
    money: MoneyAccount, *, title: str, lead: str, on: date, basis_words: str, by: str, at: datetime
) -> Document:
    """The notice of an account opened, closed or signed for by others, as an official document of the estate."""
    account, estate = money.account, money.estate
    facts = [
        [_("账户"), f"{account.code} {account.title}"],
        [_("资金"), FUND_NAMES[FundKind(account.fund)]],
        [_("户名"), money.holder],
        [_("开户行"), money.bank or _("不开银行账户，现金保管")],
        [_("账号末四位"), money.tail or "—"],
        [_("日期"), cndate(on)],
        [_("依据"), basis_words],
    ]
    posts = [f"{row.get_side_display()}：{post_of(row)}" for row in sides_of(money)]
    signing = {"heading": _("由谁签字"), "items": posts, "paragraphs": [] if posts else [_("没有约定共同签字。")]}
    if posts:
        signing["paragraphs"] = [_("按职务签字，换人不用另办手续。")]
    return publish_document(
        estate_id=estate.pk,
        kind="fund_account",
        mark=_("%(estate)s资金") % {"estate": estate.name},
        title=title,
        template=OFFICIAL,
        data={
            "issuer": money.holder,
            "addressee": _("全体业主"),
            "estate": estate.code,
            "sections": [
                {
                    "heading": _("账户"),
                    "paragraphs": [lead],
                    "table": {"head": [_("项目"), _("内容")], "rows": facts},
                },
                signing,
            ],
            "closing": _("业主可以在本小区的资金公开页查看每一笔收支。"),
        },
        ref=f"account:{account.code}",
        by=by,
        at=at,
    )
