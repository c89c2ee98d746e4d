"""How good answers are on the judged set: nDCG@10, recall@25, searches with no result, and the searches that do worst.

    python -m tests.benchmarks.bench_relevance [--short | --all]

The demo is loaded as it was judged (see tests/search/relevance/README.md) and every search goes the whole way from the typed text.
The figures are the same on every machine. `--short` prints the means only, `--all` every search with what it found.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.search.relevance.evaluation import DEPTH, PAGE, Evaluated, evaluated, judged_demo, summary
from tests.search.relevance.judgements import judgements

WORST = 10


def groups(found: Sequence[Evaluated]) -> Mapping[str, list[Evaluated]]:
    """All searches, then each municipality's, then those of each language and the slips."""
    grouped = {"all": list(found)}
    for one in found:
        grouped.setdefault(one.judged.municipality, []).append(one)
    for one in sorted(found, key=lambda one: one.judged.written):
        grouped.setdefault(one.judged.written, []).append(one)
    return grouped


def means(found: Sequence[Evaluated]) -> Table:
    """One row a group."""
    table = Table(title=f"{len(found)} judged searches on the demo")
    for column in ("", "searches", f"nDCG@{DEPTH}", f"recall@{PAGE}", "no result", "empty page"):
        table.add_column(column, justify="left" if not column else "right")
    for name, ones in groups(found).items():
        told = summary(ones)
        row = (f"{told.ndcg:.3f}", f"{told.recall:.3f}", f"{told.zero_results:.1%}", f"{told.empty_pages:.1%}")
        table.add_row(name, str(len(ones)), *row)
    return table


def worst(found: Sequence[Evaluated], most: int = WORST) -> Table:
    """The searches with the least nDCG, and what they should have found first."""
    table = Table(title=f"the {min(most, len(found))} that do worst")
    for column in ("search", f"nDCG@{DEPTH}", f"recall@{PAGE}", "hits", "first found", "just right, not among the first ten"):
        table.add_column(column)
    for one in sorted(found, key=lambda one: one.ndcg)[:most]:
        first = [f"{grade} {name.split(' | ')[0]}" for name, grade in one.found[:DEPTH]]
        missed = sorted({name.split(" | ")[0] for name, grade in one.judged.judged.items() if grade == 3} - {name[2:] for name in first})
        asked = f"{one.judged.municipality}: {one.judged.q}"
        table.add_row(asked, f"{one.ndcg:.2f}", f"{one.recall:.2f}", str(one.total), "\n".join(first[:5]), "\n".join(missed[:5]))
    return table


def run() -> list[Evaluated]:
    """Loads the demo into a folder of its own, puts every judged search to it and measures."""
    with tempfile.TemporaryDirectory() as folder, judged_demo(Path(folder)) as krets:
        return evaluated(krets, judgements())


def main(arguments: Sequence[str]) -> None:
    """Runs from the command line."""
    parser = argparse.ArgumentParser(prog="bench_relevance", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    amount = parser.add_mutually_exclusive_group()
    amount.add_argument("--short", action="store_true", help="the means only")
    amount.add_argument("--all", action="store_true", help="every search")
    chosen = parser.parse_args(arguments)
    console, found = Console(width=170), run()
    console.print(means(found))
    if not chosen.short:
        console.print(worst(found, len(found) if chosen.all else WORST))


if __name__ == "__main__":
    main(sys.argv[1:])
