"""Where else one can go from the bodies of an estate or a division: what is kept up around them."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.views.overview_division import links_of
from gongzhi.people.queries import holds
from gongzhi.places.models import Division, Estate

register = template.Library()


@register.simple_tag(takes_context=True)
def around(context: template.Context, here: Estate | Division) -> list[dict[str, str]]:
    """The pages around the bodies of `here` that this person may open, as {label, url}."""
    request = context["request"]
    if isinstance(here, Division):
        may = any(access.holds_in(request.person, kind, None, here, at=request.at) for kind in access.OVERSEERS)
        return links_of(here) if may else []
    names = [
        ("bodies:four_ones", _("四有一化")),
        ("bodies:party", _("党组织覆盖")),
        ("bodies:micro_grids", _("微网格")),
        ("bodies:engagements", _("聘请和服务")),
        ("bodies:quality", _("义务质量总监")),
    ]
    if any(holds(request.person, kind, here, at=request.at) for kind in access.UPKEEPERS):
        names.append(("bodies:services", _("下沉党员干部")))
    found = [{"label": label, "url": reverse(name, args=[here.code])} for name, label in names]
    return [*found, {"label": _("谁在管（公开页）"), "url": reverse("bodies:who", args=[here.code])}]
