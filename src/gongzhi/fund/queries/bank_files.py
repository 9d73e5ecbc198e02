"""A bank's file read for one account: which lines are new, what does not fit the lines that are there already (A5.2)."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tables import WARN, Problem, Workbook, column_letter, read_table
from gongzhi.fund.models import BankLine, BankStatement, MoneyAccount, Reconciliation
from gongzhi.fund.queries.own_numbers import tails_in
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.statement import FIELDS, Line, StatementPreview, WrongMapping, guess_mapping, read_statement
from gongzhi.kernel import keys
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen

Key = tuple[bytes, int]


@dataclass(frozen=True, slots=True)
class Hand:
    """What a person says of a file: the sheet, what the signs mean (signed, reversed), columns as (field, title)."""

    sheet: str = ""
    sign: str = ""
    columns: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Fresh:
    """A line in order of time with its digest and number among equals; `known` lines are imported already.

    `like` is the day of an imported line of the same day, sum and balance but other words: the person says which it is.
    """

    line: Line
    digest: bytes
    ordinal: int
    known: bool
    like: bool = False

    @property
    def amount_fen(self) -> int:
        """Signed in fen; of a neutral line its sum."""
        return self.line.neutral or self.line.credit - self.line.debit


@dataclass(slots=True)
class Look:
    """A file as it would be imported into an account: its lines, the period it covers, what a person should see first.

    `foreign`: it looks like another account's (another number, no line of the ledger's days), and a person should say it is not.
    """

    workbook: Workbook
    preview: StatementPreview
    lines: list[Fresh] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    late: list[date] = field(default_factory=list)
    foreign: bool = False

    @property
    def fresh(self) -> list[Fresh]:
        """Lines that are new, those that only look like an imported one too."""
        return [one for one in self.lines if not one.known]

    @property
    def doubtful(self) -> list[Fresh]:
        """New lines that look like an imported one."""
        return [one for one in self.lines if one.like]

    @property
    def known(self) -> int:
        """How many lines are imported already."""
        return sum(1 for one in self.lines if one.known)


def look_at(money: MoneyAccount, stored: StoredFile, hand: Hand) -> Look:
    """The stored file read by hand and guess, and held against what the account has.

    Refuses (Unreadable, WrongMapping of `fund.statement`) what cannot be read so.
    """
    workbook = read_table(file_content(stored), stored.name)
    preview = read_statement(workbook, hand.columns, sheet=hand.sheet, sign=hand.sign)
    look = Look(workbook, preview, problems=list(preview.problems))
    if preview.is_blocked:
        return look
    look.lines = told_apart(money, [preview.lines[index] for index in preview.order])
    look.late = _in_reconciled(money, look.fresh)
    look.problems += _about(money, look)
    return look


def hand_of(stored: StoredFile, given: Mapping[str, str]) -> Hand:
    """What a person chose on the page: `sheet`, `sign`, and `f_<field>` → letter of a column ('' for none).

    Only what differs from the guess counts as said by hand.
    """
    sheet, sign = given.get("sheet", ""), given.get("sign", "")
    chosen = {name: given[f"f_{name}"].strip().upper() for name in FIELDS if f"f_{name}" in given}
    try:
        guessed = guess_mapping(read_table(file_content(stored), stored.name), sheet=sheet)
    except WrongMapping:
        return Hand(sheet, sign, tuple((name, letter) for name, letter in chosen.items() if letter))
    letters = {name: column_letter(index) for name, index in guessed.columns.items()}
    said = tuple((name, letter) for name, letter in chosen.items() if letter != letters.get(name, ""))
    return Hand(sheet, sign, said)


def told_apart(money: MoneyAccount, lines: Sequence[Line]) -> list[Fresh]:
    """Lines in order of time, each with the number it has among equal ones, and whether the account has it already."""
    counted: Counter[bytes] = Counter()
    keyed: list[tuple[Line, Key]] = []
    for line in lines:
        digest = digest_of(line)
        counted[digest] += 1
        keyed.append((line, (digest, counted[digest])))
    there = _imported(money, lines)
    here = {key for _line, key in keyed}
    alike: Counter[tuple[date, int, int | None, str]] = Counter(
        (row[2], row[3], row[4], row[5]) for row in there if (row[0], row[1]) not in here and row[4] is not None
    )
    imported = {(row[0], row[1]) for row in there}
    found = []
    for line, key in keyed:
        known = key in imported
        found.append(Fresh(line, *key, known, not known and _looks_like(line, alike)))
    return found


def digest_of(line: Line) -> bytes:
    """A keyed digest of everything a line says, so that it can be recognised and not read."""
    said = (
        line.day.isoformat() if line.day else "",
        line.when.isoformat() if line.when else "",
        line.credit,
        line.debit,
        line.neutral,
        line.balance,
        *(" ".join(text.split()) for text in (line.counterparty, line.counter_account, line.reference)),
        " ".join(f"{line.summary} {line.remark}".split()),
    )
    return keys.blind_index("bankline", json.dumps(said, ensure_ascii=False))


def words_of(line: Line) -> str:
    """What the bank wrote about a line, with its number and the other side's account."""
    return " ".join(text for text in (line.summary, line.remark, line.reference, line.counter_account) if text)


