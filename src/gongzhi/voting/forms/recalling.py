"""Which decision of the owners a recall is carried out on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.places.models import Estate
from gongzhi.voting.models import Matter, Resolution
from gongzhi.web.forms import GzForm


class RecallForm(GzForm):
    """The resolution, and how the member was heard where nobody answered."""

    resolution = forms.ModelChoiceField(label=_("业主大会的哪一项决定"), queryset=Resolution.objects.none())
    heard = forms.CharField(label=_("怎样听取本人申辩（本人没有申辩时填）"), max_length=120, required=False)

    def __init__(self, *args: object, estate: Estate, **options: object) -> None:
        super().__init__(*args, **options)
        rows = Resolution.objects.filter(estate=estate, motion__matter=Matter.COMMITTEE_ELECTION)
        self.fields["resolution"].queryset = rows.select_related("motion", "option").order_by("-pk")
        self.fields["resolution"].label_from_instance = lambda row: row.words
