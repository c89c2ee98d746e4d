"""What mails say: a letter is a subject, paragraphs and one link, shown as plain text and as HTML by the same two templates.

Plain words for people who do not know Krets from inside: what is the matter, since when, what families see meanwhile, what to do.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from catalog.clock import OSLO
from catalog.model import Source
from catalog.text import clean_line, shorten
from web.language import Language
from web.wording.dates import Speech, date_words, hours_words

TEMPLATES = Path(__file__).parent.parent / "templates" / "mail"
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class LetterItem:
    """Something that a letter lists: its name, a few facts, its address; `lang` where the name is in another language."""

    name: str
    facts: tuple[str, ...]
    link: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says, in one language: paragraphs, things listed, the one link it is about, and links of less weight."""

    language: Language
    subject: str
    paragraphs: tuple[str, ...]
    link_text: str
    link: str
    closing: str
    items: tuple[LetterItem, ...] = ()
    small_links: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """As plain text."""
        return _rendered("letter.txt", self)

    @property
    def html(self) -> str:
        """As HTML without pictures, styles of elsewhere or anything else to fetch."""
        return _rendered("letter.html", self)


@dataclass(frozen=True, slots=True)
class SourceStory:
    """What a letter about a source tells: its name, since when the trouble lasts, why as the run put it, where the public page is."""

    source: Source
    since: datetime
    reason: str
    link: str
    now: datetime

    @property
    def name(self) -> str:
        """The source's name as one short line."""
        return shorten(clean_line(self.source.name), LONGEST_NAME)


def failing_letter(story: SourceStory, language: Language) -> Letter:
    """A source that could not be read five times in a row."""
    gettext, source = language.gettext, story.source
    told = gettext(
        "Krets har ikke klart å lese kilden «%(name)s» siden %(since)s. Det er forsøkt %(count)s ganger på rad.",
        name=story.name,
        since=moment_words(story.since, story.now, language),
        count=source.failures,
    )
    if source.last_success_at is None:
        seen = gettext("Kilden er aldri blitt lest helt, så familier ser ingen tilbud fra den ennå.")
    else:
        last = moment_words(source.last_success_at, story.now, language)
        seen = gettext(
            "Familier ser fortsatt tilbudene slik de var %(last)s. Ingenting er fjernet, men nye endringer vises ikke.", last=last
        )
    do = gettext(
        "Dette kan du gjøre: Spør den som publiserer kilden, om den er flyttet, stengt eller endret. "
        "Krets prøver igjen av seg selv, og du får ikke flere meldinger om dette før kilden har vært i orden igjen."
    )
    return Letter(
        language,
        gettext("Kilden «%(name)s» kan ikke leses", name=story.name),
        (told, _reason(story.reason, language), seen, do, _operator_hint(source, language)),
        gettext("Kildene slik familiene ser dem"),
        story.link,
        closing(language),
    )


def held_letter(story: SourceStory, language: Language, *, applied: bool) -> Letter:
    """A feed that waits for a person; `applied` where only removals or a missing rest wait, and the rest is in use."""
    gettext = language.gettext
    about = {"name": story.name, "when": moment_words(story.since, story.now, language)}
    if applied:
        told = gettext("Krets leste kilden «%(name)s» %(when)s, men holder noe av den tilbake til et menneske har sett på det.", **about)
        seen = gettext("Familier ser det som er nytt og endret. Tilbud som mangler i kilden, vises fortsatt.")
    else:
        told = gettext(
            "Da Krets leste kilden «%(name)s» %(when)s, så den ikke ut som den pleier. Derfor er ingenting av det tatt i bruk.", **about
        )
        seen = gettext("Familier ser tilbudene slik de var før. Ingenting er fjernet.")
    do = gettext(
        "Dette kan du gjøre: Se om kilden er riktig slik den er nå. Er den det, ber du den som drifter Krets, om å slippe den gjennom. "
        "Er den ikke det, sier du fra til den som publiserer den; når den er hel igjen, ordner Krets resten."
    )
    return Letter(
        language,
        gettext("Kilden «%(name)s» venter på deg", name=story.name),
        (told, _reason(story.reason, language), seen, do, _operator_hint(story.source, language)),
        gettext("Kildene slik familiene ser dem"),
        story.link,
        closing(language),
    )


def silent_letter(since: datetime, now: datetime, link: str, language: Language) -> Letter:
    """Background jobs that stand still."""
    gettext = language.gettext
    return Letter(
        language,
        gettext("Bakgrunnsjobbene i Krets står stille"),
        (
            gettext(
                "Siden %(since)s har ingen prosess lest kildene, flyttet datoer framover eller sendt e-post.",
                since=moment_words(since, now, language),
            ),
            gettext("Sidene virker, og familier ser det som sist ble lest."),
            gettext("Dette kan du gjøre: Start «krets jobs» igjen, og se i loggen hvorfor den stoppet."),
        ),
        gettext("Slik står det til nå"),
        link,
        closing(language),
    )


def moment_words(moment: datetime, now: datetime, language: Language) -> str:
    """A day and a time of day in Norway: "22. november kl. 12.00"."""
    local = moment.astimezone(OSLO)
    day = date_words(local.date(), Speech(language, now.astimezone(OSLO).date()))
    return f"{day} {hours_words(local.time(), None, language)}"


def closing(language: Language) -> str:
    """The last line of every mail that nobody wrote by hand."""
    return language.gettext("Denne meldingen er sendt automatisk av Krets.")


def _reason(reason: str, language: Language) -> str:
    return language.gettext("Grunnen, slik programmet sier den på engelsk: %(reason)s", reason=clean_line(reason))


def _operator_hint(source: Source, language: Language) -> str:
    return language.gettext("Den som drifter Krets, ser mer med «krets source show %(id)s».", id=source.id)


def _rendered(template: str, letter: Letter) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=select_autoescape(["html"]))
    return environment.get_template(template).render(letter=letter)
