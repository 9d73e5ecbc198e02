"""A fresh session for whoever has just shown who they are."""

from django.middleware.csrf import rotate_token

from gongzhi.api.door import Asked
from gongzhi.people.models import Person
from gongzhi.people.queries import SESSION_KEY


def enter_session(request: Asked, person_id: int) -> None:
    """Puts the person into a session that nobody held before, with a token of its own."""
    request.session.flush()
    request.session[SESSION_KEY] = person_id
    request.person = Person.objects.get(pk=person_id)
    request.personal = True
    rotate_token(request)
