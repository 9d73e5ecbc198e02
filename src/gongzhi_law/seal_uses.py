"""May a seal be used: on which decision, whose opinion, whose signatures, and what is left of it (B8.4, R3, R14, L4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongzhi_law.bodies import BODY_NAMES, STATUS_NAMES, BodyKind, Status
from gongzhi_law.finding import share_name
from gongzhi_law.meeting_rules import Adopted, Due, Rule, due, law_of
from gongzhi_law.params import Answer, Strength
from gongzhi_law.powers import Grant, Power, may
from gongzhi_law.seal_kinds import (
    HOLDERS,
    SEAL_NAMES,
    USE_NAMES,
    Part,
    SealKind,
    Use,
    chosen,
    listed,
    part_of,
    seal_rule,
)

_NEEDED: Mapping[Use, tuple[Power, ...]] = {
    Use.CONTRACT: (Power.SIGN_CONTRACT,),
    Use.RESOLUTION: (Power.CONVENE, Power.CONVENE_ELECTION),
    Use.PAYMENT: (Power.PAY, Power.PAY_DUE),
    Use.LITIGATION: (Power.LITIGATE,),
    Use.ROUTINE: (Power.KEEP,),
    Use.HANDOVER: (Power.KEEP,),
}
_FIRMEST = (Strength.BYLAW, Strength.STATUTE, Strength.SECOND_HAND, Strength.POLICY, Strength.RECALLED)


@dataclass(frozen=True, slots=True)
class UseRule:
    """What one use of one seal needs; `blocked` says why it is not to be had at all ('' if it is).

    `basis` are the kinds of decision of which one suffices: 'resolution' of the owners, 'decision' of the body, '' for
    none (then `log_days` says how soon it is logged). `signs` is the share of the members who must sign, more than it;
    `signs_needed` the heads, None where the size is not known. `cosign` signs too, `lender` hands the seal out.
    `strength` is the firmest of the rules in `parts`; each part says its own.
    """

    seal: SealKind
    use: Use
    basis: tuple[str, ...]
    opinion: bool
    opinion_days: int | None
    signs: Fraction | None
    signs_needed: int | None
    log_days: int | None
    cosign: str
    lender: str
    blocked: str
    cites: str
    strength: Strength
    sentence: str
    missing: tuple[str, ...]
    parts: tuple[Part, ...]


def use_rule(
    seal: SealKind,
    use: Use,
    *,
    amount_fen: int | None = None,
    body: BodyKind | None,
    status: Status | None,
    set_size: int | None = None,
    on: date,
    place: str,
    adopted: Adopted | None = None,
    emergency: bool = False,
) -> UseRule:
    """What the use needs on that day in that place by law, papers and the estate's `adopted` rules.

    `amount_fen` is what a payment pays; not known, the opinion is asked and `missing` says so. An emergency repair
    (民法典281条2款) waits for no opinion. What is not known of the body refuses nothing and is named in `missing`.
    Refuses a sum or a size below zero.
    """
    if (amount_fen is not None and amount_fen < 0) or (set_size is not None and set_size < 0):
        raise ValueError("sums and sizes are never below zero")
    return _Asked(SealKind(seal), Use(use), amount_fen, body, status, set_size, on, place, adopted, emergency).answer()


def opinion_by(asked_on: date, *, on: date, place: str, adopted: Adopted | None = None) -> Due | None:
    """The last day of the 环物委's opinion; after it the seal is used with a note (R3). None where no rule is known."""
    return _due("opinion_days", asked_on, "环物委的用印意见", on, place, adopted)


def log_by(used_on: date, *, on: date, place: str, adopted: Adopted | None = None) -> Due | None:
    """The last day to log a use that needed no decision, with a photo. None where no rule is known."""
    return _due("log_days", used_on, "登记用印并附照片", on, place, adopted)


