"""Telephone numbers of the whole country that a family may need: what each is for, where that is told, and when we last looked there.

A small table, since a wrong number here is the worst thing that a page can say. The numbers are no municipality's own: those come from
the catalog. Whoever looks a number up again writes the new day beside it; the page shows the oldest of them.
"""

from dataclasses import dataclass
from datetime import date

from web.language import mark

CHECKED = date(2026, 11, 22)
"""On this day each number and what is said of it was held against the page named; copies of the pages from 2019 to 2024 were read."""
EMERGENCY = "https://www.nodsms.no/vilkar"
"""The Norwegian Directorate for Civil Protection, on all four emergency numbers."""


@dataclass(frozen=True, slots=True)
class HelpNumber:
    """A number to ring; `source` is the address of a page that tells it, `checked` the day on which we compared them."""

    number: str
    meaning: str
    source: str
    checked: date = CHECKED

    @property
    def url(self) -> str:
        """What a tap on the number does."""
        return "tel:" + self.number.replace(" ", "")


URGENT = (
    HelpNumber("113", mark("Ambulanse. Ring når det er fare for liv."), EMERGENCY),
    HelpNumber("112", mark("Politi"), EMERGENCY),
    HelpNumber("110", mark("Brann"), EMERGENCY),
    HelpNumber(
        "116 117",
        mark("Legevakt, når fastlegen har stengt"),
        "https://bodo.kommune.no/soke_tjenester/oss/vis-skjul-artikler-oss/akutt-endring-i-helsetilstand",
    ),
    HelpNumber(
        "22 59 13 00",
        mark("Giftinformasjonen, hele døgnet"),
        "https://fhi.no/om/om-fhi/fhi/obs-beredskapstelefoner-ved-folkehe/",
    ),
    HelpNumber(
        "1412",
        mark("Teksttelefon, for deg som ikke hører"),
        EMERGENCY,
    ),
)
BY_TEXT = mark("Hører eller snakker du ikke? Registrer mobilen på nodsms.no, så kan du sende SMS til 110, 112 og 113.")
"""The same source tells it; whoever is not registered reaches nobody by text."""
FOR_THE_YOUNG = (
    HelpNumber("116 111", mark("Alarmtelefonen for barn og unge. Gratis, hele døgnet."), "https://www.116111.no/omalarmtelefonen"),
    HelpNumber(
        "800 33 321",
        mark("Kors på halsen fra Røde Kors. For deg under 18 år. Åpent hverdager kl. 14–22."),
        "https://www.adressa.no/nyheter/innenriks/i/KnoByG/roede-kors-stadig-flere-barn-tar-kontakt-om-selvskading",
    ),
)
SOMEBODY = (
    *FOR_THE_YOUNG,
    HelpNumber(
        "116 123",
        mark("Hjelpetelefonen til Mental Helse. Gratis, hele døgnet."),
        "https://www.nrk.no/osloogviken/over-100-barn-under-ni-ar-har-tatt-kontakt-_-hjelpetelefoner-slar-alarm-1.15736352",
    ),
    HelpNumber(
        "116 006",
        mark("Hjelp ved vold og overgrep. Gratis, hele døgnet."),
        "https://www.nordlandsforskning.no/nb/publikasjoner/report/evaluering-av-vo-linjen",
    ),
)


def last_checked() -> date:
    """The day since which every number has been looked up."""
    return min(one.checked for one in (*URGENT, *SOMEBODY))
