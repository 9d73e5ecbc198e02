"""The embedded database on its own: no stranger, no TCP, no root, two starters at once, and back after a crash."""

import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from gongzhi.config import postgres

pytestmark = pytest.mark.skipif(
    "DATABASE_URL" in os.environ, reason="the database is somebody else's: nothing of ours to start"
)


@pytest.fixture(scope="module")
def instance() -> Iterator[str]:
    """The name of an instance that only this module has."""
    name = f"t{os.getpid()}"
    try:
        yield name
    finally:
        postgres.remove(name)
        assert not postgres.cluster_of(name).data.exists()
        postgres.remove(name)


def _answers(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def _postmaster(name: str) -> int:
    return int((postgres.cluster_of(name).data / "postmaster.pid").read_text().split("\n", 1)[0])


def test_two_who_start_it_at_once_get_the_same(instance: str) -> None:
    command = [sys.executable, "-m", "gongzhi.config.postgres", "urls", "--instance", instance]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [one.communicate(timeout=60)[0] for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert said[0] == said[1]
    assert _answers(postgres.known_urls(instance).app)


def test_it_listens_on_a_socket_and_asks_for_a_password(instance: str) -> None:
    urls = postgres.ensure(instance)
    with psycopg.connect(urls.app) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    for url in (urls.app, urls.owner, str(urls.admin)):
        password = psycopg.conninfo.conninfo_to_dict(url)["password"]
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url.replace(f":{password}@", ":wrong@"))
    rules = (postgres.cluster_of(instance).data / "pg_hba.conf").read_text()
    assert "trust" not in rules
    assert "scram-sha-256" in rules


def test_its_files_are_its_own(instance: str) -> None:
    postgres.ensure(instance)
    cluster = postgres.cluster_of(instance)
    assert (cluster.home / "passwords.json").stat().st_mode & 0o077 == 0
    assert cluster.data.stat().st_mode & 0o077 == 0
    assert Path(f"/proc/{_postmaster(instance)}").stat().st_uid == cluster.data.stat().st_uid != 0 or os.geteuid()
    with psycopg.connect(str(postgres.known_urls(instance).admin)) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)


def test_it_comes_back_after_a_crash(instance: str) -> None:
    urls = postgres.ensure(instance)
    with psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE TABLE kept (a int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    os.kill(_postmaster(instance), signal.SIGKILL)
    postgres.ensure(instance)
    with psycopg.connect(urls.owner) as connection:
        assert connection.execute("SELECT a FROM kept").fetchone() == (7,)


def test_a_pid_file_whose_number_went_to_another_process_is_no_obstacle(instance: str) -> None:
    cluster = postgres.cluster_of(instance)
    postgres.ensure(instance)
    lines = (cluster.data / "postmaster.pid").read_text().split("\n")
    cluster.stop()
    options = cluster.user.run_options()
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", **options)
    try:
        path = cluster.data / "postmaster.pid"
        path.write_text("\n".join([str(stranger.pid), *lines[1:]]))
        path.chmod(0o600)
        cluster.user.give(path)
        assert _answers(postgres.ensure(instance).app)
    finally:
        stranger.kill()
        stranger.wait()


def test_data_of_another_major_is_refused(instance: str) -> None:
    postgres.ensure(instance)
    cluster = postgres.cluster_of(instance)
    newer = dataclasses.replace(
        cluster, programs=dataclasses.replace(cluster.programs, major=cluster.programs.major + 1)
    )
    with pytest.raises(postgres.ClusterError, match="gongzhi backup"):
        newer.start()


def test_a_socket_path_too_long_for_the_system_is_refused(instance: str, tmp_path: Path) -> None:
    postgres.ensure(instance)
    cluster = dataclasses.replace(postgres.cluster_of(instance), socket_dir=tmp_path / ("x" * 90))
    cluster.stop()
    with pytest.raises(postgres.ClusterError, match="too long"):
        cluster.start()


def test_stopping_and_starting_is_quick(instance: str) -> None:
    postgres.ensure(instance)
    began = time.monotonic()
    postgres.stop(instance)
    postgres.ensure(instance)
    postgres.ensure(instance)
    assert time.monotonic() - began < 15
