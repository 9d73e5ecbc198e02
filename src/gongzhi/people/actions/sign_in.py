"""Sign in by a code sent to one's phone; the first time makes the person known."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Code, Person
from gongzhi.people.queries import phone_index

SIGNED_IN = journal.event("people.person.signed_in", code=Fact.NUMBER)


@act
def sign_in(*, number: str, code: Code, at: datetime) -> Person:
    """Uses up the checked code and returns the person of this phone number."""
    if not Code.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=at):
        raise Refused(_("这个验证码已经用过，请重新获取。"))
    person = Person.objects.filter(phone_index=phone_index(number)).first() or know_person(
        name="", number=number, at=at
    )
    journal.record(SIGNED_IN, ref=f"code:{code.pk}", by=keys.pseudonym(None, person.pk), at=at, code=code.pk)
    return person
