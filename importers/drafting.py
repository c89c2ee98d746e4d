"""What a record's own format makes of it: a draft, or why there is none. Knows no database: it runs in the reader's process.

Whatever a format does, the record costs only itself. Memory that runs out is the one thing that is not swallowed here, since it
says nothing about the record alone: who watches over the limits decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.drafts import OfferDraft, OrganisationDraft
from importers.contract import Context, FieldWarning, Importer, draft_from
from importers.errors import RecordRejected, RecordSkipped, RunFailed
from importers.listing import Arrival

LONGEST_VALUE = 2000


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a record was rejected or passed over, as plain words that travel between processes."""

    field: str
    value: str
    reason: str

    @staticmethod
    def of(error: RecordRejected | RecordSkipped) -> "Refusal":
        """The same as a value."""
        return Refusal(error.field, str(error.value)[:LONGEST_VALUE], error.reason)

    def error(self) -> RecordRejected:
        """The same as an error."""
        return RecordRejected(self.field, self.value, self.reason)


@dataclass(frozen=True, slots=True)
class Drafted:
    """One record: the offer or the organisation (`unit`) that it proposes, or why there is neither, and what was noticed."""

    offer: OfferDraft | None = None
    unit: OrganisationDraft | None = None
    refusal: Refusal | None = None
    skipped: Refusal | None = None
    warnings: tuple[FieldWarning, ...] = ()


def drafted(importer: Importer, arrival: Arrival, context: Context) -> Drafted:
    """What the record comes to. Raises `RunFailed` for a format whose records are neither offers nor organisations."""
    try:
        draft = draft_from(importer, arrival.record(), context)
    except RecordRejected as error:
        return Drafted(refusal=Refusal.of(error), warnings=context.notes.take_warnings())
    except RecordSkipped as error:
        return Drafted(skipped=Refusal.of(error), warnings=context.notes.take_warnings())
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  a defect of a format costs the record, never the run
        found = Refusal("record", arrival.position, f"Krets could not read it ({type(error).__name__})")
        return Drafted(refusal=found, warnings=context.notes.take_warnings())
    if isinstance(draft, OfferDraft):
        return Drafted(draft, warnings=context.notes.take_warnings())
    if isinstance(draft, OrganisationDraft):
        return Drafted(unit=draft, warnings=context.notes.take_warnings())
    raise RunFailed(f"{importer.format} lists no offers here; load its places or schools with their own command")


def all_drafted(importer: Importer, arrivals: Iterable[Arrival], context: Context) -> Iterator[Drafted]:
    """What each record comes to, in their order."""
    for arrival in arrivals:
        yield drafted(importer, arrival, context)
