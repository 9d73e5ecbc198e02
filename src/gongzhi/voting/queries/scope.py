"""Votes of some buildings or stairwells (R15): of where, of which units, on what basis, and what stands in the way."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason
from gongzhi.register.models import RollUnit, Unit
from gongzhi.register.queries import frozen_roll
from gongzhi.register.queries.parts import part_obstacles, units_within
from gongzhi.voting.models import Assembly, Motion, Resolution
from gongzhi.voting.states import ResolutionState
from gongzhi.web.figures import comparison_words
from gongzhi_law import scope as law
from gongzhi_law.params import Answer
from gongzhi_law.voting import Matter


def scope_words(assembly: Assembly) -> str:
    """The buildings and stairwells whose owners vote, as the notice names them; empty for a vote of all owners."""
    return _("、").join(part["name"] for part in assembly.scope)


def addressee(assembly: Assembly) -> str:
    """Whom its papers address: all owners, or those of the part."""
    if assembly.scope:
        return _("%(estate)s%(where)s全体业主") % {"estate": assembly.estate.name, "where": scope_words(assembly)}
    return _("%(estate)s全体业主") % {"estate": assembly.estate.name}


def scope_units(assembly: Assembly) -> list[int]:
    """The units the vote is of, by number: those on the frozen roll of the part; before the notice those there now.

    For a vote of all owners every current unit, as the roll of the whole keeps owners and no single units.
    """
    if assembly.scope and assembly.roll_id:
        rows = RollUnit.objects.filter(estate_id=assembly.estate_id, roll_id=assembly.roll_id)
        return list(rows.order_by("unit_id").values_list("unit_id", flat=True))
    if assembly.scope:
        return list(units_within(assembly.estate, assembly.scope))
    every = Unit.objects.filter(estate_id=assembly.estate_id, removed_on__isnull=True)
    return list(every.order_by("pk").values_list("pk", flat=True))


def matter_refused(assembly: Assembly, matter: str, *, at: datetime) -> Reason | None:
    """Why this part may not decide the matter, or None: elections, rules and the firm are for all owners (民法典278)."""
    if not assembly.scope:
        return None
    rule = law.whole_only(Matter(matter), on=law_day(at), place=assembly.estate.place)
    if rule is None:
        return None
    return Reason(
        _("“%(matter)s”只能由全体业主共同决定，%(where)s的业主不能单独决定。")
        % {"matter": Motion(matter=matter).get_matter_display(), "where": scope_words(assembly)},
        str(rule.cite),
        _("另开一次全体业主的会议"),
        reverse("voting:new_assembly", args=[assembly.estate.code]),
    )


def scope_obstacles(assembly: Assembly, motions: list[Motion], *, at: datetime) -> tuple[list[Reason], list[Reason]]:
    """What refuses the notice of a vote of a part, and what only warns; nothing for a vote of all owners."""
    if not assembly.scope:
        return [], []
    refused = [reason for m in motions if (reason := matter_refused(assembly, m.matter, at=at)) is not None]
    roll = frozen_roll(assembly.estate)
    blocks = refused + (part_obstacles(roll, assembly.scope) if roll is not None else [])
    warns = [_basis(assembly, matter, at) for matter in _uncertain(assembly, motions, at)]
    return blocks, [*warns, *_binding(assembly, motions, at)]


def _uncertain(assembly: Assembly, motions: list[Motion], at: datetime) -> list[Matter]:
    """The matters of these motions that a part may decide, but by a rule that the place's own text does not settle."""
    on, place = law_day(at), assembly.estate.place
    matters = dict.fromkeys(Matter(m.matter) for m in motions)
    if law.local_basis(on=on, place=place) is not None:
        return []
    return [matter for matter in matters if law.whole_only(matter, on=on, place=place) is None]


def _basis(assembly: Assembly, matter: Matter, at: datetime) -> Reason:
    on, place = law_day(at), assembly.estate.place
    rules = law.rules_of(matter, on=on, place=place)
    return Reason(_of_matter(matter, on=on, place=place), str(rules[-1].cites[0]))


