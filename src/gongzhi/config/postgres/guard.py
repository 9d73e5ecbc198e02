"""What the running server's database role must not be able to do."""

from typing import Any

QUESTION = """
SELECT session_user,
       r.rolsuper,
       r.rolcreaterole OR r.rolcreatedb OR r.rolbypassrls,
       pg_has_role(session_user, d.datdba, 'MEMBER'),
       has_schema_privilege(session_user, 'public', 'CREATE'),
       coalesce(has_table_privilege(session_user, to_regclass('public.kernel_entry'),
                                    'UPDATE, DELETE, TRUNCATE'), false)
FROM pg_roles r, pg_database d
WHERE r.rolname = session_user AND d.datname = current_database()
"""
TOO_MUCH = (
    "超级用户权限",
    "建角色、建数据库或越过行级安全的权限",
    "数据库所有者的身份",
    "在 public 模式中建表的权限",
    "修改、删除或清空日志表的权限",
)


def too_strong(cursor: Any) -> list[str]:
    """What the connected role may do and must not, in words; empty when the server may start."""
    cursor.execute(QUESTION)
    role, *rights = cursor.fetchone()
    return [f"数据库角色 {role} 有{name}" for name, has in zip(TOO_MUCH, rights, strict=True) if has]
