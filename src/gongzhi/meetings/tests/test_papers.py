"""What an act of meetings keeps of a photograph: the picture, and nothing of where, when and by whom it was taken."""

from datetime import timedelta

import pytest

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tests.photo_samples import SECRETS, told
from gongzhi.kernel.errors import BadInput
from gongzhi.meetings.actions import keep_paper as keeping
from gongzhi.meetings.actions.amend_topic import amend_topic
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.meetings.actions.propose_topic import propose_topic
from gongzhi.meetings.actions.report_progress import report_progress
from gongzhi.meetings.tests.held import agreed, sat
from gongzhi.meetings.tests.made import Table

PLACES = ("JPEG", "PNG", "HEIF")


def plain(stored: StoredFile | None) -> bytes:
    """The bytes that were kept, once they are known to tell nothing."""
    assert stored is not None
    kept = file_content(stored)
    assert not any(secret in kept for secret in SECRETS)
    assert (stored.content_type, kept[:2]) == ("image/jpeg", b"\xff\xd8")
    return kept


@pytest.mark.clause("B2.5")
@pytest.mark.parametrize("form", PLACES)
def test_a_photograph_is_kept_without_its_metadata_by_estates_and_communities(here: Table, form: str) -> None:
    given = {"file_name": "现场.jpg", "content": told(form), "at": here.at}
    assert any(secret in told(form) for secret in SECRETS)
    assert plain(keep_paper(here.estates[0], **given)) == plain(keep_paper(here.division, **given))


@pytest.mark.clause("B2.4", "B2.8")
def test_the_photographs_of_topics_and_of_items_tell_nothing(here: Table) -> None:
    shot = {"file_name": "车库.jpg", "content": told("JPEG")}
    asked = {"business": "disputes", "title": "车库漏水", "words": "雨后积水。"}
    topic = propose_topic(division=here.division, about=here.estates[0], **asked, **shot, by=here.chair, at=here.at)
    plain(StoredFile.objects.get(pk=topic.file_id))
    topic = judge_topic(topic=topic, accept=False, reason="请补一张照片", by=here.secretary, at=here.at)
    shot = {"file_name": "二.png", "content": told("PNG")}
    topic = amend_topic(topic=topic, **asked, **shot, by=here.chair, at=here.at)
    plain(StoredFile.objects.get(pk=topic.file_id))
    item = agreed(here, sat(here), about=here.estates[0], due_on=here.at.date() + timedelta(days=14))
    step = report_progress(item=item, words="已派工", **shot, by=here.manager, at=here.at)
    plain(StoredFile.objects.get(pk=step.file_id))


def test_a_paper_is_a_pdf_or_a_photograph_that_opens_and_is_not_too_large(
    here: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"file_name": "", "at": here.at}
    assert keep_paper(here.division, content=b"", **asked) is None
    stored = keep_paper(here.division, content=b"%PDF-1.4 x", **asked)
    assert stored is not None
    assert (stored.content_type, stored.personal, stored.name) == ("application/pdf", True, "附件")
    monkeypatch.setattr(keeping, "LARGEST", 400)
    for content in (b"MZ\x90 program", told("JPEG")[:300], b"%PDF-" + b"x" * 400):
        with pytest.raises(BadInput) as why:
            keep_paper(here.division, content=content, **asked)
        assert set(why.value.fields) == {"file"}
