"""The embedded server's life: who starts it, who stops it, and what a crash leaves."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import psutil
import psycopg
import pytest

from tests.embedded.conftest import ROOT, Home

pytestmark = pytest.mark.xdist_group("embedded")  # one worker, so that few folders have to be made


def test_processes_share_one_server_which_the_last_one_stops(home: Home) -> None:
    first = home.client_with_a_note()
    second = home.client()
    second.sql("UPDATE note SET text = 'kept by the second'")
    assert second.url == first.url
    assert first.end() == ""
    assert second.sql("SELECT text FROM note") == "kept by the second"
    assert second.end() == ""
    assert home.is_stopped()


def test_processes_that_start_together_start_one_server(own_home: Home) -> None:
    threads = [threading.Thread(target=own_home.client) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({client.sql("SELECT pg_postmaster_start_time()") for client in own_home.clients}) == 1


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_killed_process_leaves_no_server_and_no_broken_data(own_home: Home, sign: signal.Signals) -> None:
    client = own_home.client_with_a_note()
    client.process.send_signal(sign)
    assert own_home.is_stopped()
    again = own_home.client()
    assert again.sql("SELECT text FROM note") == "kept"


def test_a_process_that_comes_while_the_server_stops_starts_it_again(own_home: Home) -> None:
    own_home.client().process.kill()
    deadline = time.monotonic() + 20
    while (own_home.base / "running.json").exists():  # it goes first
        assert time.monotonic() < deadline
        time.sleep(0.001)
    assert own_home.client().sql("SELECT 1") == "1"


def test_a_process_killed_while_the_server_starts_leaves_none(new_home: Home) -> None:
    command = [sys.executable, "-m", "tests.embedded.client", str(new_home.data_dir)]
    with subprocess.Popen(command, cwd=ROOT) as starting:
        while not new_home.watchdog():
            time.sleep(0.05)
        starting.kill()
    assert new_home.is_stopped()
    assert new_home.client().sql("SELECT 1") == "1"


def test_a_killed_watchdog_takes_the_server_along_and_the_next_process_starts_it_again(own_home: Home) -> None:
    own_home.client_with_a_note()
    watchdog = own_home.watchdog()
    assert watchdog
    watchdog.kill()
    assert own_home.client().sql("SELECT text FROM note") == "kept"
    assert own_home.is_stopped(0) is False


def test_after_a_crash_of_everything_the_data_is_recovered(own_home: Home) -> None:
    client = own_home.client_with_a_note()
    client.process.kill()
    own_home.crash()
    assert own_home.client().sql("SELECT text FROM note") == "kept"


def test_a_pid_file_that_now_names_another_program_is_recognised(own_home: Home) -> None:
    own_home.client().end()
    user = (own_home.base / "data").stat()
    # Of the server's own user, because PostgreSQL by itself only disregards processes of other users.
    with subprocess.Popen(["sleep", "600"], user=user.st_uid if os.geteuid() == 0 else None) as other:
        pid_file = own_home.base / "data" / "postmaster.pid"
        pid_file.write_text(f"{other.pid}\n{own_home.base / 'data'}\n1\n5432\n\n\n0 0\nready\n")
        os.chown(pid_file, user.st_uid, user.st_gid)
        assert own_home.client().sql("SELECT 1") == "1"
        assert other.poll() is None, "the other program must be left alone"
        other.kill()


def test_a_server_that_is_thrown_away_leaves_nothing(new_home: Home) -> None:
    client = new_home.client("--throw-away")
    base = new_home.base
    assert client.sql("SHOW fsync") == "off"
    assert base.exists()
    client.end()
    assert not base.exists()
    assert not os.path.lexists(new_home.data_dir)


def test_what_is_kept_is_written_through_to_the_disk(own_home: Home) -> None:
    assert own_home.client().sql("SHOW fsync") == "on"


def test_only_the_socket_is_listened_on(own_home: Home) -> None:
    client = own_home.client()
    assert client.sql("SHOW listen_addresses") == ""
    for process in own_home.servers():
        with suppress(psutil.NoSuchProcess):  # it ended while it was looked at
            assert not process.net_connections("inet")


def test_the_site_hears_why_the_server_is_gone(own_home: Home) -> None:
    from clinic import embedded

    with embedded.server(own_home.data_dir) as server:
        assert server.failure() is None
        own_home.crash()
        assert own_home.is_stopped()
        assert server.failure()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(server.url)
