"""A year of residents' issues in the demonstration: some forty told whole, the many around them."""

import random
from datetime import date, timedelta
from typing import Any

from gongzhi.config.demo import issues_paths as paths
from gongzhi.config.demo import issues_talks as talks
from gongzhi.config.demo import issues_whistles as whistles
from gongzhi.config.demo.bodies_formation import INTERIM
from gongzhi.config.demo.bodies_offices import DISPUTED, EXPIRED
from gongzhi.config.demo.estates import Say
from gongzhi.config.demo.issues_desk import Desk
from gongzhi.config.demo.issues_forces import load_forces
from gongzhi.config.demo.issues_many import tell_many
from gongzhi.config.demo.issues_wall import wall
from gongzhi.config.demo.meetings_sitting import hour
from gongzhi.config.demo.meetings_words import MAIN
from gongzhi.config.demo.table import Table
from gongzhi.issues.actions.dismiss_signal import dismiss_signal
from gongzhi.issues.actions.escalate_call import escalate_all
from gongzhi.issues.queries.signals import signals_of
from gongzhi.kernel.clock import law_day

FORCES_SINCE = 380
# Story, estate, days ago, hour of the day, and how it is told.
WHOLE: tuple[tuple[Any, str, int, float, dict[str, Any]], ...] = (
    (whistles.leak_at_night, MAIN, 120, 23.7, {}),
    (whistles.leak_at_night, INTERIM, 18, 2.2, {}),
    (whistles.leak_at_night, EXPIRED, 0, 2.2, {}),
    (whistles.fire_lane, MAIN, 210, 9, {}),
    (whistles.fire_lane, EXPIRED, 95, 10, {}),
    (whistles.fire_lane, DISPUTED, 3, 9, {"ends": False}),
    (whistles.nobody_came, MAIN, 16, 14, {}),
    (whistles.party_members, MAIN, 6, 8, {}),
    (whistles.by_the_grid, INTERIM, 60, 11, {}),
    (whistles.by_the_grid, MAIN, 150, 16, {}),
    *((paths.with_photographs, MAIN, ago, 9.5, {}) for ago in (200, 90, 25)),
    (paths.with_photographs, EXPIRED, 45, 15, {}),
    *((paths.reopened, name, ago, 18, {}) for name, ago in ((MAIN, 170), (INTERIM, 80), (DISPUTED, 30), (MAIN, 5))),
    (paths.handed_back, MAIN, 110, 10, {}),
    (paths.handed_back, INTERIM, 11, 10, {}),
    (paths.supervised, MAIN, 140, 9, {}),
    (paths.supervised, EXPIRED, 60, 9, {}),
    (paths.supervised, INTERIM, 20, 9, {"ends": False}),
    *((paths.merged, MAIN, ago, 8, {}) for ago in (260, 130)),
    (paths.merged, MAIN, 2, 8, {"ends": False}),
    (paths.explained, MAIN, 190, 11, {}),
    (paths.explained, EXPIRED, 150, 11, {}),
    (paths.explained, DISPUTED, 50, 11, {"matter": "facilities_legacy"}),
    *((paths.asked_again, MAIN, ago, 20, {}) for ago in (220, 160, 100)),
    (paths.asked_again, INTERIM, 70, 20, {}),
    (paths.asked_again, MAIN, 48, 20, {"holds": False}),
    (paths.raised, MAIN, 180, 10, {}),
    (paths.raised, EXPIRED, 75, 10, {}),
    (paths.raised, MAIN, 8, 10, {"ends": False}),
    (paths.to_residents, MAIN, 115, 20, {}),
    (paths.to_residents, INTERIM, 35, 20, {}),
)


def open_desk(table: Table) -> Desk:
    """The desk with its forces registered, and dice that fall the same at every run."""
    since = hour(law_day(table.now) - timedelta(days=FORCES_SINCE), 9)
    forces = load_forces(table, since=since)
    dice = random.Random(311)  # noqa: S311  (invented complaints, the same at every run)
    return Desk(table, forces, dice, list(table.main.buildings.order_by("pk")))


def load_issues(desk: Desk, say: Say, *, table_by: date, many: int) -> None:
    """Tells everything in the order of time; the wall is tabled on `table_by`."""
    say("居民反映的问题……")
    on = law_day(desk.table.now)
    for story, name, ago, at, how in WHOLE:
        start = hour(on - timedelta(days=ago), at)
        desk.tell(story(desk, desk.table.estates[name], start, **how), start)
    start = hour(table_by - timedelta(days=25), 8)
    desk.tell(wall(desk, start, table_by), start)
    for teller, ago in (
        (talks.mediations, 240),
        (talks.mediation_due, 20),
        (talks.visits, 90),
        (talks.letter_answered, 100),
        (talks.letter_unanswered, 85),
        (talks.letters_more, 65),
        (talks.gathering_ahead, 2),
    ):
        start = hour(on - timedelta(days=ago), 10)
        desk.tell(teller(desk, start), start)
    for form, title, ago, outcome in talks.GATHERINGS:
        start = hour(on - timedelta(days=ago), 9)
        desk.tell(talks.gathering(desk, form, title, outcome, start), start)
    tell_many(desk, many=many)
    desk.run()
    escalate_all(at=desk.table.now)
    for one in signals_of(desk.table.main, desk.table.now)[:1]:
        why = "已在联席会议上通报过，不再另立。"
        dismiss_signal(estate=desk.table.main, key=one.key, reason=why, by=desk.table.worker, at=desk.table.now)
