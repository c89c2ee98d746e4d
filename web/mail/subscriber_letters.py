"""What subscribers are told: confirm, here is what is new, it is over. Nothing that a stranger typed stands in the first of them.

Somebody else may have written the address into the form, so the letter that asks to confirm holds words of our own only: nobody
can have Krets mail a message to a third person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from web.language import Language, mark
from web.mail.letters import Letter, LetterItem
from web.wording.dates import Speech, date_words


class Ending(StrEnum):
    """Why a subscription ends by itself."""

    SEASON = "season"
    YEAR = "year"
    UNREADABLE = "unreadable"


WHY = {
    Ending.SEASON: mark("Dagene du valgte, er over."),
    Ending.YEAR: mark("Det er et år siden du begynte å følge søket."),
    Ending.UNREADABLE: mark("Noe du søkte etter, finnes ikke lenger i katalogen."),
}


@dataclass(frozen=True, slots=True)
class Followed:
    """A followed search as letters tell of it: the municipality's name, the search in words, its last day, and where it can be ended."""

    municipality: str
    search: str
    ends_on: date
    end_link: str
    speech: Speech

    @property
    def language(self) -> Language:
        """The letters' language."""
        return self.speech.language

    @property
    def last_day(self) -> str:
        """Its last day in words."""
        return date_words(self.ends_on, self.speech)


def confirm_letter(followed: Followed, link: str) -> Letter:
    """Asks whoever reads the address's mail whether it wants to follow the search; `followed.search` has no typed words."""
    gettext = followed.language.gettext
    return Letter(
        followed.language,
        gettext("Vil du ha nye fritidstilbud i %(name)s på e-post?", name=followed.municipality),
        (
            gettext("Hei! Noen har bedt om nye treff fra fritidstilbudene i %(name)s til denne adressen.", name=followed.municipality),
            gettext("Søket: %(search)s", search=followed.search),
            gettext(
                "Du får høyst én e-post i uka, og bare når det er noe nytt. Det varer til og med %(day)s, og du kan avslutte når du vil.",
                day=followed.last_day,
            ),
            gettext("Vil du ha dette, åpner du lenken og trykker på knappen. Lenken virker i to døgn."),
        ),
        gettext("Ja, jeg vil ha nye treff"),
        link,
        gettext("Har du ikke bedt om dette, trenger du ikke gjøre noe. Da hører du ikke mer, og vi sletter adressen innen to døgn."),
    )


def digest_letter(followed: Followed, items: Sequence[LetterItem], total: int, link: str) -> Letter:
    """What is new since last time: some of it listed, `total` in all, and the whole search behind `link`."""
    language = followed.language
    subject = language.ngettext(
        "%(num)s nytt fritidstilbud i %(name)s", "%(num)s nye fritidstilbud i %(name)s", total, name=followed.municipality
    )
    told = language.ngettext(
        "Det er %(num)s nytt tilbud i søket du følger: %(search)s",
        "Det er %(num)s nye tilbud i søket du følger: %(search)s",
        total,
        search=followed.search,
    )
    more = total - len(items)
    rest = (language.ngettext("Og %(num)s til. Du finner det i søket.", "Og %(num)s til. Du finner dem i søket.", more),) if more else ()
    return Letter(
        language,
        subject,
        (told, *rest),
        language.gettext("Se hele søket"),
        link,
        language.gettext(
            "Du får denne e-posten fordi du har bedt om den. Den kommer høyst én gang i uka til og med %(day)s.", day=followed.last_day
        ),
        tuple(items),
        ((language.gettext("Avslutt disse e-postene"), followed.end_link),),
    )


def last_letter(followed: Followed, link: str, ending: Ending) -> Letter:
    """That it is over, why, and that the address is deleted."""
    gettext = followed.language.gettext
    searched = (gettext("Du har fulgt dette søket: %(search)s", search=followed.search),) if followed.search else ()
    ended = gettext("Derfor får du ikke flere e-poster om det. Vi har slettet søket og adressen som hørte til.")
    return Letter(
        followed.language,
        gettext("Dette er den siste e-posten om søket ditt i %(name)s", name=followed.municipality),
        (*searched, gettext(WHY[ending]), ended),
        gettext("Søk på nytt"),
        link,
        gettext("Vil du følge et nytt søk, kan du velge det under treffene."),
    )
