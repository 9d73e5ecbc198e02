"""Checks that ask the database: version, role, schema, clock, instance, journal, outbox, worker."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from gongzhi.config.backup.restore import keys_fit
from gongzhi.config.cli.migrate import missing_migrations
from gongzhi.config.doctor.check import Check
from gongzhi.config.postgres.guard import too_strong
from gongzhi.kernel.models import Instance, Message

OLDEST_MAJOR = 150000
MOST_DRIFT = timedelta(minutes=5)
LONGEST_SILENCE = timedelta(seconds=60)
LONGEST_WAIT = timedelta(minutes=10)


def checks() -> list[Check]:
    """All of them; those that need the schema only when it is complete."""
    found = [_version(), _role(), _schema(), _clock()]
    if found[2].ok:
        found += [_instance(), _keys(), _journal(), _outbox(), _worker()]
    return found


def production() -> bool:
    """Whether the instance is a real one."""
    return Instance.objects.filter(kind=Instance.Kind.PRODUCTION).exists()


def _version() -> Check:
    number = connection.pg_version  # type: ignore[attr-defined]
    text = f"PostgreSQL {number // 10000}.{number % 10000}"
    return Check("database", number >= OLDEST_MAJOR, text, _("需要 PostgreSQL 15 或更新的版本。"))


def _role() -> Check:
    with connection.cursor() as cursor:
        strong = too_strong(cursor)
        cursor.execute("SELECT session_user")
        role = cursor.fetchone()[0]
    return Check("role", not strong, "；".join(strong) or role, _("用应用角色 gongzhi_app 连接，不用所有者。"))


def _schema() -> Check:
    missing = missing_migrations()
    text = _("缺少 %(n)d 个迁移") % {"n": len(missing)} if missing else _("与程序一致")
    return Check("schema", not missing, text, _("运行 gongzhi migrate。"))


def _clock() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        drift = abs(cursor.fetchone()[0] - timezone.now())
    text = _("本机与数据库相差 %(s)s 秒") % {"s": f"{drift.total_seconds():.3f}"}
    return Check("clock", drift < MOST_DRIFT, text, _("校准本机与数据库主机的时钟（NTP）。"))


def _instance() -> Check:
    row = Instance.objects.first()
    if row is None:
        return Check("instance", False, _("还没有实例记录"), _("用 gongzhi demo 或 gongzhi restore 建立实例。"))
    loose = row.kind == Instance.Kind.PRODUCTION and not settings.PUBLIC_ADDRESS.startswith("https://")
    remedy = _("正式实例须设置 GONGZHI_ADDRESS=https://…")
    return Check("instance", not loose, f"{row.kind} {settings.PUBLIC_ADDRESS}", remedy)


def _keys() -> Check:
    connection.ensure_connection()
    fits = keys_fit(connection.connection, settings.HOME)
    text = _("主密钥能打开数据库中的密钥") if fits else _("主密钥打不开数据库中的密钥")
    return Check("keys", fits, text, _("把这个实例的 keys 文件夹放回 %(home)s。") % {"home": settings.HOME})


def _journal() -> Check:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), extract(epoch FROM clock_timestamp() - min(e.recorded_at)) FROM kernel_entry e"
            " WHERE NOT EXISTS (SELECT 1 FROM kernel_position p WHERE p.entry_id = e.id)"
        )
        waiting, oldest = cursor.fetchone()
    well = not waiting or oldest < LONGEST_SILENCE.total_seconds()
    text = _("%(n)d 条等待编入日志") % {"n": waiting}
    return Check("journal", well, text, _("运行 gongzhi worker。"), blocks=False)


def _outbox() -> Check:
    dead = Message.objects.filter(state=Message.State.DEAD).count()
    late = Message.objects.filter(state=Message.State.QUEUED, at__lt=timezone.now() - LONGEST_WAIT).count()
    text = _("发送失败 %(dead)d 条，积压 %(late)d 条") % {"dead": dead, "late": late}
    return Check("outbox", not dead and not late, text, _("检查发送通道与 gongzhi worker。"), blocks=False)


def _worker() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp() - max(last_heartbeat) FROM procrastinate_workers")
        silence = cursor.fetchone()[0]
    if silence is None:
        return Check("worker", False, _("没有在运行"), _("运行 gongzhi worker。"), blocks=False)
    text = _("最近一次心跳在 %(s)d 秒前") % {"s": silence.total_seconds()}
    return Check("worker", silence < LONGEST_SILENCE, text, _("重新启动 gongzhi worker。"), blocks=False)
