"""What one run is to do, read from the source's row once, and the tools that it does it with. Values; nothing is made at import."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from catalog.clock import Clock, oslo_day
from catalog.database import Database, Session
from catalog.model import Municipality, Source
from catalog.settings import Settings
from catalog.store import sources
from catalog.vocabulary import load_vocabulary
from importers.address_guard import AddressPolicy
from importers.contract import CategoriesFromWords, Importer
from importers.errors import RunFailed
from importers.fetch import FetchRules, Validators
from importers.journal import Fence, Settled, settles_nothing
from importers.recipes.loading import RECIPE, effective_options, recipes
from importers.registry import importer_for
from importers.retire import GRACE
from importers.shapes.brreg_pages import UNITS_PATH
from importers.worker.pool import Workers, shared_workers

READING = 2
"""To be raised when formats or cleaners read the same content differently: every source is then read anew once."""

BATCH = 200
CURSOR_LASTS = timedelta(days=7)
"""Feeds of changes keep what was deleted for seven days (RPDE 1.0); who was away for longer must begin anew."""

Progress = Callable[[str, int, int | None], None]


def _silent(_stage: str, _done: int, _total: int | None) -> None:
    """Shows nothing."""


def _no_label(_slug: str, _language: str) -> str | None:
    """Nothing has a name."""
    return None


def _unfenced(_: Session) -> None:
    """No lease but the run's own."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What every run works with. `progress` is told the stage, how many records are done, and of how many if that is known.

    `importer_for`'s formats, `categories_from_words` and `category_label` (of a slug, in a language) travel to the reader's process
    and must be of modules that it can import. `fence` is called at the start of each transaction and raises to stop a run whose
    scheduler has lost its lease; `settled` in the transaction that closes a run. `batch` is how many records are committed at a time.
    """

    clock: Clock
    categories_from_words: CategoriesFromWords
    rules: FetchRules = field(default_factory=FetchRules)
    importer_for: Callable[[str], Importer] = importer_for
    geocoder_url: str | None = None
    registers_url: str | None = None
    progress: Progress = _silent
    fence: Fence = _unfenced
    settled: Settled = settles_nothing
    batch: int = BATCH
    category_label: Callable[[str, str], str | None] = _no_label
    workers: Workers = field(default_factory=shared_workers)


def tools_from(settings: Settings, clock: Clock, *, progress: Progress = _silent, fence: Fence = _unfenced) -> Tools:
    """The tools of an installation, as its settings ask."""
    rules = FetchRules(
        policy=AddressPolicy.allowing(settings.allow_private_feeds), user_agent=f"Krets (leisure catalog; +{settings.base_url})"
    )
    words = load_vocabulary()
    return Tools(
        clock,
        words.match_labels,
        rules,
        geocoder_url=settings.geocoder_url,
        registers_url=settings.brreg_url,
        progress=progress,
        fence=fence,
        category_label=words.label,
    )


@dataclass(frozen=True, slots=True)
class OneOff:
    """A file or address to be imported once."""

    municipality_id: int
    location: str
    format: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """One source as a run needs it. `source_id` is None for a dry run of a place that is not stored.

    `anew`: every record is read even if its content is the same, since the options changed, or since this is the first run of
    a month (what a record means depends on the day: the horizon moves, ages follow years of birth). `cursor` is where a feed of
    changes was left; None: from its beginning, since all is read anew, since the last whole run is too long ago, or since an offer
    that was missing then must be looked for once more.
    """

    source_id: int | None
    municipality_id: int
    name: str
    format: str
    location: str
    options: Mapping[str, str]
    language: str
    expected: int | None = None
    validators: Validators = field(default_factory=Validators)
    anew: bool = True
    unused_before: tuple[str, ...] = ()
    cursor: str | None = None

    @property
    def reading(self) -> str:
        """What decides how content is read, as one short word."""
        return reading_word(self.format, self.options)

    @property
    def effective(self) -> Mapping[str, str]:
        """The options that it is read with, its recipe's among them. Raises `RunFailed` for a recipe that there is not."""
        return effective_options(self.format, self.options)

    def address(self, registers_url: str | None) -> str:
        """Where it is fetched from: its location; a bare question to the national registers on the host of the setting.

        Raises `RunFailed` for such a question where there is no setting.
        """
        if not self.location.startswith(f"{UNITS_PATH}?"):
            return self.location
        if registers_url is None:
            raise RunFailed("this source asks the national registers, whose address is the setting KRETS_BRREG_URL; it is not set")
        return registers_url.rstrip("/") + self.location

    def passing_source(self) -> Source:
        """A row for a place that is not stored, to live within one transaction."""
        return Source(
            municipality_id=self.municipality_id,
            name=self.name,
            format=self.format,
            location=self.location,
            options=dict(self.options),
            one_off=True,
        )


def reading_word(format_name: str, options: Mapping[str, str]) -> str:
    """A short word that changes whenever the same content would be read differently."""
    recipe = recipes().get(options.get(RECIPE, ""))
    words = json.dumps([READING, format_name, sorted(options.items()), *([sorted(recipe.options.items())] if recipe else [])])
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def plan_of(database: Database, source_id: int, clock: Clock) -> Plan:
    """The plan of a stored source; raises `NotFound`."""
    with database.reading() as session:
        source = sources.source(session, source_id)
        last = sources.last_good_run(session, source_id)
        options = {name: str(value) for name, value in source.options.items()}
        same_way = last is not None and last.facts.get("reading") == reading_word(source.format, options)
        now = clock.now()
        same_month = last is not None and oslo_day(last.started_at).replace(day=1) == oslo_day(now).replace(day=1)
        goes_on = same_way and same_month and last is not None and now - last.started_at <= CURSOR_LASTS
        return Plan(
            source_id=source.id,
            municipality_id=source.municipality_id,
            name=source.name,
            format=source.format,
            location=source.location,
            options=options,
            language=session.get_one(Municipality, source.municipality_id).language,
            expected=source.expected_count,
            validators=Validators(source.etag, source.last_modified) if same_way and same_month else Validators(),
            anew=not (same_way and same_month),
            unused_before=tuple(last.unused_fields) if last else (),
            cursor=source.cursor if goes_on and not sources.awaits_second_look(session, source_id, now - GRACE) else None,
        )


def plan_once(database: Database, what: OneOff, clock: Clock, *, dry_run: bool) -> Plan:
    """The plan of a one-off import; its source is the one that an earlier import of the same place left, or a new one."""
    with database.reading() as session:
        language = session.get_one(Municipality, what.municipality_id).language
        known = sources.one_off_source(session, what.municipality_id, what.location, what.format)
        source_id = known.id if known else None
        options_differ = known is not None and known.options != dict(what.options)
    plan = Plan(source_id, what.municipality_id, what.location, what.format, what.location, what.options, language)
    if dry_run and (source_id is None or options_differ):
        return Plan(source_id, plan.municipality_id, plan.name, plan.format, plan.location, plan.options, plan.language)
    if source_id is None or options_differ:
        with database.transaction() as session:
            source = sources.source(session, source_id) if source_id else plan.passing_source()
            source.options = dict(what.options)
            session.add(source)
            session.flush()
            source_id = source.id
    return plan_of(database, source_id, clock)
