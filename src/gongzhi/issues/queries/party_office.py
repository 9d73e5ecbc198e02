"""Who sits in a community's party organisation: whom reports and escalations reach."""

from datetime import date

from django.db.models import Q

from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.states import BodyState
from gongzhi.people.models import Person
from gongzhi.places.models import Division


def party_people(community: Division, *, on: date) -> list[Person]:
    """Those who hold a seat of the community's party organisation on a day and have a number."""
    now = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    seats = Appointment.objects.filter(
        now,
        body__division=community,
        body__kind=Body.Kind.PARTY_COMMUNITY,
        body__state=BodyState.STANDING,
        seat__alternate=False,
        from_on__lte=on,
    )
    known = Person.objects.filter(pk__in=list(seats.values_list("person_id", flat=True)), phone__isnull=False)
    return list(known.order_by("pk"))