def basis_words(matter: Matter, *, on: date, place: str) -> str:
    """By which rules a part of the owners decides this matter here, and what happens where they differ."""
    rules = law.rules_of(matter, on=on, place=place)
    named = [f"{_rule_words(rule)}（{_('、').join(map(str, rule.cites))}）" for rule in rules]
    said = _("；").join(named) + _("。")
    if (lift := law.lift_share(matter, on=on, place=place)) is not None:
        said += _("加装电梯的，当地另写有本单元（栋）业主的%(share)s同意（%(cite)s），请一并核对。") % {
            "share": comparison_words(lift.share, lift.compare),
            "cite": lift.cite,
        }
    if len(rules) > 1:
        return said + _("两种都计算、都公布；结论不同的，以当地主管部门的书面答复为准。")
    if law.local_basis(on=on, place=place) is not None:
        return said
    return said + _("民法典没有写部分业主怎样决定，当地规定尚未录入，请先向街道或者主管部门核实。")


def _rule_words(rule: law.ScopeRule) -> str:
    if rule.rule is law.Rule.PARTICIPANTS:
        return _("按民法典第278条的比例在范围内计算")
    share = rule.tests[0].rule
    return _("要有范围内全体业主的%(share)s同意") % {"share": comparison_words(share.share, share.compare)}


def _of_matter(matter: Matter, *, on: date, place: str) -> str:
    name = Motion(matter=str(matter)).get_matter_display()
    return _("%(matter)s：%(basis)s") % {"matter": name, "basis": basis_words(matter, on=on, place=place)}


def _binding(assembly: Assembly, motions: list[Motion], at: datetime) -> list[Reason]:
    """What all owners decided on the same matters and still binds: the part may not decide against it."""
    rows = Resolution.objects.filter(
        estate_id=assembly.estate_id,
        state=ResolutionState.EFFECTIVE,
        motion__matter__in={m.matter for m in motions},
        motion__assembly__scope=[],
    ).select_related("motion", "option")
    rule = law.no_conflict(on=law_day(at), place=assembly.estate.place)
    return [
        Reason(
            _("全体业主已经决定“%(what)s”，范围内的决定不得与它相抵触。") % {"what": row.words},
            str(rule.cite),
            _("看那项决定"),
            reverse("voting:resolution", args=[assembly.estate.code, row.motion.assembly.serial, row.pk]),
        )
        for row in rows.select_related("motion__assembly").order_by("decided_on", "pk")
    ]


def scope_answers(assembly: Assembly, motions: list[Motion], *, on: date) -> dict[str, Answer]:
    """The parameters on which the notice of a vote of a part rests beyond those of every vote, by name."""
    if not assembly.scope:
        return {}
    place = assembly.estate.place
    rules = [rule for m in motions for rule in law.rules_of(Matter(m.matter), on=on, place=place)]
    found = [a for rule in rules for a in (*rule.basis, *(test.rule for test in rule.tests))]
    return {answer.name: answer for answer in (*found, law.no_conflict(on=on, place=place))}


def basis_rows(assembly: Assembly, motions: list[Motion], *, at: datetime) -> list[tuple[str, str]]:
    """What the notice says of a vote of a part: of where, how many owners and how much area, on what basis."""
    roll = assembly.roll
    if not assembly.scope:
        return []
    on, place = law_day(at), assembly.estate.place
    where = scope_words(assembly)
    if roll is not None:
        where = _(
            "%(where)s：专有部分 %(units)s 个，业主 %(heads)s 人，面积 %(area)s㎡。人数和面积都只算范围内的。"
        ) % {
            "where": where,
            "units": roll.units,
            "heads": roll.heads,
            "area": f"{(roll.area or 0) // 100}.{(roll.area or 0) % 100:02d}",
        }
    matters = dict.fromkeys(Matter(m.matter) for m in motions)
    said = [
        _of_matter(matter, on=on, place=place)
        for matter in matters
        if law.whole_only(matter, on=on, place=place) is None
    ]
    against = law.no_conflict(on=on, place=place)
    said.append(_("不得与全体业主的决定相抵触（%(cite)s）。") % {"cite": against.cite})
    return [(_("表决的范围"), where), (_("部分业主表决的依据"), "".join(said))]
