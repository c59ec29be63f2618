import errno
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from dure.config import processes
from dure.config.processes import Child, Sole

SLEEPER = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]


def wait_for(condition, seconds=20.0):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_supervise_tells_when_ready_and_stops_every_child_on_ctrl_c(tmp_path):
    children = [Child("one", SLEEPER, tmp_path / "a"), Child("two", SLEEPER, tmp_path / "b")]
    told = []

    def stop_soon():
        told.append([child.is_running() for child in children])
        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()

    processes.supervise(children, is_ready=lambda: True, when_ready=stop_soon)

    assert told == [[True, True]]
    assert [child.is_running() for child in children] == [False, False]


def test_what_a_killed_child_had_started_ends_before_it_is_started_again(tmp_path):
    """A web server's own workers hold its port for as long as they live."""
    parent = textwrap.dedent("""
        import subprocess, sys, time
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        print(child.pid, flush=True)
        time.sleep(60)
    """)
    child = Child("one", [sys.executable, "-c", parent], tmp_path / "log")
    child.start()
    wait_for(child.log.read_text)
    orphan = int(child.log.read_text())
    child.process.kill()
    child.process.wait()
    assert is_alive(orphan)

    child.revive()

    wait_for(lambda: not is_alive(orphan) or zombie(orphan))
    child.stop()
    child.wait(time.monotonic() + 5)
    child._end_orphans()


def zombie(pid: int) -> bool:
    """Dead, but nobody has asked after it yet."""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_supervise_starts_a_killed_child_again(tmp_path):
    child = Child("one", SLEEPER, tmp_path / "log")
    pids = []

    def kill_once():
        pids.append(child.process.pid)
        if len(pids) == 1:
            child.process.kill()
        return len(set(pids)) == 2

    processes.supervise(
        [child], is_ready=kill_once, when_ready=lambda: os.kill(os.getpid(), signal.SIGTERM)
    )

    assert len(set(pids)) == 2


def test_a_child_that_cannot_live_is_given_up_with_its_last_words(tmp_path):
    child = Child("one", [sys.executable, "-c", "raise SystemExit('no bread')"], tmp_path / "log")
    child.start()

    def revive_for_ever():
        while True:
            child.process.wait()
            child.revive()

    with pytest.raises(processes.GaveUp, match="The one stops as soon as it starts") as given_up:
        revive_for_ever()
    assert str(given_up.value).endswith("no bread")


def test_a_child_that_does_not_listen_is_killed(tmp_path):
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    child = Child("deaf", [sys.executable, "-c", deaf], tmp_path / "log")
    child.start()
    wait_for(lambda: "up" in child.last_words())

    child.stop()
    child.wait(time.monotonic() + 0.1)

    assert child.process.returncode == -signal.SIGKILL


def test_a_child_that_was_never_started_needs_no_end(tmp_path):
    child = Child("one", SLEEPER, tmp_path / "log")

    child.stop()
    child.wait(time.monotonic())

    assert not child.is_running()


def test_two_supervisors_run_one_of_a_sole_child_and_the_other_takes_over(tmp_path):
    first, second = (
        Sole("worker", SLEEPER, tmp_path / name, lock=tmp_path / "var" / "lock") for name in "ab"
    )
    first.start()
    second.start()
    assert [one.is_running() for one in (first, second)] == [True, False]
    assert [one.is_left_to_another for one in (first, second)] == [False, True]

    second.revive()
    assert not second.is_running()

    os.kill(first.process.pid, signal.SIGKILL)
    first.process.wait()
    first.revive()  # a death is no end: it keeps the lock
    second.revive()
    assert [one.is_running() for one in (first, second)] == [True, False]

    first.stop()
    first.wait(time.monotonic() + 20)
    second.revive()
    assert [one.is_running() for one in (first, second)] == [False, True]

    second.stop()
    second.wait(time.monotonic() + 20)
    assert not second.is_running()


def test_one_that_another_runs_needs_no_end(tmp_path):
    holder, other = (
        Sole("worker", SLEEPER, tmp_path / name, lock=tmp_path / "lock") for name in "ab"
    )
    holder.start()
    other.start()
    other.stop()
    other.wait(time.monotonic())
    assert holder.is_running()

    holder.stop()
    holder.wait(time.monotonic() + 20)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tell a child of the death")
def test_children_do_not_outlive_a_parent_that_was_killed(tmp_path):
    code = f"""
        import time
        from pathlib import Path
        from dure.config.processes import Child, Sole
        child = Child("one", {SLEEPER!r}, Path({str(tmp_path / "log")!r}))
        child.start()
        print(child.process.pid, flush=True)
        time.sleep(60)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
    ) as parent:
        pid = int(parent.stdout.readline())
        parent.kill()

    wait_for(lambda: not is_alive(pid))


def test_a_port_is_free_until_somebody_listens_there():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        listener.listen()
        assert not processes.is_free(port)

    assert processes.is_free(port)


def test_a_port_that_the_system_keeps_is_said_to_be_so(monkeypatch):
    class Refusing(socket.socket):
        def bind(self, address):
            if address[1]:
                raise PermissionError(errno.EACCES, "Permission denied")
            super().bind(address)

    monkeypatch.setattr(socket, "socket", Refusing)

    with pytest.raises(PermissionError):
        processes.is_free(80)


def test_localhost_is_one_address_where_there_is_no_ipv6(monkeypatch):
    monkeypatch.setattr(socket, "has_ipv6", False)

    assert processes.addresses() == [(socket.AF_INET, "127.0.0.1")]
