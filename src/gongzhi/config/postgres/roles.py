"""The two roles and what they may do: the database itself keeps the application small."""

import psycopg
from psycopg import sql

OWNER = "gongzhi_owner"
APP = "gongzhi_app"
EXTENSIONS = ("btree_gist", "pg_trgm")


def prepare_roles(admin: str, owner_password: str, app_password: str) -> None:
    """Make both roles, or set their passwords and rights anew; neither may create roles or databases."""
    plain = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT"
    with psycopg.connect(admin, autocommit=True) as connection:
        for role, password in ((OWNER, owner_password), (APP, app_password)):
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            verb = "ALTER" if known else "CREATE"
            connection.execute(
                sql.SQL(f"{verb} ROLE {{}} WITH {plain} PASSWORD {{}}").format(sql.Identifier(role), password)
            )
        # Long enough for the largest import, short enough that a runaway query cannot hold a worker.
        for limit in ("statement_timeout = '60s'", "idle_in_transaction_session_timeout = '120s'"):
            connection.execute(sql.SQL(f"ALTER ROLE {{}} SET {limit}").format(sql.Identifier(APP)))


def create_database(admin: str, name: str) -> None:
    """Make an empty database that `gongzhi_owner` owns, or put its rights in order when it is there."""
    with psycopg.connect(admin, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                    sql.Identifier(name), sql.Identifier(OWNER)
                )
            )
        _grant_connect(connection, name)
    with psycopg.connect(admin, dbname=name, autocommit=True) as connection:
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        rights = "SELECT, INSERT, UPDATE, DELETE"
        for statement in (
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            "GRANT USAGE, CREATE ON SCHEMA public TO {owner}",
            "GRANT USAGE ON SCHEMA public TO {app}",
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {{owner}} GRANT {rights} ON TABLES TO {{app}}",
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE, SELECT ON SEQUENCES TO {app}",
        ):
            names = {"owner": sql.Identifier(OWNER), "app": sql.Identifier(APP)}
            connection.execute(sql.SQL(statement).format(**names))


def clone_database(admin: str, template: str, name: str, tablespace: str = "pg_default") -> None:
    """Make `name` a copy of `template` with the same rights; nobody may be connected to `template`."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} TABLESPACE {}").format(
                *map(sql.Identifier, (name, OWNER, template, tablespace))
            )
        )
        _grant_connect(connection, name)


def drop_database(admin: str, name: str) -> None:
    """Drop a database if it is there, ending its connections."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _grant_connect(connection: psycopg.Connection, name: str) -> None:
    names = {"name": sql.Identifier(name), "app": sql.Identifier(APP)}
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {name} FROM PUBLIC").format(**names))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {name} TO {app}").format(**names))
