"""Bring a request to the state in which it stands: asked, waiting for signatures, ready; part of the acts on it."""

from datetime import datetime

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.states import check_move
from gongzhi.seals.models import SealRequest
from gongzhi.seals.queries.requests import standing_of
from gongzhi.seals.states import USE_MOVES, UseState


def settle_request(request: SealRequest, *, at: datetime) -> SealRequest:
    """Moves a locked request on, if its opinion was given or its period is over, and enough members signed."""
    state = standing_of(request, on=law_day(at))
    if state != request.state:
        check_move(USE_MOVES, UseState(request.state), state)
        request.state = state
        request.save(update_fields=["state"])
    return request
