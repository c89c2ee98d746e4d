"""How long the whole search page takes, over a real server on loopback, beside a bare page of the same size under the same server.

    python -m tests.benchmarks.bench_page [--short] [--profile]

A catalog of generated offers is imported and indexed as an operator would. One visitor asks one question after another over a
connection that stays open: median and 95th percentile, which are the server's time and what loopback and this client add. Then
several ask at once: pages a second. The client shares the machine with the server. Numbers of one table are of one run.
"""

import argparse
import cProfile
import os
import pstats
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from flask import Flask
from rich.console import Console
from rich.table import Table

from catalog.clock import SystemClock, oslo_day
from catalog.settings import settings_from
from importers.pipeline import run_once
from importers.plan import OneOff, tools_from
from tests.benchmarks.bench_import import installation
from tests.benchmarks.generated_feeds import written
from tests.demo_installation import environment
from web.app import create_app
from web.context import open_krets
from web.server import Server

OFFERS, SHORT_OFFERS = 2_000, 500
PAGES, SHORT_PAGES = 300, 60
AT_ONCE = 4
STARTING_S = 60.0
QUESTIONS = ("fotball", "gratis fotball for 8-åring", "sjakk tirsdag", "svømming 6 år", "kurs for nybegynnere", "korps")
PROFILED_ROUNDS = 10
BARE = "--bare"
MODULE = "tests.benchmarks.bench_page"


@dataclass(frozen=True, slots=True)
class Measured:
    """One server: milliseconds that a page takes alone (median, 95th percentile), pages a second of several visitors, bytes a page."""

    name: str
    processes: int
    median: float
    late: float
    a_second: float
    page_bytes: int


@contextmanager
def catalog(count: int) -> Iterator[Path]:
    """The folder of an installation with as many generated offers, indexed."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "var"
        with installation(f"sqlite:///{folder / 'krets.db'}", folder) as (opened, place):
            feed = written("csv", count, oslo_day(opened.clock.now()), Path(made))
            report = run_once(opened.database, OneOff(place, str(feed), "csv"), tools_from(opened.settings, opened.clock))
            if report.outcome != "complete":
                raise RuntimeError(f"the catalog was not made: {report.reason}")
            opened.syncing.sync_all()
        yield folder


@contextmanager
def served(*arguments: str, folder: Path) -> Iterator[HTTPConnection]:
    """A connection to a server that is started with these arguments and its port; stopped by its id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with subprocess.Popen([sys.executable, "-m", *arguments, "--port", str(port)], env=environment(folder)) as server:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=STARTING_S)
            _wait_for(connection)
            yield connection
            connection.close()
        finally:
            server.terminate()
            server.wait(STARTING_S)


def _wait_for(connection: HTTPConnection) -> None:
    deadline = time.monotonic() + STARTING_S
    while time.monotonic() < deadline:
        try:
            connection.connect()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"no server within {STARTING_S} s")


def asked(connection: HTTPConnection, path: str) -> tuple[float, int]:
    """How many milliseconds a page takes, and its bytes. Raises `RuntimeError` for anything but a page."""
    begin = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Language": "nb"})
    answer = connection.getresponse()
    page = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")
    return (time.perf_counter() - begin) * 1e3, len(page)


def measured(name: str, processes: int, connection: HTTPConnection, paths: Sequence[str], pages: int) -> Measured:
    """One visitor, then several at once."""
    for path in [*paths] * (2 * processes):
        asked(connection, path)
    alone = [asked(connection, paths[number % len(paths)]) for number in range(pages)]
    times = sorted(lasted for lasted, _ in alone)
    median, late = statistics.median(times), times[int(0.95 * len(times))]
    return Measured(
        name, processes, median, late, a_second(connection.port, paths, pages), round(statistics.mean(size for _, size in alone))
    )


def a_second(port: int, paths: Sequence[str], pages: int) -> float:
    """Pages a second when `AT_ONCE` visitors ask without a pause."""

    def visit(visitor: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=STARTING_S)
        for number in range(pages // AT_ONCE):
            asked(connection, paths[(visitor + number) % len(paths)])
        connection.close()

    begin = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as visitors:
        list(visitors.map(visit, range(AT_ONCE)))
    return pages // AT_ONCE * AT_ONCE / (time.perf_counter() - begin)


def run(count: int, pages: int) -> list[Measured]:
    """Krets and the bare page, each by one process and by two; printed and returned."""
    paths = [f"/lier/?q={quote(text)}" for text in QUESTIONS]
    found = []
    with catalog(count) as folder:
        for processes in (1, 2):
            with served("web.cli", "serve", "--processes", str(processes), folder=folder) as connection:
                found.append(measured("the search page", processes, connection, paths, pages))
            bare = (MODULE, BARE, str(found[-1].page_bytes), "--processes", str(processes))
            with served(*bare, folder=folder) as connection:
                found.append(measured("a bare page", processes, connection, ["/"], pages))
    Console(width=120).print(table_of(count, found))
    return found


def table_of(count: int, found: Sequence[Measured]) -> Table:
    """One row a server."""
    table = Table(title=f"GET /lier/?q=… of {count:,} offers; {AT_ONCE} visitors at once; client on the same {os.cpu_count()} cores")
    for name in ("", "processes", "median ms", "95th percentile ms", "pages a second", "bytes"):
        table.add_column(name, justify="right" if name else "left")
    for one in found:
        table.add_row(one.name, str(one.processes), f"{one.median:.2f}", f"{one.late:.2f}", f"{one.a_second:.0f}", f"{one.page_bytes:,}")
    return table


def profile(count: int) -> None:
    """Where the time of a page goes, in one process without a network, by the time spent below each function."""
    with catalog(count) as folder, open_krets(settings_from(environment(folder)), SystemClock()) as krets:
        client = create_app(krets).test_client()
        paths = [f"/lier/?q={quote(text)}" for text in QUESTIONS]
        for path in paths:
            client.get(path)
        profiler = cProfile.Profile()
        with profiler:
            for path in paths * PROFILED_ROUNDS:
                client.get(path)
        for order in ("cumulative", "tottime"):
            pstats.Stats(profiler).sort_stats(order).print_stats(45)


def serve_bare(size: int, port: int, processes: int) -> None:
    """Serves a page of so many bytes that does nothing, under the server that Krets uses."""
    page = ("<!doctype html><title>.</title>" + "x" * size)[:size]

    def make_app() -> Flask:
        app = Flask(__name__)
        app.add_url_rule("/", view_func=lambda: page, endpoint="page")
        return app

    Server(make_app, host="127.0.0.1", port=port, processes=processes).run()


def main(arguments: Sequence[str]) -> None:
    """Runs from the command line."""
    parser = argparse.ArgumentParser(prog="bench_page", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help=f"{SHORT_OFFERS} offers, {SHORT_PAGES} pages")
    parser.add_argument("--profile", action="store_true", help="where the time goes, instead of the table")
    parser.add_argument(BARE, type=int, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--processes", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    count, pages = (SHORT_OFFERS, SHORT_PAGES) if given.short else (OFFERS, PAGES)
    if given.bare is not None:
        serve_bare(given.bare, given.port, given.processes)
    elif given.profile:
        profile(count)
    else:
        run(count, pages)


if __name__ == "__main__":
    main(sys.argv[1:])
