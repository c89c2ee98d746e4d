"""The normalise stage: what became of a record so far, and whether there is anything to do about it. Writes nothing.

The drafts themselves are made in another process (`importers.reader`).

Rule: a record whose content is the one that was stored is not read again, except when it was rejected (the reason may depend on
the day), when its offer had been retired, or when the whole source is read anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalog.drafts import OfferDraft, OrganisationDraft, VenueDraft
from catalog.errors import GeocoderUnavailable
from catalog.located import Located
from catalog.store.sources import Listed
from importers.contract import FieldWarning
from importers.drafting import Drafted, Refusal
from importers.errors import ENDED, LEAD, RecordRejected
from importers.listing import Arrival

REJECTED, SKIPPED = "rejected", "skipped"
Locate = Callable[[VenueDraft], Located | None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record on its way into the catalog: the draft of an offer and its place, or of an organisation (`unit`), or why there is none."""

    arrival: Arrival
    known: Listed | None
    draft: OfferDraft | None = None
    place: Located | None = None
    problem: RecordRejected | None = None
    skipped: Refusal | None = None
    warnings: tuple[FieldWarning, ...] = ()
    unit: OrganisationDraft | None = None

    @staticmethod
    def of(arrival: Arrival, known: Listed | None, found: Drafted) -> "Prepared":
        """A record with what its format made of it; its place is not known yet."""
        problem = found.refusal.error() if found.refusal else None
        return Prepared(arrival, known, found.offer, None, problem, found.skipped, found.warnings, found.unit)

    @property
    def withdraws(self) -> bool:
        """Whether the publisher says that an offer which was here is no longer one. What merely ended, or is a lead, stays as it was."""
        gone = self.skipped is not None and self.skipped.reason not in {ENDED, LEAD}
        return bool(gone and self.known and self.known.offer_id and not self.known.retired)

    @property
    def newly_rejected(self) -> bool:
        """Whether a record that used to be good cannot be read any more."""
        return bool(self.problem and self.known and self.known.stands and self.known.outcome != REJECTED)


def is_settled(arrival: Arrival, known: Listed | None) -> bool:
    """Whether the record says what it said last time and nothing is left to do about it."""
    if known is None or known.content_hash != arrival.content_hash or known.outcome == REJECTED:
        return False
    return known.outcome == SKIPPED or not known.retired


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
