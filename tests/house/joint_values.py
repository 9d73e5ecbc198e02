"""What stands in the addresses of a community's sittings: rows of the estate's community."""

from datetime import timedelta
from typing import Any

from gongzhi.bodies.models import Appointment
from gongzhi.documents.actions.store_photo import store_photo
from gongzhi.documents.tests.photo_samples import saved
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.models import Entry
from gongzhi.meetings.models import Attendee, Delivery, Mandate, Served, Sitting, Topic
from gongzhi.voting.tests.made import Made


def joint_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter: a sitting with notice, code, photograph, a member called, a topic with a file."""
    estate, at = made.estate, made.now
    entry = Entry.objects.order_by("pk").first()
    assert entry is not None
    own = {"division": estate.community, "entry": entry.pk}
    photo = store_photo(division=estate.community_id, name="现场.jpg", content=saved("JPEG"), personal=True, at=at)
    sitting = Sitting.objects.create(
        kind="joint",
        title="三方联席会议",
        form="onsite",
        why="临时召开",
        begins_at=at + timedelta(days=3),
        place="居委会",
        state="noticed",
        prepared_by="p0",
        convener_id=made.worker.pk,
        noticed_at=at,
        sign_in=f"code-{estate.pk}",
        photo_id=photo.pk,
        **own,
    )
    Served.objects.create(division=estate.community, sitting=sitting, about=estate)
    member = Attendee.objects.create(
        sitting=sitting, about=estate, side="owners", person_id=made.committee[1].pk, seat=1, office="委员", **own
    )
    notice = Delivery.objects.create(sitting=sitting, side="residents", sent_at=at, **own)
    topic = Topic.objects.create(
        about=estate,
        side="owners",
        business="disputes",
        title="车库漏水",
        words="查排水",
        file_id=photo.pk,
        proposer_id=made.committee[0].pk,
        proposed_at=at,
        **own,
    )
    mandate = Mandate.objects.create(
        giver_id=made.worker.pk,
        giver_seat=1,
        person_id=made.committee[0].pk,
        seat=Appointment.objects.filter(person_id=made.committee[0].pk).order_by("pk").first().pk,
        standing="member",
        basis="会议",
        from_on=law_day(at),
        until_on=law_day(at) + timedelta(days=30),
        **own,
    )
    return {
        "sitting_id": sitting.pk,
        "attendee_id": member.pk,
        "notice_id": notice.pk,
        "topic_id": topic.pk,
        "mandate_id": mandate.pk,
        "sign_in": sitting.sign_in,
        "street_division": estate.community.parent_id,
    }
