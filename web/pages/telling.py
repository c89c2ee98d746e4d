"""What is being told on the page of one offer: of which offer, to whom, when; and lines of the fact box in the right language.

Words of the page are in its language, words of the publisher keep theirs.
"""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from catalog.model import Municipality, Offer
from catalog.school_year import SchoolCalendar
from web.frame import localised
from web.language import Language
from web.pages.cards import foreign_language
from web.view import FactLine
from web.wording.dates import Speech


@dataclass(frozen=True, slots=True)
class Telling:
    """One offer told in one language at one instant; `ended_on` is set when it is over."""

    offer: Offer
    municipality: Municipality
    calendar: SchoolCalendar
    speech: Speech
    now: datetime
    ended_on: date | None = None

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.speech.language

    @property
    def lang(self) -> str | None:
        """The language of the publisher's words, where it is not the page's."""
        return foreign_language(self.offer, self.speech)

    def gettext(self, message: str, **values: object) -> str:
        """The message in the page's language."""
        return self.language.gettext(message, **values)

    def own(self, words: str, *, quiet: bool = False) -> FactLine:
        """A line in the publisher's own words."""
        return FactLine(words, quiet=quiet, lang=self.lang)

    def quiet(self, words: str) -> FactLine:
        """A remark of the page's, already in its language."""
        return FactLine(words, quiet=True)

    def link(self, words: str, path: str, *, quiet: bool = False) -> FactLine:
        """A line that leads to another page of ours."""
        return FactLine(words, localised(path), quiet=quiet)


def web_address(address: str | None) -> str | None:
    """The address where it is one of the web, http or https with a host; else nothing, since a link may run what it names."""
    if not address:
        return None
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    return address.strip() if parts.scheme in {"http", "https"} and parts.hostname else None
