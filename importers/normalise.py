"""The normalise stage: what became of a record so far, and whether there is anything to do about it. Writes nothing.

Rule: a record whose content is the one that was stored is not read again, except when it was rejected (the reason may depend on
the day), when its offer had been retired, or when the whole source is read anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalog.drafts import OfferDraft, VenueDraft
from catalog.errors import GeocoderUnavailable
from catalog.located import Located
from catalog.store.sources import Listed
from importers.contract import Context, FieldWarning, Importer, draft_from
from importers.errors import ENDED, RecordRejected, RecordSkipped, RunFailed
from importers.listing import Arrival

REJECTED, SKIPPED = "rejected", "skipped"
Locate = Callable[[VenueDraft], Located | None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record on its way into the catalog: a draft and its place, or why there is none."""

    arrival: Arrival
    known: Listed | None
    draft: OfferDraft | None = None
    place: Located | None = None
    problem: RecordRejected | None = None
    skipped: str | None = None
    warnings: tuple[FieldWarning, ...] = ()

    @property
    def withdraws(self) -> bool:
        """Whether the publisher says that an offer which was here is no longer one. What merely ended stays as it was."""
        return bool(self.skipped and self.skipped != ENDED and self.known and self.known.offer_id and not self.known.retired)

    @property
    def newly_rejected(self) -> bool:
        """Whether a record that used to be good cannot be read any more."""
        return bool(self.problem and self.known and self.known.offer_id and self.known.outcome != REJECTED)


def is_settled(arrival: Arrival, known: Listed | None) -> bool:
    """Whether the record says what it said last time and nothing is left to do about it."""
    if known is None or known.content_hash != arrival.content_hash or known.outcome == REJECTED:
        return False
    return known.outcome == SKIPPED or not known.retired


def prepare(importer: Importer, arrival: Arrival, known: Listed | None, context: Context) -> Prepared:
    """The record's draft, or why there is none; whatever a format does, the record costs only itself."""
    try:
        draft = draft_from(importer, arrival.record(), context)
    except RecordRejected as error:
        return Prepared(arrival, known, problem=error, warnings=context.notes.take_warnings())
    except RecordSkipped as error:
        return Prepared(arrival, known, skipped=error.reason, warnings=context.notes.take_warnings())
    except Exception as error:  # noqa: BLE001  a defect of a format costs the record, never the run
        found = RecordRejected("record", arrival.position, f"Krets could not read it ({type(error).__name__})")
        return Prepared(arrival, known, problem=found, warnings=context.notes.take_warnings())
    if not isinstance(draft, OfferDraft):
        raise RunFailed(f"{importer.format} lists no offers here; load its places or schools with their own command")
    return Prepared(arrival, known, draft, warnings=context.notes.take_warnings())


class Places:
    """Where venues are, asked before any transaction begins, each venue once a run; a geocoder that is away costs only the place.

    `start` gives what finds them, and is called only when the first venue is asked for.
    """

    def __init__(self, start: Callable[[], Locate]) -> None:
        self._start = start
        self._locate: Locate | None = None
        self._known: dict[tuple[object, ...], Located | None] = {}

    def of(self, draft: OfferDraft) -> Located | None:
        """The place of the draft's venue, None when it is unknown."""
        venue = draft.venue
        if venue is None:
            return None
        key = (venue.name, venue.address, venue.postcode, venue.city, venue.point, venue.point_quality)
        if key not in self._known:
            self._locate = self._locate or self._start()
            try:
                self._known[key] = self._locate(venue)
            except GeocoderUnavailable:
                return None
        return self._known[key]


def split(arrivals: list[Arrival], known: Mapping[str, Listed], *, anew: bool) -> tuple[list[Arrival], list[Arrival]]:
    """The records that are settled, and those that must be read."""
    settled = [one for one in arrivals if not anew and is_settled(one, known.get(one.key))]
    keys = {one.key for one in settled}
    return settled, [one for one in arrivals if one.key not in keys]
