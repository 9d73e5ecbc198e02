"""What an owner may still ask of a court once a decision is made."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.voting.models import Assembly
from gongzhi_law.citation import Cite
from gongzhi_law.params import lookup


@dataclass(frozen=True, slots=True)
class Court:
    """That a court may be asked to revoke a decision, for how long, and where that is written."""

    text: str
    cite: Cite


def court_words(assembly: Assembly, *, at: datetime) -> Court:
    """How long an owner may ask the court (民法典第280条第2款; 解释第12条)."""
    rule = lookup("clocks/revocation_years", on=law_day(at), place=assembly.estate.place)
    words = _("认为决定侵害您合法权益的，可以自知道之日起 %(n)s 年内请求人民法院撤销。") % {"n": rule.number}
    return Court(words, rule.cite)
