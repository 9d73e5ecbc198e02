"""Django's database sessions, read by a plain statement: every request of a signed-in person begins with it."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone


class SessionStore(DatabaseSession):
    """As Django's, except for how a row is looked up."""

    def _get_session_from_db(self) -> Session | None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_key, session_data, expire_date FROM django_session"
                " WHERE session_key = %s AND expire_date > %s",
                [self.session_key, timezone.now()],  # noqa: TID251  (an expired session is none)
            )
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        return Session.from_db(None, ["session_key", "session_data", "expire_date"], row)
