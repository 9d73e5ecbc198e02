"""An announcement counts as delivery only where it can last its days; the refusal to change a noticed draft cites the law."""

from datetime import timedelta

import pytest

from gongzhi.kernel.errors import Refused
from gongzhi.places.models import Estate
from gongzhi.voting.actions.lock_draft import lock_draft
from gongzhi.voting.actions.record_delivery import record_delivery
from gongzhi.voting.models import Delivery
from gongzhi.voting.tests import made

pytestmark = pytest.mark.django_db


def test_an_announcement_lasts_its_days_where_the_place_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    story = made.noticed(made.reported(made.drafted(made.frozen(made.housed(made.estate(), 2)))))
    first, second = (elector.pk for elector in story.electors)
    closes = story.assembly.closes_at
    assert closes is not None
    asked = {"assembly": story.assembly, "way": "announced", "by": story.committee[0]}
    record_delivery(**asked, elector_id=first, at=closes - timedelta(days=6))
    monkeypatch.setattr(Estate, "place", "330902")
    with pytest.raises(Refused, match="公告期限不少于7日，距表决截止只有6日"):
        record_delivery(**asked, elector_id=second, at=closes - timedelta(days=6))
    record_delivery(**asked, elector_id=second, at=closes - timedelta(days=7))
    assert Delivery.objects.filter(assembly=story.assembly, way="announced").count() == 2


def test_what_was_not_announced_is_not_voted_on_by_the_text_of_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    story = made.noticed(made.reported(made.drafted(made.frozen(made.housed(made.estate(), 2)))))
    monkeypatch.setattr(Estate, "place", "110105")
    with pytest.raises(Refused) as refused:
        lock_draft(story.assembly, by=story.committee[0], at=story.now)
    assert refused.value.reasons[0].cite == "《北京市物业管理条例》第35条第5款"
