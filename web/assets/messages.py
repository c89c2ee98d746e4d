"""Keeps the translation catalogues in step with the words in code and templates: `python -m web.assets.messages`.

Adds what is new as untranslated, drops what is gone, keeps every translation, and names what is missing. It never guesses a
translation ("fuzzy"): a changed sentence is a new one. Bokmål is the source and has no catalogue.
"""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).resolve().parent.parent
TRANSLATIONS = WEB / "translations"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
LANGUAGES = ("nn", "en")
MADE = datetime(2026, 11, 22, tzinfo=UTC)
"""The date in every header: a date that changed with each run would make two branches collide."""

MessageId = str | tuple[str, ...]


def messages_in_use(folder: Path = WEB) -> set[MessageId]:
    """Every message of code and templates; one with a plural is a pair."""
    keywords = {**DEFAULT_KEYWORDS, "mark": None}
    return {message for _, _, message, _, _ in extract_from_dir(folder, METHODS, keywords=keywords) if message}


def read_catalogue(language: str, folder: Path = TRANSLATIONS) -> Catalog:
    """The catalogue as it stands; an empty one when there is none yet."""
    path = catalogue_path(language, folder)
    if not path.is_file():
        return Catalog(language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def catalogue_path(language: str, folder: Path = TRANSLATIONS) -> Path:
    """Where a language's catalogue is."""
    return folder / language / "LC_MESSAGES" / "messages.po"


def untranslated(catalogue: Catalog) -> list[MessageId]:
    """The messages without a translation that can be trusted."""
    doubtful = (message for message in catalogue if message.id and (message.fuzzy or not all(_forms(message.string))))
    return [message.id if isinstance(message.id, str) else tuple(message.id) for message in doubtful]


def updated(old: Catalog, language: str, messages: Iterable[MessageId]) -> Catalog:
    """A catalogue of exactly these messages, with what the old one says of them."""
    names = {
        "project": "Krets",
        "version": "1",
        "msgid_bugs_address": "the issue tracker",
        "last_translator": "Krets",
        "language_team": language,
    }
    new = Catalog(language, creation_date=MADE, revision_date=MADE, fuzzy=False, **names)
    new.header_comment = "# The words of the pages. Update with: python -m web.assets.messages"
    for message in messages:
        before = old.get(message if isinstance(message, str) else message[0])
        new.add(message, before.string if before is not None and not before.fuzzy else "")
    return new


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a file: sorted and without line numbers, so that a changed template changes no other line."""
    target = BytesIO()
    write_po(target, catalogue, no_location=True, sort_output=True, width=0)
    return target.getvalue()


def _forms(string: str | Iterable[str] | None) -> list[str]:
    return [string or ""] if string is None or isinstance(string, str) else list(string)


def main() -> int:
    """Update every catalogue; exit code 1 when something is left to translate."""
    messages = messages_in_use()
    missing = 0
    for language in LANGUAGES:
        catalogue = updated(read_catalogue(language), language, messages)
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalogue))
        for message in untranslated(catalogue):
            missing += 1
            sys.stderr.write(f"{language}: {message!r} is not translated\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
