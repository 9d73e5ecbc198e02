"""What other rooms ask of a resolution: effect, orders, the ground it stands on, objections left unanswered (R2)."""

from datetime import timedelta

import pytest

from gongzhi.voting.actions.raise_objection import raise_objection
from gongzhi.voting.actions.record_order import record_order
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries import in_effect, stops_payment
from gongzhi.voting.tests import made

pytestmark = pytest.mark.django_db
MARKS = {1: "Y", 2: "N", 3: "B", 4: "A", 5: "Y"}


def decided(*, objecting: bool = False) -> made.Made:
    """Five of six vote to dismiss the firm and for candidate A; the result is signed."""
    story = made.counted(made.all_cast(made.voting(), [MARKS] * 5))
    if objecting:
        elector = story.electors[0]
        raise_objection(
            assembly=story.assembly,
            elector=elector,
            text="请说明送达情况",
            by=made.Person.objects.get(pk=made.claim_of(elector).person_id),
            at=story.now + timedelta(hours=1),
        )
    return made.signed(story)


def of(number: int, letter: str = "") -> Resolution:
    rows = Resolution.objects.select_related("motion", "option").filter(motion__number=number)
    return rows.get(option__letter=letter) if letter else rows.get()


def order(story: made.Made, resolution: Resolution, kind: str) -> None:
    record_order(
        resolution=resolution,
        kind=kind,
        issuer="武侯区人民法院",
        document_number="（2026）川0107民初1号",
        text="保全期间暂停执行",
        file_name="裁定.pdf",
        content=b"%PDF-1.7 order",
        content_type="application/pdf",
        by=story.street,
        at=story.now,
    )


def test_passed_and_counting_are_two_things() -> None:
    decided()
    assert (of(5).passed, of(5).in_effect, in_effect(of(5))) == (True, False, False)
    assert in_effect(of(3, "B"))
    assert in_effect(of(4, "A"))
    assert stops_payment(of(4, "A"), at=of(4, "A").motion.assembly.counted_at) is None


def test_what_is_suspended_pays_nothing_until_it_is_lifted_and_nor_does_what_rests_on_it() -> None:
    story = decided()
    order(story, of(3, "B"), "suspend")
    assert not in_effect(of(3, "B"))
    assert "暂停执行" in stops_payment(of(3, "B"), at=story.now).text
    assert "解聘" in stops_payment(of(4, "A"), at=story.now).text
    assert stops_payment(of(1), at=story.now) is None
    order(story, of(3, "B"), "lift")
    assert stops_payment(of(4, "A"), at=story.now) is None


def test_an_objection_nobody_answered_stops_payment_and_not_the_effect() -> None:
    story = decided(objecting=True)
    later = story.now + timedelta(days=30)
    assert in_effect(of(1))
    assert "没有书面答复" in stops_payment(of(1), at=later).text
