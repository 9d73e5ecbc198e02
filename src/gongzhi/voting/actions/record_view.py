"""Record that an elector opened the notice: a proof of delivery."""

from datetime import datetime

from gongzhi.kernel.acts import act
from gongzhi.voting import sealing
from gongzhi.voting.models import Assembly, Delivery


@act
def record_view(*, assembly: Assembly, elector_id: int, at: datetime) -> Delivery:
    """Puts the first opening into the delivery register (R29); later ones change nothing."""
    row, _made = Delivery.objects.get_or_create(
        estate_id=assembly.estate_id,
        assembly=assembly,
        elector_id=elector_id,
        way=Delivery.Way.VIEW,
        defaults={"at": at, "by": sealing.elector_pseudonym(assembly.estate_id, elector_id)},
    )
    return row
