"""Take a previewed roster into the register, whole or not at all."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access, queries
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.actions.roster_owners import RosterOwners, by_name
from gongzhi.register.actions.roster_units import RosterUnits
from gongzhi.register.models import Merge, RosterImport
from gongzhi.register.queries.imports import Reading, read_import, registered_units
from gongzhi.register.queries.whole import holders_of, owners_of
from gongzhi.register.roster.heads import name_key
from gongzhi.register.roster.units import RosterPreview
from gongzhi.register.states import IMPORT_MOVES, ImportState, RollState

APPLIED = journal.event(
    "register.roster.applied",
    roster=Fact.NUMBER,
    added=Fact.NUMBER,
    changed=Fact.NUMBER,
    removed=Fact.NUMBER,
    unchanged=Fact.NUMBER,
    merges=Fact.NUMBER,
)


@act
def apply_roster(*, roster: RosterImport, by: Person, at: datetime) -> RosterImport:
    """Writes buildings, units, owners, holdings, merge proposals and electors of one roster in one transaction.

    Units the roster lacks get `removed_on`, their holdings end; rows that do not differ are not touched.
    Refuses anyone
    but the keepers, a roster with a blocking doubt, a roll under public check, and the person who previewed
    it where
    two are needed: once a roll was opened, or where a number the register knows would be replaced.
    """
    estate = Estate.objects.select_for_update().get(pk=roster.estate_id)
    roster = RosterImport.objects.select_for_update(of=("self",)).select_related("estate").get(pk=roster.pk)
    access.require_keeper(by, estate, at=at)
    check_move(IMPORT_MOVES, ImportState(roster.state), ImportState.APPLIED)
    actor = keys.pseudonym(estate.pk, by.pk)
    reading = read_import(roster)
    if reasons := reasons_against(roster, reading, actor):
        raise Refused(*reasons)
    owners = RosterOwners(estate, reading.roster.units)
    units = RosterUnits(estate, owners, on=law_day(at))
    units.take(reading.difference)
    merges = _propose_merges(estate, reading.roster)
    rebuild_electors(estate=estate, by=actor, at=at)
    roster.state, roster.applied_at = ImportState.APPLIED, at
    roster.save(update_fields=["state", "applied_at"])
    found = reading.difference
    journal.record(
        APPLIED,
        ref=f"roster:{roster.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        roster=roster.pk,
        added=len(found.added),
        changed=len(found.changed),
        removed=len(found.removed),
        unchanged=found.unchanged,
        merges=merges,
    )
    return roster


def reasons_against(roster: RosterImport, reading: Reading, actor: str) -> list[Reason]:
    """What stands in the way of applying this import as `actor`; empty when nothing does."""
    reasons, code = [], roster.estate.code
    if reading.roster.is_blocked:
        words = _("清册里有 %(count)s 处必须先改好，整份都没有入册。") % {"count": reading.blocks}
        reasons.append(
            Reason(
                words,
                remedy=_("看是哪几行"),
                remedy_url=f"/desk/e/{code}/roster/{roster.pk}/#problems",
            )
        )
    preparing = queries.roll_in_preparation(roster.estate)
    if preparing and preparing.state == RollState.CHECKING:
        reasons.append(
            Reason(
                _("名册正在公示核对，不能整批改动。"),
                cite="《业主大会和业主委员会指导规则》第25条",
                remedy=_("逐条提出更正，由第二人核准"),
                remedy_url=f"/desk/e/{code}/corrections/",
            )
        )
    two = queries.roll_was_opened(roster.estate) or reading.changes_numbers
    if two and roster.by == actor:
        reasons.append(
            Reason(
                _("这次入册会改动已核对过的名册或者业主的登记电话，须由第二人入册。"),
                remedy=_("请另一位社区工作人员或者业委会委员打开本页，点“入册”"),
            )
        )
    return reasons


def _propose_merges(estate: Estate, roster: RosterPreview) -> int:
    """Keeps every pair of owners that may be one person as a proposal.

    A pair decided before is not asked again.
    """
    if not roster.merge_proposals:
        return 0
    units = registered_units(estate)
    owners, held = owners_of(estate), holders_of(estate)
    known = {frozenset(p) for p in Merge.objects.filter(estate=estate).values_list("left_id", "right_id")}
    fresh: list[Merge] = []
    for proposal in roster.merge_proposals:
        behind = [held[units[roster.units[index].key].pk] for index in proposal.units]
        found = [by_name(owners[pk] for pk in group) for group in behind]
        for name in map(name_key, proposal.owners):
            group = {o.pk: o for names in found if (o := names.get(name))}
            ordered = sorted(group.values(), key=lambda o: (o.document_index is None, o.pk))
            for other in ordered[1:]:
                pair = frozenset({ordered[0].pk, other.pk})
                if pair not in known:
                    known.add(pair)
                    fresh.append(Merge(estate=estate, left=ordered[0], right=other))
    Merge.objects.bulk_create(fresh)
    return len(fresh)