def period_of(look: Look, *, today: date) -> tuple[date | None, date | None]:
    """The days a file is taken to cover until a person says otherwise: the whole of its months that are over."""
    first, last = look.preview.first_on, look.preview.last_on
    if first is None or last is None:
        return None, None
    end = next_month(month_of(last)) - timedelta(days=1)
    return month_of(first), end if end <= today else last


def _imported(money: MoneyAccount, lines: Sequence[Line]) -> list[tuple[bytes, int, date, int, int | None, str]]:
    days = [line.day for line in lines if line.day]
    if not days:
        return []
    rows = BankLine.objects.filter(estate_id=money.estate_id, money=money, on__range=(min(days), max(days)))
    found = rows.values_list("digest", "ordinal", "on", "amount_fen", "balance_fen", "moment")
    return [(bytes(row[0]), *row[1:]) for row in found]


def _looks_like(line: Line, alike: Counter[tuple[date, int, int | None, str]]) -> bool:
    """Whether an imported line not in this file has the same day, sum and balance, and no other time."""
    if line.balance is None or line.day is None:
        return False
    amount = line.neutral or line.credit - line.debit
    moment = line.when.isoformat() if line.when else ""
    for key in alike:
        if (
            alike[key]
            and key[:3] == (line.day, amount, line.balance)
            and (not moment or not key[3] or moment == key[3])
        ):
            alike[key] -= 1
            return True
    return False


def _in_reconciled(money: MoneyAccount, fresh: Sequence[Fresh]) -> list[date]:
    """Reconciled months to which the file would add a line that moves money."""
    months = {month_of(one.line.day) for one in fresh if one.line.day and one.amount_fen and not one.line.neutral}
    rows = Reconciliation.objects.filter(estate_id=money.estate_id, money=money, month__in=months)
    return sorted(rows.values_list("month", flat=True))


