"""An estate of two stairwells and a vote of one of them: what tests of votes of a part start from (R15)."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Building
from gongzhi.register.actions.owner_rows import owner_row
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.models import Elector, Holding, Owner, RollEntry, Unit
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.actions.limit_assembly import limit_assembly
from gongzhi.voting.actions.settle_rule import settle_rule
from gongzhi.voting.models import Matter, RuleAnswer
from gongzhi.voting.tests import made
from gongzhi.voting.tests.made import Made

STAIR = ("3幢", "2单元")
FLATS = 10  # of 100㎡ each in every stairwell; the last two of each are the developer's, unsold
AREA = 100_00


def homes(*, at: object = made.START) -> Made:
    """3幢 with two stairwells of ten flats: 张伟 has a flat in each, the developer the last two of each."""
    story = made.estate(at=at)
    with transaction.atomic():
        building = Building.objects.create(estate=story.estate, name="3幢")
        for stair in ("1单元", "2单元"):
            for n in range(FLATS):
                _flat(story, building, stair, n)
        rebuild_electors(estate=story.estate, by="system", at=story.now)
    return story


def _flat(story: Made, building: Building, stair: str, n: int) -> None:
    room = f"{n + 1:02d}01"
    unsold = n >= FLATS - 2
    unit = Unit.objects.create(
        estate=story.estate,
        building=building,
        stair=stair,
        floor=str(n + 1),
        room=room,
        door=f"3幢{stair}{room}",
        kind="住宅",
        area=AREA,
        status="未售" if unsold else "已售",
    )
    owner = _owner(story, stair, n, unsold)
    Holding.objects.create(estate=story.estate, unit=unit, owner=owner, from_on=law_day(story.now))


def _owner(story: Made, stair: str, n: int, unsold: bool) -> Owner:
    """The developer for what is unsold, 张伟 for the first flat of either stairwell, else someone of their own."""
    if unsold or n == 0:
        document = "91510100MA000000XX" if unsold else "510107198001010011"
        kind = Owner.Kind.DEVELOPER if unsold else Owner.Kind.NATURAL
        name, phone = ("锦天置业有限公司", "13900019999") if unsold else ("张伟", "13800010000")
    else:
        kind, document = Owner.Kind.NATURAL, ""
        name, phone = f"业主{stair}{n}", f"138{stair[0]}{n:03d}0000"
    held = next((o for o in Owner.objects.filter(estate=story.estate) if o.shown_name() == name), None)
    if held is not None:
        return held
    owner = owner_row(story.estate.pk, kind=kind, name=name, document=document, phone=phone)
    owner.save()
    return owner


def drafted(story: Made, matter: str = Matter.REPAIR_FUND_USE, *, parts: Sequence[tuple[str, str]] = (STAIR,)) -> Made:
    """A draft limited to these parts with one motion."""
    by, at = story.committee[0], story.now
    story.assembly = draft_assembly(
        estate=story.estate, title="3幢2单元电梯维修", purpose="曳引轮磨损超标，需要更换。", by=by, at=at
    )
    story.assembly = limit_assembly(assembly=story.assembly, parts=parts, by=by, at=at)
    add_motion(
        assembly=story.assembly,
        matter=matter,
        title="使用维修资金更换曳引轮",
        text="预算三万八千元，从3幢2单元分户账列支。",
        by=by,
        at=at,
    )
    return story


def noticed(matter: str = Matter.REPAIR_FUND_USE) -> Made:
    """The vote of 3幢2单元 has been noticed; its electors are those of its own roll, in the order of their doors."""
    story = made.noticed(made.reported(drafted(made.frozen(homes()), matter)))
    rows = RollEntry.objects.filter(roll=story.assembly.roll).order_by("line").select_related("elector")
    story.electors = [row.elector for row in rows]
    return story


def counted(marks: str, matter: str = Matter.REPAIR_FUND_USE) -> Made:
    """The nine electors vote as `marks` say ("Y", "N", "S", "-" stays away) in the order of the roll; two tellers count."""
    story = noticed(matter)
    story.now = story.assembly.opens_at
    for elector, mark in zip(story.electors, marks, strict=False):
        if mark != "-":
            made.cast(story, elector, {1: mark})
    return made.counted(story)


def settled(story: Made, rule: str, **changed: object) -> RuleAnswer:
    """The convener brings the street's written answer."""
    given: Mapping[str, object] = {
        "assembly": story.assembly,
        "rule": rule,
        "issuer": "武侯区住房建设和交通运输局",
        "document_number": "武住建函〔2026〕77号",
        "text": "列支范围内业主表决，按民法典第278条的比例审核。",
        "file_name": "答复.pdf",
        "content": b"%PDF-1.7 answer",
        "content_type": "application/pdf",
        "by": story.committee[0],
        "at": story.now,
    }
    return settle_rule(**{**given, **changed})


def developer(story: Made) -> Elector:
    """The elector that stands for what is unsold."""
    return Elector.objects.get(estate=story.estate, kind=Owner.Kind.DEVELOPER, ended_on__isnull=True)
