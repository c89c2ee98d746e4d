"""A municipality that real formats are imported into, from a server on loopback or a folder, and what can be seen of it after."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.model import Municipality, Offer, Source
from importers import pipeline
from importers.journal import RunReport
from importers.plan import Tools
from importers.registry import importer_for
from tests.importers.reading_feeds import vocabulary
from tests.importers.small_feed import small_tools
from tests.web_server import WebServer


@dataclass
class Landing:
    """Where a feed lands. Tests change `tools.rules` for shorter limits."""

    database: Database
    clock: FixedClock
    folder: Path
    server: WebServer
    municipality_id: int = 0
    tools: Tools = field(init=False)

    def __post_init__(self) -> None:
        self.tools = replace(small_tools(self.clock), importer_for=importer_for, categories_from_words=vocabulary().match_labels, batch=200)
        with self.database.transaction() as session:
            municipality = Municipality(number="3312", name="Lier", slug="lier")
            session.add(municipality)
            session.flush()
            self.municipality_id = municipality.id

    def limit(self, **limits: object) -> None:
        """Fetches under these rules instead."""
        self.tools = replace(self.tools, rules=replace(self.tools.rules, **limits))  # type: ignore[arg-type]

    def source(self, location: str, format_name: str = "csv", options: Mapping[str, str] | None = None) -> int:
        """A new source at an address or path."""
        with self.database.transaction() as session:
            row = Source(
                municipality_id=self.municipality_id, name="Kilde", format=format_name, location=location, options=dict(options or {})
            )
            session.add(row)
            session.flush()
            return row.id

    def served(self, path: str, body: bytes | str, format_name: str = "csv", headers: Mapping[str, str] | None = None) -> int:
        """A source whose address answers this body."""
        self.server.answer(path, body, headers=headers)
        return self.source(self.server.address(path), format_name)

    def run(self, source_id: int, *, force: bool = False, dry_run: bool = False) -> RunReport:
        """One run; its counts must account for every record."""
        report = pipeline.run(self.database, source_id, self.tools, force=force, dry_run=dry_run)
        counts = report.counts
        parts = ("created", "updated", "unchanged", "merged", "rejected", "skipped")
        assert counts["read"] == sum(counts[part] for part in parts), counts
        return report

    def later(self, **passed: float) -> None:
        """Time goes by."""
        self.clock.instant += timedelta(**passed)

    def offers(self) -> dict[str, str]:
        """Each offer's title and status."""
        with self.database.reading() as session:
            return {offer.title: offer.status.value for offer in session.scalars(select(Offer).order_by(Offer.id))}

    def published(self) -> int:
        """How many offers families can see."""
        return list(self.offers().values()).count("published")


def table(numbers: Iterable[int], **columns: str) -> str:
    """A municipal list of club offers with these numbers; further columns hold one text in each row."""
    header = ";".join(["Id", "Navn", "Arrangør", "Sted", *columns])
    return (
        "\n".join([header, *(";".join([str(n), f"Tilbud nummer {n}", f"Klubb {n}", "Lierhallen", *columns.values()]) for n in numbers)])
        + "\n"
    )


def objects(records: Iterable[Mapping[str, object]]) -> str:
    """A list of objects as JSON."""
    return json.dumps(list(records), ensure_ascii=False)