def _about(money: MoneyAccount, look: Look) -> list[Problem]:
    """What does not fit the account: its number, days before the ledger, a gap before, lines that are told no more."""
    sheet = look.preview.mapping.sheet.name

    def warn(value: str, what: str, remedy: str) -> Problem:
        return Problem(sheet, 0, "", value, what, remedy, WARN)

    found = []
    tails = tails_in(look.preview)
    if tails and money.tail and money.tail not in tails:
        look.foreign = True
        found.append(
            warn(
                _("尾号 %(tails)s") % {"tails": "、".join(sorted(tails)[:3])},
                _("文件里的账号与这个账户对不上"),
                _("这个账户尾号 %(tail)s，请核对是不是传错了账户") % {"tail": money.tail},
            )
        )
    begun = money.estate.book.from_on
    early = sum(1 for one in look.lines if one.line.day is not None and one.line.day < begun)
    if early:
        look.foreign |= early == len(look.lines)
        found.append(
            warn(
                _("%(n)s 笔流水") % {"n": early},
                _("有流水早于建账的%(day)s") % {"day": cndate(begun)},
                _("那以前的钱已经在期初余额里，这些流水不入账、不勾对；整份都早的，请核对是不是传错了文件"),
            )
        )
    if (first := look.preview.first_on) is not None:
        found += _joins(money, look, first, warn)
    return found


def _joins(money: MoneyAccount, look: Look, first: date, warn: Callable[[str, str, str], Problem]) -> list[Problem]:
    """Whether the file follows from the statements before it and holds what they said of the same days."""
    found: list[Problem] = []
    rows = BankStatement.objects.filter(estate_id=money.estate_id, money=money, last_on__lt=first)
    rows = rows.filter(last_on__gte=money.estate.book.from_on)
    before = rows.order_by("-last_on", "-pk").first()
    opening = look.preview.opening
    if before is not None and before.closing_fen is not None and opening is not None:
        gap = opening - before.closing_fen
        if gap and not look.known:
            found.append(
                warn(
                    fen(opening),
                    _("期初余额与上一份对账单的期末余额接不上"),
                    _("上一份到%(day)s，期末 %(was)s，相差 %(gap)s；可能缺了中间的流水，请补导")
                    % {"day": cndate(before.last_on), "was": fen(before.closing_fen), "gap": fen(gap)},
                )
            )
    last = look.preview.last_on or first
    here = {(one.digest, one.ordinal) for one in look.lines}
    inner = BankLine.objects.filter(estate_id=money.estate_id, money=money, on__gt=first, on__lt=last)
    lost = [row for row in inner.values_list("digest", "ordinal", "amount_fen") if (bytes(row[0]), row[1]) not in here]
    if lost:
        found.append(
            warn(
                fen(sum(row[2] for row in lost)),
                _("以前导入的流水，这份文件的同一段日子里没有"),
                _("有 %(n)s 笔。两份文件说法不同，请以银行盖章的对账单为准核对") % {"n": len(lost)},
            )
        )
    return found


def mapping_document(look: Look, hand: Hand) -> dict[str, object]:
    """How the file was read, for the record: titles of columns only."""
    mapping = look.preview.mapping
    columns = {name: mapping.title(name) for name in mapping.columns}
    return {"columns": columns, "sign": look.preview.sign, "by_hand": [list(pair) for pair in hand.columns]}


def problem_documents(problems: Sequence[Problem], most: int = 200) -> list[dict[str, object]]:
    """The doubts for the record, without the values of cells: a name may stand in one."""
    kept = ("row", "column", "problem", "severity")
    return [{name: one.document()[name] for name in kept} for one in problems[:most]]


def sums_of(look: Look) -> Mapping[str, int]:
    """What the import would bring: counts and sums in fen of new lines."""
    fresh = look.fresh
    return {
        "rows": len(look.preview.lines),
        "fresh": len(fresh),
        "credit_fen": sum(one.line.credit for one in fresh),
        "debit_fen": sum(one.line.debit for one in fresh),
        "neutral": sum(1 for one in fresh if one.line.neutral),
    }


def lines_until(money: MoneyAccount, on: date, *, since: date | None = None) -> int:
    """The sum of the account's lines to the end of `on` (and after `since`), neutral ones left out, in fen."""
    rows = BankLine.objects.filter(Q(estate_id=money.estate_id, money=money, on__lte=on, neutral=False))
    if since is not None:
        rows = rows.filter(on__gt=since)
    return int(rows.aggregate(n=Sum("amount_fen"))["n"] or 0)
