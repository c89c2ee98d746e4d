"""The languages of the pages, and words by language without a request: for labels, JSON, calendar files and the command line.

Source strings are bokmål, so bokmål needs no catalogue; nynorsk and English are complete (a test holds them so). Templates
use the same catalogues through Flask-Babel. This module knows nothing of the request: who asks, names the language.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from babel.core import Locale
from babel.support import NullTranslations, Translations

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
"""Codes of the pages' languages, each with its own name."""
TRANSLATIONS = Path(__file__).parent / "translations"


def mark(message: str) -> str:
    """The message itself, noted for translation: for tables whose words are chosen before the language is known."""
    return message


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the pages: `code` is nb, nn or en; anything else raises KeyError."""

    code: str

    def __post_init__(self) -> None:
        LANGUAGES[self.code]

    @classmethod
    def of(cls, code: str | None) -> Self:
        """The language of a code, its region ignored; bokmål where it is none of ours ("no" and "da" are read as bokmål)."""
        short = (code or "").replace("_", "-").split("-")[0].lower()
        return cls(short if short in LANGUAGES else "nb")

    @property
    def locale(self) -> Locale:
        """Babel's locale: English dates and numbers are British."""
        return _locale(self.code)

    def gettext(self, message: str, **values: object) -> str:
        """The message in this language, its %(name)s filled in."""
        text = _catalogue(self.code).ugettext(message)
        return text % values if values else text

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """The form of the message for a number, which is %(num)s in it (Norwegian: only 1 is singular)."""
        return _catalogue(self.code).ungettext(one, many, number) % {"num": number, **values}


BOKMAL = Language("nb")
NYNORSK = Language("nn")
ENGLISH = Language("en")


@lru_cache(maxsize=len(LANGUAGES))
def _locale(code: str) -> Locale:
    return Locale.parse("en_GB" if code == "en" else code)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(code: str) -> NullTranslations:
    if code == "nb":
        return NullTranslations()
    found = Translations.load(str(TRANSLATIONS), [code])
    if not isinstance(found, Translations):
        raise FileNotFoundError(f"the catalogue of {code} is not compiled: run `python -m web.assets.build`")
    return found
