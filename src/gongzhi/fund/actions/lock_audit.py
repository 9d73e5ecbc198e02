"""Hold one audit for the act that writes in it."""

from gongzhi.fund.models import Audit


def lock_audit(audit: Audit) -> Audit:
    """The audit as it stands now, held until the act ends."""
    held = Audit.objects.select_for_update(of=("self",)).select_related("body").get(estate=audit.estate, pk=audit.pk)
    held.estate = audit.estate
    return held
