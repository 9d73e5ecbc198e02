"""The name of a body as every page writes it: with 代行 or 届满看守 where it acts in another's place, and its state."""

from typing import Any

from django import template

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.standings import Standing, standing
from gongzhi.kernel.clock import law_day

register = template.Library()


@register.simple_tag(takes_context=True)
def standing_of(context: template.Context, body: Body, given: Any = None) -> Standing:
    """How the body stands: the one given (`standing`, lists read them at once), else read for the day of the request."""
    if isinstance(given, Standing) and given.body.pk == body.pk:
        return given
    return standing(body, on=law_day(context["request"].at))
