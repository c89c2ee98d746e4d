"""Search latency on one generated catalog at several sizes, five kinds of questions, one run: Krets beside what stands elsewhere.

    python -m tests.benchmarks.bench_search [--short] [--size N …]

The work: the offers that have the words (or the phrase) and pass the filters, the best 25 of them, the total, and facets, each
counted without its own filter. What a contender does not do is said below the table. "Cold" is the first question of its kind,
whose words nobody has asked for; "warm" the median over different questions of each one's best of three. The others are given
words that are analysed already; Krets analyses what is typed. All must find the same totals, else this fails.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from search.documents import IndexedOffer
from search.folder import IndexFolder
from search.generation import generation_in_memory
from search.index import Cursor, create
from search.relaxing import FEW
from tests.benchmarks.asked import Asked, Kind, questions
from tests.benchmarks.contenders import krets, plain_whoosh, postgres_search, sqlite_search, tantivy_search
from tests.benchmarks.contenders.contender import Contender, Search
from tests.benchmarks.facts import CONCEPTS, Facts, facts, held_forms
from tests.benchmarks.generated import offers
from tests.postgres import running_server, server_programs

SIZES = (2_000, 20_000, 100_000)
QUESTIONS, AT_LEAST = 20, 5
ROUNDS = 3
HARDLY_ANY = 10
LONGEST_S = 2.0
"""When a contender has taken so long over one kind, what it has answered by then (`AT_LEAST` questions) is enough."""

Kinds = Mapping[Kind, Sequence[Asked]]


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds, of one contender and kind: the first question, and the median of all."""

    cold: float
    warm: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One size: how long the index took to build, each contender's seconds to open and timings, and what Krets holds in memory.

    `constant` are the seconds that Krets takes over an answer with facets in which there is no work.
    """

    size: int
    built: float
    contenders: tuple[Contender, ...]
    opened: Mapping[str, float]
    timings: Mapping[tuple[str, Kind], Timing]
    constant: float
    column_bytes: int
    bytes_after: int

    def ratio(self, one: str, other: str, kind: Kind) -> float:
        """How many times as long one contender takes as another, warm."""
        return self.timings[one, kind].warm / self.timings[other, kind].warm


def measured(size: int, folder: Path) -> Measured:
    """All contenders at one size. Raises `AssertionError` where two that do the same work find different totals."""
    made = list(offers(size, krets.TODAY))
    start = time.perf_counter()
    place = IndexFolder(folder, size)
    place.path.mkdir(parents=True)
    with place.building() as build:
        create(build).fill(made, Cursor(1))
    built = time.perf_counter() - start
    generation = krets.loaded(build)
    all_facts = list(facts(made, generation.comparable(krets.names().calendar, krets.TODAY)))
    with _contenders(build, all_facts) as found:
        asked = _asked(next(one for one in found if one.name == tantivy_search.WITHOUT))
        opened: dict[str, float] = {}
        timings: dict[tuple[str, Kind], Timing] = {}
        totals: dict[str, dict[Asked, int]] = {}
        for contender in found:
            opened[contender.name], timed, totals[contender.name] = _measured_one(contender, asked)
            timings |= {(contender.name, kind): timing for kind, timing in timed.items()}
            _check(contender, totals[contender.name], totals[krets.WITH_FACETS])
        for one in (one for kind in Kind for one in asked[kind]):
            krets.answered(generation, one)
        memory = (generation.columns.nbytes(), generation.nbytes())
        return Measured(size, built, tuple(found), opened, timings, _constant(made[:HARDLY_ANY]), *memory)


def _constant(few: Sequence[IndexedOffer]) -> float:
    """What an answer costs in Python before there is any work in it: everything of hardly any offers, with all facets."""
    generation = generation_in_memory("few", 1, few, CONCEPTS)
    return _timed(lambda one: krets.answered(generation, one), [Asked()] * QUESTIONS, {}).warm


@contextmanager
def _contenders(build: Path, all_facts: Sequence[Facts]) -> Iterator[list[Contender]]:
    """All that can run on this machine; where there is no PostgreSQL, its rows are missing."""
    held = held_forms(all_facts)
    others = [plain_whoosh.contenders(build, held), tantivy_search.contenders(all_facts, held), sqlite_search.contenders(all_facts, held)]
    with ExitStack() as running:
        if server_programs() is not None:
            server = running.enter_context(running_server())
            others.append(running.enter_context(postgres_search.contenders(server, all_facts, held)))
        yield [*krets.contenders(build), *(one for several in others for one in several)]


def _asked(judge: Contender) -> Kinds:
    """Different questions of each kind that find enough for nobody to offer ways on, as one of the others counts."""
    with judge.open() as search:
        return {kind: list(_finding(kind, search)) for kind in Kind}


def _finding(kind: Kind, search: Search) -> Iterator[Asked]:
    seen: set[Asked] = set()
    for _, one in zip(range(10 * QUESTIONS), questions(kind), strict=False):
        if one not in seen and len(seen) < QUESTIONS and search(one) >= FEW:
            seen.add(one)
            yield one


def _measured_one(contender: Contender, asked: Kinds) -> tuple[float, dict[Kind, Timing], dict[Asked, int]]:
    totals: dict[Asked, int] = {}
    start = time.perf_counter()
    with contender.open() as search:
        opened = time.perf_counter() - start
        return opened, {kind: _timed(search, asked[kind], totals) for kind in Kind if kind in contender.kinds}, totals


def _timed(search: Search, asked: Sequence[Asked], totals: dict[Asked, int]) -> Timing:
    """The first question cold; then all of them once, so that every word has been asked for; then each at its best."""
    begin = time.perf_counter()
    cold = _lasting(search, asked[0], totals)
    answered: list[Asked] = []
    for one in asked:
        if len(answered) >= AT_LEAST and time.perf_counter() - begin > LONGEST_S / (1 + ROUNDS):
            break
        _lasting(search, one, totals)
        answered.append(one)
    return Timing(cold, statistics.median(min(_lasting(search, one, totals) for _ in range(ROUNDS)) for one in answered))


def _lasting(search: Search, one: Asked, totals: dict[Asked, int]) -> float:
    begin = time.perf_counter()
    total = search(one)
    lasted = time.perf_counter() - begin
    totals[one] = total
    return lasted


def _check(contender: Contender, totals: Mapping[Asked, int], expected: Mapping[Asked, int]) -> None:
    if contender.totals_differ:
        return
    for one, total in totals.items():
        if total != expected.get(one, total):
            raise AssertionError(f"{contender.name} finds {total} offers where Krets finds {expected[one]}: {one}")


def run(sizes: Sequence[int]) -> list[Measured]:
    """Measures and prints the tables of each size; what was measured is returned too."""
    console = Console(width=180)
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found.append(measured(size, Path(folder)))
        console.print(table_of(found[-1]))
    for one in found[-1].contenders:
        console.print(f"{one.name}: {one.facets or 'no'} facets; {one.says}.", highlight=False)
    console.print(ratios_of(found))
    console.print(f"An answer with facets in which there is no work takes Krets {min(one.constant for one in found) * 1e3:.2f} ms.")
    return found


def table_of(found: Measured) -> Table:
    """Milliseconds of each contender, cold and warm, by kind."""
    memory = f"in memory {found.column_bytes / 1e6:.1f} MB, after all questions {found.bytes_after / 1e6:.1f} MB"
    table = Table(title=f"{found.size:,} offers: index built in {found.built:.1f} s; {memory}; ms cold → warm")
    for name in ("", "facets", "open ms", *Kind):
        table.add_column(name, justify="right" if name else "left", no_wrap=True)
    for one in found.contenders:
        cells = [found.timings.get((one.name, kind)) for kind in Kind]
        told = [f"{cell.cold * 1e3:.2f} → {cell.warm * 1e3:.3f}" if cell else "–" for cell in cells]
        table.add_row(one.name, str(one.facets or ""), f"{found.opened[one.name] * 1e3:.1f}", *told)
    return table


def ratios_of(found: Sequence[Measured]) -> Table:
    """Krets beside tantivy, warm, at every size."""
    table = Table(title="Krets ÷ tantivy, warm")
    for name in ("offers", "", *Kind):
        table.add_column(name, justify="right")
    for one in found:
        for told, ours, theirs in (
            ("with facets", krets.WITH_FACETS, tantivy_search.WITH_FACETS),
            ("without", krets.WITHOUT, tantivy_search.WITHOUT),
        ):
            table.add_row(f"{one.size:,}", told, *(f"{one.ratio(ours, theirs, kind):.2f}" for kind in Kind))
    return table


def main(arguments: Sequence[str]) -> None:
    """Runs from the command line."""
    parser = argparse.ArgumentParser(prog="bench_search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="2,000 offers only")
    parser.add_argument("--size", type=int, action="append", help="other sizes")
    given = parser.parse_args(arguments)
    run(given.size or (SIZES[:1] if given.short else SIZES))


if __name__ == "__main__":
    main(sys.argv[1:])
