"""What the sign-in and capacity pages ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.people.actions.grant_capacity import GRANTABLE
from gongzhi.people.models import Capacity
from gongzhi.web.forms import GzForm, PhoneField


class PhoneForm(GzForm):
    """Which number the code goes to."""

    number = PhoneField(label=_("手机号"))


class CodeForm(GzForm):
    """The code that arrived."""

    code = forms.CharField(label=_("验证码"), max_length=12)


class CapacityForm(GzForm):
    """Whom to grant what, on which filing."""

    kind = forms.ChoiceField(label=_("身份"), choices=[(k, Capacity.Kind(k).label) for k in GRANTABLE])
    name = forms.CharField(label=_("姓名"), max_length=40)
    number = PhoneField(label=_("手机号"))
    filing_number = forms.CharField(label=_("备案文号"), max_length=60)
