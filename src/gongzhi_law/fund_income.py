"""Whose income it is and what it rests on: basis of a contract, title of an asset, what goes to the repair fund (R12, R13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongzhi_law.citation import Cite
from gongzhi_law.finding import share_name
from gongzhi_law.fund_rules import in_force, words_of, yuan
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.meeting_rules import Adopted, Finding
from gongzhi_law.params import Answer, Strength

FIRST_CODE = date(2021, 1, 1)


class Basis(StrEnum):
    """What a contract on common parts rests on."""

    RESOLUTION = "resolution"
    BEFORE_2021 = "before_2021"
    PRELIMINARY = "preliminary"
    NONE = "none"


BASIS_NAMES = {
    Basis.RESOLUTION: "业主共同决定",
    Basis.BEFORE_2021: "2021年以前的决定或者同意",
    Basis.PRELIMINARY: "前期物业服务合同、临时管理规约",
    Basis.NONE: "未见业主共同决定",
}


class Title(StrEnum):
    """Whose an income-bearing part is."""

    COMMON = "common"
    OWNED = "owned"
    CIVIL_DEFENCE = "civil_defence"
    UNPLANNED = "unplanned"


TITLE_NAMES = {
    Title.COMMON: "共有",
    Title.OWNED: "产权",
    Title.CIVIL_DEFENCE: "人防",
    Title.UNPLANNED: "规划外占用共有场地",
}


@dataclass(frozen=True, slots=True)
class Replenishment(Finding):
    """Whether the repair fund stands above its line, and what of the income has to go into it at least, in fen."""

    least_fen: int = 0


def contract_basis(basis: Basis | str, signed_on: date, place: str) -> Finding:
    """Whether a contract on common parts has the basis that the law of its day asked; `none` is public, never a veto.

    None for a preliminary contract and for a decision before 2021 that the then law does not settle.
    """
    kind = Basis(basis)
    rule = in_force("operation_basis", signed_on, place)
    proof = in_force("cost_proof", max(signed_on, FIRST_CODE), place)
    if rule is None:
        return Finding("contract_basis", None, "当时没有已录入的规定。", "", Strength.RECALLED)
    asked = f"依当时的规定须{words_of(rule)}（{rule.cites}）"
    told = rule.note
    passed: bool | None
    if kind is Basis.RESOLUTION:
        passed, words = True, f"合同有业主共同决定的依据；{asked}。"
    elif kind is Basis.BEFORE_2021:
        passed = True if signed_on < FIRST_CODE else None
        words = f"合同依据2021年以前的决定或者同意；{asked}。"
        if passed is None:
            words += "合同签订在2021年以后，请核对该决定是否包含这份合同。"
    elif kind is Basis.PRELIMINARY:
        passed, words = None, f"合同依据前期物业服务合同或者临时管理规约；{asked}。业主大会成立后请重新决定。"
    else:
        burden = f"成本及其合理性由{words_of(proof)}证明（{proof.cites}）。" if proof is not None else ""
        passed, words = False, f"未见业主共同决定；{asked}。{burden}可以提请业主共同决定。"
    missing = ("业主共同决定",) if passed is None else ()
    return Finding("contract_basis", passed, words + told, rule.cites, rule.strength, False, (), missing)


def asset_title(title: Title | str, *, on: date | None = None, place: str = NATION) -> Finding:
    """Whether what an asset brings in is common income: yes for common parts and places on common ground, no for
    owned ones, open for civil defence works (disputed case by case)."""
    kind, day = Title(title), on or FIRST_CODE
    owner, ground = in_force("income_owner", day, place), in_force("ground_parking_owner", day, place)
    if kind is Title.COMMON:
        return _title(True, "利用共有部分的收入，扣除合理成本后属于业主共有，计入公共收益。", owner)
    if kind is Title.UNPLANNED:
        return _title(True, "占用共有道路、场地停放汽车的车位属于业主共有，收入计入公共收益。", ground)
    if kind is Title.OWNED:
        words = "有产权的部分收入归产权人，不计入公共收益。"
        return Finding("asset_title", False, words, str(Cite("民法典", "275", "1")), Strength.STATUTE)
    words = "人防工程的归属和收益各地认定不一，请写明依据；未认定以前单独列示，不计入公共收益。"
    return Finding("asset_title", None, words, "", Strength.RECALLED, False, (), ("人防工程收益归属的依据",))


def _title(passed: bool, words: str, rule: Answer | None) -> Finding:
    if rule is None:
        return Finding("asset_title", passed, words, "", Strength.RECALLED)
    return Finding("asset_title", passed, words, rule.cites, rule.strength)


def replenish(
    balance_fen: int,
    first_deposit_fen: int,
    income_fen: int,
    *,
    on: date,
    place: str,
    adopted: Adopted | None = None,
) -> Replenishment | None:
    """Whether the repair fund is at or above its line of the first deposit, and what of the income goes into it.

    `passed` False: below the line. `least_fen` is the smallest sum that meets the place's share. None where neither a
    line nor a share is in force. Refuses negative deposits and incomes.
    """
    if first_deposit_fen < 0 or income_fen < 0:
        raise ValueError("a deposit and an income are not below 0")
    line = in_force("replenish_line", on, place)
    share = in_force("replenish_share", on, place, adopted)
    if line is None and share is None:
        return None
    below = line is not None and balance_fen < line.share * first_deposit_fen
    when = in_force("replenish_when", on, place)
    own = share is not None and share.strength is Strength.BYLAW
    binds = share is not None and (below or own or when is None or when.text == "always")
    least = _least(share, income_fen, on, place) if share is not None and binds else 0
    rules = tuple(rule for rule in (line, share if binds else None) if rule is not None)
    words = _words(line, below, first_deposit_fen)
    if share is not None and binds and income_fen:
        words += f"公共收益{yuan(income_fen)}中至少{yuan(least)}用于补充维修资金。"
    use = in_force("income_use", on, place)
    if not binds and use is not None:
        words += f"公共收益{words_of(use)}（{use.cites}）。"
    cites = "、".join(dict.fromkeys(rule.cites for rule in rules)) or (use.cites if use else "")
    main = share if share is not None and binds else line
    strength = main.strength if main is not None else Strength.RECALLED
    return Replenishment(
        rule="replenish",
        passed=not below,
        sentence=f"{words}（{cites}）" if cites else words,
        cite=cites,
        strength=strength,
        blocks=False,
        least_fen=least,
    )


def _least(share: Answer, income: int, on: date, place: str) -> int:
    """The smallest whole sum that reaches the share, or passes it where "高于" is asked and there is income."""
    part = share.share * income
    least = -(-part.numerator // part.denominator)
    exact = in_force("replenish_exact", on, place)
    over = exact is not None and exact.text == "not_met" and share.strength is not Strength.BYLAW
    return least + 1 if over and income and least == part else least


def _words(line: Answer | None, below: bool, first: int) -> str:
    if line is None:
        return ""
    base = f"首期交存额{yuan(first)}的{share_name(line.share)}"
    return f"维修资金余额低于{base}，应当补足。" if below else f"维修资金余额不低于{base}。"
