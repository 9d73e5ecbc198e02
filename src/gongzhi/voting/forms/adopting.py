"""When adopted rules begin, and the values they settle."""

from django.utils.translation import gettext_lazy as _

from gongzhi.norms.forms.rules import ValuesForm
from gongzhi.web.forms import DayField


class AdoptForm(ValuesForm):
    """The first day of the rules and every value with its sentence."""

    effective_on = DayField(label=_("哪一天起施行"))
