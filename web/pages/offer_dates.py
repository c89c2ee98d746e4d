"""The dated meetings of an offer as lines: those to come, with what is known of each. One plain date is told in the fact box alone."""

from catalog.clock import OSLO, oslo_day
from catalog.model import Occurrence
from catalog.offer_facts import coming_meetings
from catalog.terms import OccurrenceStatus, Status
from web.labels import label
from web.naming import holiday_words
from web.pages.telling import Telling
from web.view import DateLine
from web.wording.dates import meeting_words

SHOWN_AT_ONCE = 8


def date_lines(told: Telling) -> tuple[DateLine, ...]:
    """A line for each coming meeting; none where the fact box has told everything."""
    coming = coming_meetings(told.offer, told.now)
    lines = tuple(_line(told, row) for row in coming)
    return () if len(lines) == 1 and not lines[0].status and not lines[0].note else lines


def _line(told: Telling, row: Occurrence) -> DateLine:
    start, end = row.starts_at.astimezone(OSLO), row.ends_at.astimezone(OSLO) if row.ends_at else None
    words = meeting_words(start, end, told.speech, all_day=row.all_day)
    iso = start.date().isoformat() if row.all_day else start.isoformat()
    return DateLine(words, iso, _status(told, row), ". ".join(part for part in (row.note, _doubt(told, row)) if part) or None)


def _status(told: Telling, row: Occurrence) -> str | None:
    if told.offer.status is Status.CANCELLED:
        return label(OccurrenceStatus.CANCELLED, told.language)
    return None if row.status is OccurrenceStatus.SCHEDULED else label(row.status, told.language)


def _doubt(told: Telling, row: Occurrence) -> str | None:
    """That it falls in a school holiday and nobody has said whether it is held then."""
    if not row.unsure or row.status is OccurrenceStatus.CANCELLED:
        return None
    holiday = told.calendar.on(oslo_day(row.starts_at))
    if holiday is None:
        return told.gettext("Usikkert – spør arrangøren")
    return told.gettext("%(holiday)s – spør arrangøren", holiday=holiday_words(holiday, told.speech))
