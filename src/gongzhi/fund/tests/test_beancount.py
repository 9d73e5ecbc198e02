"""The exported ledger is what beancount 3 takes, whatever people wrote, and says the same sums to the fen."""

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from beancount import loader
from beancount.core import data, realization
from beancount.core.inventory import Inventory
from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi.fund.beancount import Account, Balance, Entry, Root, account_names, journal

DAY = date(2026, 1, 1)
MONEY = Account("A1", "公共收益", Root.MONEY, DAY)
INCOME = Account("I1", "电梯广告", Root.INCOME, DAY)
NASTY = (
    "",
    " ",
    '"',
    "\\",
    "\\n",
    'a"b\\"c',
    "第一行\n第二行\r\n第三行\r\t末",
    "😀👨‍👩‍👧",
    "（全角）：，。Ａ１",
    "公共收益",
    "-lead-",
    "a:b:c",
    "; comment",
    "\x00\x07\x1b",
    "\ud800",
    "e\u0301\u200b\u202e",
    "x" * 400,
    "* 2026-01-01 open Assets:Z",
    "𠮷㊣①²",
)


def checked(*lines):
    entries, errors, _options = loader.load_string("".join(lines).encode().decode())
    assert not errors, errors[0]
    return entries


def sums(entries):
    held = {}
    for entry in entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                held[posting.account] = held.get(posting.account, 0) + int(posting.units.number * 100)
    return held


def test_the_text_reads_as_it_is_meant():
    lines = list(
        journal(
            [MONEY, INCOME],
            [Entry(date(2026, 1, 5), "收广告费", "记-1", [("A1", 123450), ("I1", -123450)], {"voucher": "凭证 1"})],
            title="幸福里",
        )
    )
    assert lines == [
        'option "title" "幸福里"\n',
        'option "operating_currency" "CNY"\n',
        '\n2026-01-05 * "收广告费"\n',
        '  number: "记-1"\n',
        '  voucher: "凭证 1"\n',
        "  Assets:A1-公共收益  1234.50 CNY\n",
        "  Income:I1-电梯广告  -1234.50 CNY\n",
        "\n",
        "2026-01-01 open Assets:A1-公共收益 CNY\n",
        '  title: "公共收益"\n',
        "2026-01-01 open Income:I1-电梯广告 CNY\n",
        '  title: "电梯广告"\n',
    ]
    assert sums(checked(*lines)) == {"Assets:A1-公共收益": 123450, "Income:I1-电梯广告": -123450}