def _due(leaf: str, start: date, words: str, on: date, place: str, adopted: Adopted | None) -> Due | None:
    rule = law_of(f"seals/{leaf}", on, place, adopted)
    return None if rule is None else due(start, Rule(rule, False), words)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question about one use, and its answer put together rule by rule."""

    seal: SealKind
    use: Use
    amount: int | None
    body: BodyKind | None
    status: Status | None
    size: int | None
    on: date
    place: str
    adopted: Adopted | None
    emergency: bool

    def answer(self) -> UseRule:
        missing = [] if self.body else ["由哪个组织用印"]
        missing += [] if self.status else ["用印组织的状态（在任、届满未换届、换届争议）"]
        blocked, left = self._left()
        basis, parts = self._basis(left)
        if blocked:
            basis, parts = (), [blocked]
        opinion, asked = (False, None) if blocked else self._opinion(missing)
        signs, signing = (None, None) if blocked else self._signs(missing)
        log = self._rule("log_days") if basis == ("",) else None
        if log is not None:
            parts.append(part_of("log", f"用后{log.number}日内登记并附照片", log))
        parts += [part for part in (asked, signing) if part]
        lender, lending = self._lender()
        parts += [lending] if lending and not blocked else []
        if left is not None and left.granted and self.status is Status.EXPIRED:
            parts.append(Part("caretaker", left.sentence.split("。")[0], left.cite, left.strength))
        days = self._rule("opinion_days") if opinion else None
        return UseRule(
            seal=self.seal,
            use=self.use,
            basis=basis,
            opinion=opinion,
            opinion_days=days.number if days else None,
            signs=signs.share if signs else None,
            signs_needed=self._heads(signs),
            log_days=log.number if log else None,
            cosign=left.cosign if left and not blocked else "",
            lender=lender if not blocked else "",
            blocked=blocked.words + "。" if blocked else "",
            cites="、".join(dict.fromkeys(part.cites for part in parts if part.cites)),
            strength=min((part.strength for part in parts), key=_FIRMEST.index, default=Strength.RECALLED),
            sentence=self._sentence(parts),
            missing=tuple(missing),
            parts=tuple(parts),
        )

    def _rule(self, leaf: str) -> Answer | None:
        return seal_rule(leaf, self.on, self.place, self.adopted)

    def _free(self) -> Answer | None:
        """The uses that need no decision: the place's own list for a 物管会, else the one for all."""
        own = self._rule("interim_free_uses") if self.seal is SealKind.INTERIM else None
        return own or self._rule("free_uses")

    def _left(self) -> tuple[Part | None, Grant | None]:
        """Why the use is not to be had, if so; and the power on which it rests, if the body's state leaves one."""
        if self.body is None:
            return None, None
        if self.body not in HOLDERS[self.seal]:
            names = "或者".join(BODY_NAMES[kind] for kind in HOLDERS[self.seal])
            words = f"{SEAL_NAMES[self.seal]}只由{names}使用，{BODY_NAMES[self.body]}不能使用"
            return Part("holder", words, "", Strength.POLICY), None
        if self.status is None:
            return None, None
        if self.status is Status.DISPUTED:
            return self._stopped(), None
        if self.status is Status.ENDED and self.use is Use.HANDOVER:
            return None, None
        if self.status in (Status.FORMING, Status.ENDED):
            state = STATUS_NAMES[self.status]
            words = f"{BODY_NAMES[self.body]}{state}，印章停用" + ("，只可移交" if self.status is Status.ENDED else "")
            return Part("state", words, "", Strength.POLICY), None
        found = tuple(self._may(power) for power in _NEEDED[self.use])
        granted = next((grant for grant in found if grant.granted), None)
        if self.status is Status.EXPIRED and granted is None and self.seal is not SealKind.ASSEMBLY:
            refusal = found[0]
            return Part("state", refusal.sentence.rstrip("。"), refusal.cite, refusal.strength), None
        return None, granted or found[0]

    def _may(self, power: Power) -> Grant:
        assert self.body is not None and self.status is not None  # noqa: S101, PT018  (asked only then)
        return may(self.body, self.status, power, on=self.on, place=self.place, bylaws=self.adopted)

    def _stopped(self) -> Part:
        rule = law_of("bodies/disputed_powers", self.on, self.place, self.adopted)
        words = "换届争议期间印章停用；看守项的付款凭会签办理，不用印"
        cites, strength = (rule.cites, rule.strength) if rule else ("", Strength.POLICY)
        return Part("state", words, cites, strength)

    def _basis(self, left: Grant | None) -> tuple[tuple[str, ...], list[Part]]:
        """The decisions of which one suffices, and the rule."""
        free = self._free()
        if free is not None and self.use in free.items:
            return ("",), [part_of("free", f"{USE_NAMES[self.use]}用印不须另有决定", free)]
        rule = self._rule(f"{self.seal}_basis")
        if rule is None:
            return ("resolution", "decision"), []
        if left is not None and not left.granted:
            words = f"须有业主大会的决定：{left.sentence.rstrip('。')}"
            source = left if left.cite else rule
            return ("resolution",), [Part("basis", words, left.cite or rule.cites, source.strength)]
        words = f"须有{'或者'.join(listed(rule))}，没有的不得用印"
        return rule.items, [part_of("basis", words, rule)]

    def _opinion(self, missing: list[str]) -> tuple[bool, Part | None]:
        """Whether the 环物委 is asked first; never a veto."""
        uses = self._rule("opinion_uses")
        if uses is None or self.use not in uses.items or self.emergency:
            return False, None
        days = self._rule("opinion_days")
        if self.use is Use.PAYMENT:
            above = self._rule("opinion_payment_fen")
            if self.amount is None:
                missing.append("付款金额")
            elif above is not None and self.amount <= above.number:
                return False, None
        wait = f"，{days.number}日内未答的，用印并注明" if days else ""
        return True, part_of("opinion", f"事先征求环物委意见{wait}；不同意见公开，不阻断", uses)

    def _signs(self, missing: list[str]) -> tuple[Answer | None, Part | None]:
        rule = self._rule("committee_signs") if self.seal is SealKind.COMMITTEE else None
        if rule is None:
            return None, None
        heads = self._heads(rule)
        if heads is None:
            missing.append("业主委员会的人数")
        told = f"（{heads}人）" if heads is not None else ""
        return rule, part_of("signs", f"须有超过{share_name(rule.share)}的委员签字{told}", rule)

    def _heads(self, rule: Answer | None) -> int | None:
        """The fewest heads that are more than the share of the size."""
        if rule is None or not self.size:
            return None
        exact = rule.share * self.size
        return exact.numerator // exact.denominator + 1

    def _lender(self) -> tuple[str, Part | None]:
        """Who keeps the seals of a body whose term ran out and hands them out for a lawful use."""
        rule = self._rule("lender") if self.status is Status.EXPIRED else None
        if rule is None:
            return "", None
        who = chosen(rule)
        return who, part_of("lender", f"印章移交以后，由{who}提供使用", rule)

    def _sentence(self, parts: list[Part]) -> str:
        told = (
            part.words + (f"（{part.cites}）" if part.cites and part.cites not in part.words else "") for part in parts
        )
        return f"{SEAL_NAMES[self.seal]}·{USE_NAMES[self.use]}：" + "；".join(told) + "。"
