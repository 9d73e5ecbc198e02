"""Lock a gathering for the length of an act, whose places are told by the number that signed up."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.models import Gathering
from gongzhi.kernel import keys, outbox
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.actions.send_code import subject_index
from gongzhi.people.models import Code, Person
from gongzhi.people.queries import normal_phone


def lock_gathering(gathering: Gathering) -> Gathering:
    """The gathering as it is now, locked until the act ends, with its estate."""
    rows = Gathering.objects.select_for_update(of=("self",)).select_related("estate__community")
    found: Gathering = rows.get(pk=gathering.pk)
    return found


def sign_up_subject(gathering: Gathering, number: str) -> str:
    """What the code of a sign-up is bound to: the gathering and the number given."""
    return f"gathering:{gathering.estate_id}:{gathering.pk}:{normal_phone(number)}"


def whoever_came(gathering: Gathering, number: str, code: Code | None, by: Person | None, *, at: datetime) -> Person:
    """The person signed in, or whoever holds the phone of a checked code; refuses a used code and one of another number."""
    if code is None:
        if by is None:
            raise BadInput(_("请用手机验证码办理，不用注册。"), {"number": _("请填手机号")})
        return by
    if bytes(code.subject) != subject_index(sign_up_subject(gathering, number)):
        raise Refused(_("验证码和手机号对不上，请重新获取。"))
    if not Code.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=at):
        raise Refused(_("这个验证码已经用过，请重新获取。"))
    return know_person(name="", number=number, at=at)


def tell_signed_up(gathering: Gathering, words: str, *, kind: str, at: datetime) -> int:
    """A message to everyone who signed up and did not give up; returns how many."""
    people = gathering.sign_ups.filter(cancelled_at__isnull=True).values_list("person_id", flat=True)
    told = 0
    for person in Person.objects.filter(pk__in=list(people)).order_by("pk"):
        number = person.number()
        outbox.put(channel="sms", kind=kind, address=number, text=words, at=at, estate_id=gathering.estate_id)
        told += 1
    return told


def comes_as(gathering: Gathering, person: Person) -> str:
    """The name of whoever signs up in the public journal, for this one gathering: it joins them to nothing else."""
    return keys.alias(gathering.estate_id, f"gathering {gathering.pk}", person.pk)
