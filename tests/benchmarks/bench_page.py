"""How long whole pages take over a real server on loopback: searches, the home page and offers, beside two pages that do nothing.

    python -m tests.benchmarks.bench_page [--short] [--profile]

The demo's Lier is filled with generated offers and indexed as an operator would. `krets serve` answers with one process, then with
two. One visitor asks one question after another over a connection that stays open, compressed as browsers ask: what he waits is the
server's time and what loopback and this client add. Then several ask at once without a pause: pages a second. The bare page and the
plain one, as long as a search page and compressed alike, are Flask's under the same server. Every answer's status is looked at, and
of every search its total, which must be the one that the search engine counts in this process. The client shares the machine with
the server; the figures of one table are of one run.
"""

import argparse
import cProfile
import os
import pstats
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]  # it has no types
from rich.console import Console
from rich.table import Table

from catalog.clock import SystemClock
from catalog.settings import settings_from
from tests.benchmarks.plain_pages import BARE, PLAIN
from tests.benchmarks.served_pages import Asked, Paths, catalog, paths_of, served
from tests.demo_installation import environment
from web.app import create_app
from web.context import open_krets

OFFERS, SHORT_OFFERS = 2_000, 500
PAGES, SHORT_PAGES = 400, 60
AT_ONCE = 8
PROCESSES = (1, 2)
PROFILED_ROUNDS = 5
SEARCH, HOME, OFFER = "a search", "the home page", "an offer"
BARE_PAGE, PLAIN_PAGE = "bare Flask, 2 bytes", "Flask, as long as a search"
LATE = 0.95
HEADERS = {"Accept-Language": "nb", "Accept-Encoding": "gzip, br", "User-Agent": "krets-bench"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of page and server. Milliseconds: the median and 95th percentile of one visitor, and of pages asked for the first time.

    `a_second` are the pages that `AT_ONCE` visitors get in a second, `size` the bytes of a page and `sent` those that travel.
    """

    name: str
    processes: int
    median: float
    late: float
    first_late: float
    a_second: float
    size: float
    sent: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One page as it came."""

    lasted: float
    sent: int
    size: int


class WrongPage(Exception):
    """An answer that is not the page that was asked for."""


def ask(connection: HTTPConnection, asked: Asked) -> Answer:
    """Asks for a page and reads it to the end. Raises `WrongPage` for another status or total than it must have."""
    begin = time.perf_counter()
    connection.request("GET", asked.path, headers=HEADERS)
    answer = connection.getresponse()
    body = answer.read()
    lasted = (time.perf_counter() - begin) * 1e3
    if answer.status != 200:
        raise WrongPage(f"{asked.path} answers {answer.status}")
    page = brotli.decompress(body) if answer.headers["Content-Encoding"] == "br" else body
    if asked.must_say not in page:
        raise WrongPage(f"{asked.path} does not say {asked.must_say!r}")
    return Answer(lasted, len(body), len(page))


def measured(name: str, processes: int, address: str, asked: Sequence[Asked], pages: int) -> Measured:
    """One visitor, then several at once; every page is asked for once before."""
    connection = HTTPConnection(urlsplit(address).netloc)
    first = [ask(connection, one).lasted for one in asked]
    for one in list(asked) * processes:
        ask(connection, one)
    alone = [ask(connection, asked[number % len(asked)]) for number in range(pages)]
    connection.close()
    times = [one.lasted for one in alone]
    return Measured(
        name,
        processes,
        median=statistics.median(times),
        late=late(times),
        first_late=late(first),
        a_second=a_second(address, asked, pages),
        size=statistics.mean(one.size for one in alone),
        sent=statistics.mean(one.sent for one in alone),
    )


def late(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[int(LATE * len(times))]


def a_second(address: str, asked: Sequence[Asked], pages: int) -> float:
    """Pages a second when `AT_ONCE` visitors ask without a pause, each over a connection of his own."""
    each = max(1, pages // AT_ONCE)

    def visit(visitor: int) -> None:
        connection = HTTPConnection(urlsplit(address).netloc)
        for number in range(each):
            ask(connection, asked[(visitor * each + number) % len(asked)])
        connection.close()

    begin = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as visitors:
        list(visitors.map(visit, range(AT_ONCE)))
    return each * AT_ONCE / (time.perf_counter() - begin)


def run(count: int, pages: int) -> list[Measured]:
    """Krets and the pages that do nothing, each by one process and by two; printed and returned."""
    found: list[Measured] = []
    with catalog(count) as folder:
        paths = paths_of(folder)
        kinds = {SEARCH: paths.searches, HOME: paths.home, OFFER: paths.offers}
        for processes in PROCESSES:
            with served("web.cli", "serve", "--processes", str(processes), folder=folder) as address:
                found += [measured(name, processes, address, asked, pages) for name, asked in kinds.items()]
            size = round(next(one.size for one in found if one.name == SEARCH))
            plain = ("tests.benchmarks.plain_pages", str(size), "--processes", str(processes))
            with served(*plain, folder=folder) as address:
                found.append(measured(BARE_PAGE, processes, address, [Asked(BARE)], pages))
                found.append(measured(PLAIN_PAGE, processes, address, [Asked(PLAIN)], pages))
    Console(width=130).print(table_of(count, found))
    return found


def table_of(count: int, found: Sequence[Measured]) -> Table:
    """One row for each kind of page and number of processes."""
    title = f"Whole pages at {count:,} offers, ms; {AT_ONCE} visitors at once; client and server on the same {os.cpu_count()} cores"
    table = Table(title=title)
    columns: Mapping[str, Callable[[Measured], str]] = {
        "processes": lambda one: str(one.processes),
        "median": lambda one: f"{one.median:.2f}",
        "95th percentile": lambda one: f"{one.late:.2f}",
        "first time, 95th": lambda one: f"{one.first_late:.2f}",
        "pages a second": lambda one: f"{one.a_second:.0f}",
        "bytes": lambda one: f"{one.size:,.0f}",
        "bytes sent": lambda one: f"{one.sent:,.0f}",
    }
    table.add_column("")
    for name in columns:
        table.add_column(name, justify="right")
    for one in found:
        table.add_row(one.name, *(told(one) for told in columns.values()))
    return table


def profile(count: int) -> None:
    """Where the time goes, in one process without a network: by the clock for each kind of page, then search pages by function."""
    with catalog(count) as folder:
        paths = paths_of(folder)
        with open_krets(settings_from(environment(folder)), SystemClock()) as krets:
            client = create_app(krets).test_client()

            def get(asked: Asked) -> float:
                begin = time.perf_counter()
                client.get(asked.path, headers=HEADERS)
                return (time.perf_counter() - begin) * 1e3

            _tell_times(paths, get)
            profiler = cProfile.Profile()
            with profiler:
                for asked in paths.searches * PROFILED_ROUNDS:
                    get(asked)
            for order in ("cumulative", "tottime"):
                pstats.Stats(profiler).sort_stats(order).print_stats(70)


def _tell_times(paths: Paths, get: Callable[[Asked], float]) -> None:
    for name, asked in ((SEARCH, paths.searches), (HOME, paths.home), (OFFER, paths.offers), ("another view", paths.views)):
        first = [get(one) for one in asked]
        times = [get(one) for _ in range(PROFILED_ROUNDS) for one in asked]
        told = f"median {statistics.median(times):.2f} ms, 95th percentile {late(times):.2f}; first time {statistics.median(first):.2f}"
        Console(width=130).print(f"{name}: {told}")


def main(arguments: Sequence[str]) -> None:
    """Runs from the command line."""
    parser = argparse.ArgumentParser(prog="bench_page", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help=f"{SHORT_OFFERS} offers, {SHORT_PAGES} pages")
    parser.add_argument("--profile", action="store_true", help="where the time goes, instead of the table")
    given = parser.parse_args(arguments)
    count, pages = (SHORT_OFFERS, SHORT_PAGES) if given.short else (OFFERS, PAGES)
    if given.profile:
        profile(count)
    else:
        run(count, pages)


if __name__ == "__main__":
    main(sys.argv[1:])
