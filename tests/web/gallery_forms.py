"""Values of the gallery for forms that are sent, the steps that follow them, and the letters with their links.

Each form stands there as it is met, filled in wrongly, caught in its trap, and kept from being taken; each step before and after its
button. The words are those of the pages themselves wherever a page has them in one place.
"""

from dataclasses import replace
from datetime import date

from tests.web.gallery_frame import BACK, hidden_frame
from web.language import Language
from web.mail.letters import Letter, LetterItem
from web.mail.subscriber_letters import Followed, confirm_letter, digest_letter
from web.view import Choice, Hidden, Link, Page, ReportPage, StepButton, StepPage, SubscribePage
from web.wording.dates import Speech

SEARCH = Link("Søk i alle tilbud", "/lier/?view=list")
TOPICS = (
    Choice("outdated", "Noe er utdatert, for eksempel tid, pris eller sted"),
    Choice("closed", "Tilbudet finnes ikke lenger"),
    Choice("incomplete", "Noe viktig står ikke her"),
    Choice("other", "Noe annet", selected=True),
)
LONG_WORDS = "Vi får ikke gjort dette akkurat nå. Ingenting er endret. Prøv igjen om litt."
MANY = "Det er meldt fra om mye herfra i dag. Prøv igjen i morgen."
TRAPPED = {"trap": "La dette feltet stå tomt."}


def subscribe(language: str, *, address: str = "", errors: dict[str, str] | None = None, problem: str | None = None) -> SubscribePage:
    """The question for an address."""
    left_out = ("Vi lagrer ikke hva du har valgt om tilrettelegging. Du kan derfor få flere treff enn i søket.",)
    return SubscribePage(
        hidden_frame("Få nye treff på e-post", language), BACK, "/lier/subscribe", "8 år, Gratis, Vinterferien, uke 8",
        "Det varer til og med 28. februar 2027.", (Hidden("search", "age=8&cost=free"),), left_out, address, errors or {}, problem,
    )  # fmt: skip


def report(language: str, *, text: str = "", errors: dict[str, str] | None = None, problem: str | None = None) -> ReportPage:
    """What is wrong with an offer whose title is in English."""
    return ReportPage(
        hidden_frame("Er noe feil?", language), Link("Tilbake til tilbudet", "/lier/offers/3-story-time"), "/lier/report?offer=3",
        "Er noe feil?", "Story time and songs in English", "en", 500, (), TOPICS, (), text, errors or {}, problem,
    )  # fmt: skip


def missing(language: str, *lacks: str, errors: dict[str, str] | None = None) -> ReportPage:
    """What a search did not find."""
    hidden = (Hidden("category", "ice-hockey"), Hidden("band", "13-15"))
    return ReportPage(
        hidden_frame("Mangler det noe?", language), BACK, "/lier/missing", "Mangler det noe?", "", None, 500, hidden if lacks else (),
        lacks=lacks, errors=errors or {},
    )  # fmt: skip


def step(language: str, title: str, *words: str, button: StepButton | None = None, icon: str | None = None) -> StepPage:
    """One step."""
    return StepPage(hidden_frame(title, language), title, words, button, () if button and not button.quiet else (SEARCH,), icon)


def steps(language: str) -> dict[str, Page]:
    """What is said after a form, and where the links of letters lead."""
    search = "Søket: 8 år, Gratis, Vinterferien, uke 8"
    yes = StepButton("Ja, send meg nye treff", "/lier/subscription/confirm?token=a")
    end = StepButton("Avslutt e-postene", "/lier/subscription/end?token=a")
    undo = StepButton("Angre, jeg vil ha dem likevel", "/lier/subscription/undo", (Hidden("kept", "signed"),), quiet=True)
    return {
        "subscribe-sent": step(language, "Se i e-posten din", "Vi har sendt deg en e-post.", "Gjør du ikke det innen to døgn, sletter vi."),
        "confirm": step(language, "Vil du ha nye treff på e-post?", search, "Trykk på knappen.", button=yes),
        "confirmed": step(language, "Nå får du nye treff på e-post", search, "Du får høyst én e-post i uka."),
        "confirm-many": step(language, "Du følger mange søk", "Du følger ti søk allerede. Avslutt ett av dem først."),
        "end": step(language, "Vil du slutte å få nye treff?", search, button=end),
        "ended": step(language, "E-postene er avsluttet", "Du får ikke flere e-poster om dette søket.", button=undo),
        "restored": step(language, "Du får nye treff som før", "Vi har tatt vare på adressen og søket igjen."),
        "link-gone": step(language, "Lenken gjelder ikke lenger", "Den er brukt, for gammel eller ikke hel."),
        "step-away": step(language, "Noe gikk galt hos oss", LONG_WORDS),
        "report-thanks": step(language, "Takk for at du sa fra", "Kommunen ser på det du skrev.", icon="circle-check"),
    }


def pages(language: str) -> dict[str, Page]:
    """All of them by name."""
    wrong = {"email": "Skriv en e-postadresse, for eksempel kari@eksempel.no."}
    unsaid = {"topic": "Velg det som passer best.", "text": "Skriv kortere, høyst 500 tegn."}
    made: dict[str, Page] = {
        "subscribe": subscribe(language),
        "subscribe-wrong": subscribe(language, address="kari@", errors=wrong),
        "subscribe-trapped": subscribe(language, address="kari@eksempel.no", errors=TRAPPED),
        "subscribe-away": subscribe(language, address="kari@eksempel.no", problem=LONG_WORDS),
        "report": report(language),
        "report-wrong": report(language, text="Tiden stemmer ikke. " * 30, errors=unsaid),
        "report-trapped": report(language, text="Tiden stemmer ikke.", errors=TRAPPED),
        "report-away": replace(report(language, text="Tiden stemmer ikke.", problem=MANY), about="Kor", lang=None),
        "missing": missing(language, "Ishockey", "13–15 år", "Egge"),
        "missing-bare": missing(language),
        "missing-wrong": missing(language, "Ishockey", errors={"text": unsaid["text"]}),
    }
    return made | steps(language)


def letters(language: str) -> dict[str, Letter]:
    """The letters by name: with and without a list."""
    spoken = Speech(Language(language), date(2026, 11, 22))
    followed = Followed("Lier", "8 år, Gratis", date(2027, 2, 28), "https://krets.example/lier/subscription/end?token=a", spoken)
    items = (
        LetterItem("Fotballskole i juleferien", ("man. 28. des.", "Gratis"), "https://krets.example/lier/offers/1"),
        LetterItem("Story time and songs in English", (), "https://krets.example/lier/offers/3", "en"),
    )
    link = "https://krets.example/lier/subscription/confirm?token=a"
    return {
        "letter-confirm": confirm_letter(followed, link),
        "letter-digest": digest_letter(followed, items, 3, "https://krets.example/lier/?age=8&cost=free"),
    }
