"""What granian serves; refuses to start with a database role that could rewrite the journal."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongzhi.config.settings")
application = get_wsgi_application()


def _refuse_strong_role() -> None:
    from django.db import connection

    from gongzhi.config.postgres.guard import too_strong

    with connection.cursor() as cursor:
        found = too_strong(cursor)
    connection.close()
    if found:
        raise SystemExit("拒绝启动：" + "；".join(found))


def _follow_the_rule_base() -> None:
    from gongzhi.norms.tasks import start

    start()


_refuse_strong_role()
_follow_the_rule_base()
