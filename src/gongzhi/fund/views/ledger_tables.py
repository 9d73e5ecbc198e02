"""Tables of the ledger's pages: entries, accounts, sums."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.models import Transaction
from gongzhi.fund.queries.ledger_lines import Line, Sums
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen


def number_of(made: Transaction) -> str:
    """凭证号, once the month is closed."""
    return _("第 %(n)s 号") % {"n": made.serial} if made.serial else _("结账时编号")


def entry_table(lines: Sequence[Line], code: str) -> dict[str, Any]:
    """Entries as a list: words, sum, day, accounts."""
    return {
        "label": _("账目"),
        "columns": [
            {"label": _("摘要")},
            {"label": _("金额"), "n": True},
            {"label": _("日期")},
            {"label": _("账户")},
            {"label": _("种类")},
        ],
        "rows": [
            {
                "cells": [
                    {
                        "text": line.made.words,
                        "url": reverse("fund:entry", args=[code, line.made.pk]),
                        "note": line.against,
                        "badge": _("已冲销") if line.undone else "",
                        "badge_kind": "line",
                    },
                    fen(line.money_fen),
                    cndate(line.made.on),
                    line.title,
                    {
                        "text": str(line.made.get_kind_display()),
                        "badge": _("没有凭证") if line.bare else "",
                        "badge_kind": "due",
                    },
                ]
            }
            for line in lines
        ],
        "empty": {"title": _("没有账目"), "text": _("登记期初余额、收入或者支出以后，每一笔都在这里。")},
    }


def trial_table(rows: Sequence[Sums]) -> dict[str, Any]:
    """A trial balance: 借 on the left, 贷 on the right, what stands on the other side with a minus."""
    totals = (
        sum(row.before_fen for row in rows),
        sum(row.debit_fen for row in rows),
        sum(row.credit_fen for row in rows),
        sum(row.after_fen for row in rows),
    )
    return {
        "label": _("科目余额表"),
        "columns": [
            {"label": _("科目")},
            {"label": _("期初"), "n": True},
            {"label": _("借方"), "n": True},
            {"label": _("贷方"), "n": True},
            {"label": _("期末"), "n": True},
        ],
        "rows": [
            {
                "cells": [
                    {"text": f"{row.account.code} {row.account.title}", "note": str(row.account.get_root_display())},
                    fen(row.before_fen),
                    fen(row.debit_fen),
                    fen(row.credit_fen),
                    fen(row.after_fen),
                ]
            }
            for row in rows
        ],
        "foot": [_("合计"), *(fen(total) for total in totals)],
        "empty": {"title": _("这段时间没有账目")},
    }
