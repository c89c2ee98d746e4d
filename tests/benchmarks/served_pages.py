"""What the benchmark of pages asks, of what: a full Lier, questions with the totals that their answers must name, and a server."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import urlencode

from catalog.clock import SystemClock, oslo_day
from catalog.migrations import upgrade
from catalog.settings import settings_from
from catalog.store.indexing import listed_ids
from catalog.store.listed_offers import offers_by_id
from catalog.store.municipalities import municipality
from importers.pipeline import run_once
from importers.plan import OneOff, tools_from
from search.filters import OfferFilter
from tests.benchmarks.generated_feeds import written
from tests.demo_installation import environment
from web.answers import answer, legal_names
from web.context import Krets, open_krets
from web.demo.load import load_municipality
from web.language import BOKMAL
from web.links import offer_path
from web.wording.answers import hits_words

STARTING_S = 60.0
SUBJECTS = ("fotball", "korps", "kor", "sjakk", "speiding", "dans", "teater", "klatring", "svømming", "håndball")
ASKED_SO = ("{}", "gratis {} for 8-åring", "{} tirsdag", "{} på Tranby", "kurs i {} 10 år", "{} i vinterferien")
OTHER_QUESTIONS = ("gratis i helga", "lek", "nybegynnere", "rullestol", "noe for tenåringer", "høstgruppe ettermiddag")
SHOWN_OFFERS = 40
VIEWS = ("map", "calendar", "print")


@dataclass(frozen=True, slots=True)
class Asked:
    """An address, and what its page must say."""

    path: str
    must_say: bytes = b""


@dataclass(frozen=True, slots=True)
class Paths:
    """What is asked for, by the kind of page."""

    searches: list[Asked]
    home: list[Asked]
    offers: list[Asked]
    views: list[Asked]


@contextmanager
def catalog(count: int) -> Iterator[Path]:
    """The folder of an installation whose Lier has just so many listed offers: the demo's, and generated ones; indexed."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "var"
        with open_krets(settings_from(environment(folder)), SystemClock()) as krets:
            upgrade(krets.database)
            load_municipality(krets, "lier", lambda _: None)
            place, have = _listed(krets)
            feed = written("csv", count - have, oslo_day(krets.clock.now()), Path(made))
            report = run_once(krets.database, OneOff(place, str(feed), "csv"), tools_from(krets.settings, krets.clock))
            if report.outcome != "complete" or _listed(krets)[1] != count:
                raise RuntimeError(f"the catalog was not made: {report.outcome}, {report.reason}, {_listed(krets)[1]} offers")
            krets.syncing.sync_all()
        yield folder


def _listed(krets: Krets) -> tuple[int, int]:
    """The id of Lier and how many offers it lists."""
    with krets.database.reading() as session:
        place = municipality(session, "lier")
        return place.id, len(listed_ids(session, place.id))


def paths_of(folder: Path) -> Paths:
    """What to ask of this catalog, with the totals that the search engine counts here."""
    texts = [*OTHER_QUESTIONS, *(way.format(subject) for way, subject in chain.from_iterable(_turns()))]
    with open_krets(settings_from(environment(folder)), SystemClock()) as krets, krets.database.reading() as session:
        place = municipality(session, "lier")
        names = legal_names(krets, session, place)

        def search(text: str) -> Asked:
            found = answer(krets, session, place, OfferFilter(q=text), names)
            said = f'data-status="{hits_words(found.results.total, BOKMAL)}'
            return Asked(f"/lier/?{urlencode({'q': text})}", said.encode())

        everything = answer(krets, session, place, OfferFilter(), names).results.total
        ids = listed_ids(session, place.id)
        shown = offers_by_id(session, ids[:: max(1, len(ids) // SHOWN_OFFERS)])
        return Paths(
            [search(text) for text in texts],
            [Asked("/lier/", f"{everything} tilbud".encode())],
            [Asked(offer_path(place, offer), f'data-save="{offer.id}"'.encode()) for offer in shown],
            [Asked(f"/lier/?{urlencode({'q': text, 'view': view})}") for view in VIEWS for text in ("fotball", "gratis", "kurs")],
        )


def _turns() -> Iterator[list[tuple[str, str]]]:
    """Every way to ask with every subject, no subject twice in a row."""
    for turn in range(len(ASKED_SO)):
        yield [(ASKED_SO[(turn + number) % len(ASKED_SO)], subject) for number, subject in enumerate(SUBJECTS)]


@contextmanager
def served(*arguments: str, folder: Path) -> Iterator[str]:
    """The address of a server that is started with these arguments and its port; stopped by its id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with subprocess.Popen([sys.executable, "-m", *arguments, "--port", str(port)], env=environment(folder)) as server:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(STARTING_S)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + STARTING_S
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"no server within {STARTING_S} s")
