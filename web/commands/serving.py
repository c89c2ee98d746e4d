"""`krets serve` and `krets jobs`: the processes that run for long."""

import atexit
import os
import signal
import socket
import subprocess
import sys
import threading

import click
from flask import Flask

from catalog.clock import SystemClock
from catalog.errors import Conflict
from web.app import create_app
from web.commands.output import errors_in_one_line, say
from web.context import Krets, open_krets
from web.jobs import Jobs
from web.server import Server
from web.warming import warm
from web.watching import JobsWatch

STOP_WITHIN_S = 15
JOBS_STOP_WITHIN_S = 8.0
LOOK_EVERY_S = 1.0
HOST = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
PORT = click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True)
PROCESSES = click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="Web processes.")


@click.command()
@HOST
@PORT
@PROCESSES
@click.option("--with-jobs", is_flag=True, help="Run the background jobs in this process too.")
@click.pass_obj
def serve(krets: Krets, host: str, port: int, processes: int, *, with_jobs: bool) -> None:
    """Serve the pages and the interface for programs."""
    with errors_in_one_line():
        serve_until_stopped(krets, host, port, processes=processes, with_jobs=with_jobs)


@click.command()
@click.option("--beside", type=int, hidden=True, help="End when the process with this id, which started this one, ends.")
@click.pass_obj
def jobs(krets: Krets, beside: int | None) -> None:
    """Run the background jobs: due sources, the index, the upkeep of dates. A second one beside it stays idle."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    with errors_in_one_line(), Jobs(krets):
        say("the background jobs run; stop them with Ctrl-C")
        while not stop.wait(LOOK_EVERY_S) and (beside is None or os.getppid() == beside):
            pass
        at_last = threading.Timer(JOBS_STOP_WITHIN_S, _leave)
        at_last.daemon = True
        at_last.start()


def _leave() -> None:
    """Ends the process though a job still waits for somebody else's server: a run that is cut off is taken up again by the next."""
    say("a job did not stop in time; what it had not committed is done again by the next run")
    os._exit(0)


def serve_until_stopped(krets: Krets, host: str, port: int, *, processes: int = 1, with_jobs: bool = False) -> None:
    """Runs the production server; each of its processes opens its own installation. With jobs, they run in a process beside it."""
    _refuse_what_is_taken(host, port)
    krets.database.ping()
    krets.database.dispose()
    settings = krets.settings

    def make_app() -> Flask:
        opening = open_krets(settings, SystemClock())
        opened = opening.__enter__()
        atexit.register(opening.__exit__, None, None, None)  # gunicorn tells a worker's application nothing when it ends
        warm(opened)
        JobsWatch(opened).start()
        return create_app(opened)

    def ready() -> None:
        say(f"Krets answers on http://{host}:{port}")

    beside = subprocess.Popen([sys.executable, "-m", "web.cli", "jobs", "--beside", str(os.getpid())]) if with_jobs else None  # noqa: S603
    try:
        Server(make_app, host=host, port=port, processes=processes, ready=ready).run()
    finally:
        if beside is not None:
            beside.terminate()
            beside.wait(STOP_WITHIN_S)


def _refuse_what_is_taken(host: str, port: int) -> None:
    """Raises `Conflict` where nobody can listen; the server itself would try for seconds and say so in ten lines."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Conflict(f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port or --host") from error
