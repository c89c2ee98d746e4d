"""Whose lease is alive: of processes that live, that ended, and of other machines."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from importers.holders import begin, end, is_dead, new_holder


def test_a_holder_is_dead_when_its_process_is_gone_or_its_number_was_given_away() -> None:
    host, process_id, started, _ = new_holder().split(":")
    assert is_dead("")
    assert is_dead(f"{host}:{process_id}:{int(started) - 1}:x")
    telling = "from importers.holders import new_holder; print(new_holder(), flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", telling], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        other = child.stdout.readline().strip()
        assert not is_dead(other)
        child.communicate("\n", timeout=30)
    assert is_dead(other)


def test_a_process_that_was_killed_is_dead_though_its_parent_has_not_asked_for_it_yet() -> None:
    telling = "from importers.holders import new_holder; print(new_holder(), flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", telling], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        other = child.stdout.readline().strip()
        os.kill(child.pid, signal.SIGKILL)
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert is_dead(other)


def test_a_run_of_this_process_that_ended_holds_nothing_though_the_process_lives() -> None:
    assert is_dead(new_holder())


@pytest.mark.parametrize(
    "name", ["elsewhere:1:1:x", "elsewhere:999999999:1:x", f"{socket.gethostname()}:words:1:x", f"{socket.gethostname()}"]
)
def test_of_other_machines_and_other_names_nothing_is_known(name: str) -> None:
    assert not is_dead(name)


def test_two_runs_of_one_process_are_two_holders() -> None:
    assert new_holder() != new_holder()
    assert new_holder().split(":")[1] == str(os.getpid())


def test_a_run_of_this_process_is_alive_from_its_beginning_to_its_end() -> None:
    name = new_holder()
    begin(name)
    try:
        assert not is_dead(name)
    finally:
        end(name)
    assert is_dead(name)