@pytest.mark.clause("A7.3")
def test_the_program_itself_takes_the_file(tmp_path):
    file = tmp_path / "ledger.beancount"
    nasty = [Account(f"B{n}", words, Root.MONEY, DAY) for n, words in enumerate(NASTY)]
    entries = [Entry(DAY, words, words, [(f"B{n}", n), ("I1", -n)]) for n, words in enumerate(NASTY)]
    file.write_text("".join(journal([INCOME, *nasty], entries, balances=[Balance(DAY, "B2", 2)])), "utf-8")
    program = Path(sys.executable).with_name("bean-check")
    done = subprocess.run([program, "--no-cache", file], capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    file.write_text(file.read_text("utf-8").replace("  0.02 ~", "  0.03 ~"), "utf-8")
    assert subprocess.run([program, "--no-cache", file], capture_output=True).returncode == 1


def test_each_root_stands_under_its_own_and_only_money_is_an_asset():
    accounts = [Account(f"{n}", "名", root, DAY) for n, root in enumerate(Root)]
    names = account_names(accounts)
    assert [names[account.code].split(":")[0] for account in accounts] == [
        "Assets",
        "Income",
        "Expenses",
        "Liabilities",
        "Equity",
    ]


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_nasty_words_pass_and_come_back(words):
    account = Account("A2", words, Root.MONEY, DAY)
    entry = Entry(DAY, words, words, [("A2", 1), ("I1", -1)], {words: words, "ok": words, "number": words})
    found = checked(*journal([account, INCOME], [entry], title=words))
    told = next(one for one in found if isinstance(one, data.Transaction))
    meant = words.replace("\r\n", "\n").replace("\r", "\n").replace("\ud800", "\ufffd")
    for control in "\x00\x07\x1b":
        meant = meant.replace(control, " ")
    assert (told.narration, told.meta["number"], told.meta["ok"]) == (meant, meant, meant)
    assert sums(found)[account_names([account])["A2"]] == 1


@pytest.mark.parametrize("code", ["a1", "公", "公a", "", "-", "😀", "A:1", "ß1", "１２", "9"])
def test_nasty_codes_pass(code):
    name = account_names([Account(code, "公共收益", Root.MONEY, DAY)])[code]
    assert name.removeprefix("Assets:")[0] in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    checked(
        *journal([Account(code, "公共收益", Root.MONEY, DAY), INCOME], [Entry(DAY, "", "", [(code, 5), ("I1", -5)])])
    )


def test_accounts_that_would_fall_together_stay_apart():
    accounts = [
        Account("A 1", "甲", Root.MONEY, DAY),
        Account("A_1", "甲", Root.MONEY, DAY),
        Account("A", "1-甲", Root.MONEY, DAY),
        Account("A.1", "甲-2", Root.MONEY, DAY),
        Account("A-1", "甲", Root.EXPENSE, DAY),
    ]
    names = account_names(accounts)
    assert len(set(names.values())) == 5
    assert names["A 1"] == "Assets:A-1-甲"
    assert names["A_1"] == "Assets:A-1-甲-2"
    checked(*journal(accounts, [Entry(DAY, "", "", [("A 1", 3), ("A_1", -3)])]))
    with pytest.raises(ValueError, match="given twice"):
        account_names([MONEY, MONEY])


def test_an_entry_before_the_opening_opens_the_account_then():
    early = DAY - timedelta(days=40)
    found = checked(*journal([MONEY, INCOME], [Entry(early, "", "", [("A1", 7), ("I1", -7)])]))
    assert {one.date for one in found if isinstance(one, data.Open)} == {early}


def test_a_closing_figure_is_asserted_to_the_fen():
    entries = [Entry(DAY, "", "1", [("A1", 100), ("I1", -100)])]
    checked(*journal([MONEY, INCOME], entries, balances=[Balance(DAY, "A1", 100), Balance(DAY, "I1", -100)]))
    for wrong in (99, 101, 0, -100):
        text = "".join(journal([MONEY, INCOME], entries, balances=[Balance(DAY, "A1", wrong)]))
        assert len(loader.load_string(text)[1]) == 1


@pytest.mark.parametrize("postings", [[("A1", 1)], [("A1", 2), ("I1", -1)], []])
def test_what_does_not_balance_is_refused(postings):
    with pytest.raises(ValueError, match="does not balance"):
        list(journal([MONEY, INCOME], [Entry(DAY, "", "1", postings)]))


def test_an_account_that_is_not_given_is_refused():
    with pytest.raises(ValueError, match="no account"):
        list(journal([MONEY], [Entry(DAY, "", "1", [("A1", 1), ("I1", -1)])]))
    with pytest.raises(ValueError, match="no account"):
        list(journal([MONEY], [], balances=[Balance(DAY, "I1", 0)]))


def test_a_long_ledger_is_written_as_it_comes():
    def endless():
        number = 0
        while True:
            number += 1
            yield Entry(DAY, "", str(number), [("A1", 1), ("I1", -1)])

    lines = journal([MONEY, INCOME], endless())
    assert next(line for line in lines if '"900"' in line) == '  number: "900"\n'


text = st.text(max_size=12)
codes = st.lists(text, min_size=2, max_size=5, unique=True)


@settings(max_examples=40, deadline=None)
@given(
    codes,
    st.lists(text, min_size=5, max_size=5),
    st.lists(
        st.tuples(st.integers(0, 800), text, st.integers(-(10**13), 10**13), st.integers(0, 4), st.integers(0, 4)),
        max_size=8,
    ),
)
def test_whatever_is_written_passes_and_sums_the_same(given_codes, titles, moves):
    roots = list(Root)
    accounts = [Account(code, titles[n], roots[n % 5], DAY) for n, code in enumerate(given_codes)]
    entries = [
        Entry(
            DAY + timedelta(days=days),
            words,
            words,
            [(given_codes[one % len(given_codes)], fen), (given_codes[two % len(given_codes)], -fen)],
            {words: fen, "day": DAY},
        )
        for days, words, fen, one, two in moves
    ]
    names = account_names(accounts)
    found = checked(*journal(accounts, entries))
    expected = {}
    for entry in entries:
        for code, fen in entry.postings:
            expected[names[code]] = expected.get(names[code], 0) + fen
    assert sums(found) == expected
    held = realization.compute_balance(realization.realize(found)) if found else Inventory()
    assert all(position.units.number == Decimal(0) for position in held)
