"""Nynorsk is nynorsk: no text of the catalogue, no name of a subject and no page has a form that is bokmål's, or a side form that
Krets does not use.

Forms that both languages have ("bli", "vi", "frivillig") are not on the list. This finds slips; whether a text reads well, a person sees.
"""

import re

import pytest

from catalog.vocabulary import load_vocabulary
from tests.web.world import World
from web.assets.messages import read_catalogue

BOKMAL_ONLY = {
    "ikke": "ikkje", "noe": "noko", "noen": "nokon, nokre", "hva": "kva", "hvem": "kven", "hvor": "kvar, kor", "hvordan": "korleis",
    "hvilke": "kva for", "hvilken": "kva for ein", "hvilket": "kva for eit", "hver": "kvar", "hvert": "kvart", "hvis": "dersom",
    "jeg": "eg", "hun": "ho", "dere": "de, dykk", "deres": "dykkar, deira", "dem": "dei", "en": "ein", "et": "eit", "ett": "eitt",
    "fra": "frå", "mye": "mykje", "mer": "meir", "flere": "fleire", "bare": "berre", "selv": "sjølv", "kun": "berre", "uten": "utan",
    "nå": "no", "da": "då", "ennå": "enno", "igjennom": "gjennom", "annet": "anna", "annen": "annan", "egen": "eigen", "eget": "eige",
    "egne": "eigne", "hele": "heile", "helt": "heilt", "samme": "same", "sammen": "saman", "skole": "skule", "skolen": "skulen",
    "skoler": "skular", "skolens": "skulen sin", "skolene": "skulane", "uke": "veke", "uken": "veka", "uker": "veker",
    "ukedag": "vekedag", "høst": "haust", "høsten": "hausten", "høstferien": "haustferien", "sommer": "sommar",
    "sommerferien": "sommarferien", "mandag": "måndag", "tirsdag": "tysdag", "lørdag": "laurdag", "måned": "månad", "måneden": "månaden",
    "måneder": "månader", "tilbud": "tilbod", "tilbudet": "tilbodet", "tilbudene": "tilboda", "sted": "stad", "stedet": "staden",
    "steder": "stader", "navn": "namn", "navnet": "namnet", "hjemme": "heime", "hjem": "heim", "gjøre": "gjere", "gjør": "gjer",
    "være": "vere", "vært": "vore", "si": "seie", "sier": "seier", "se": "sjå", "spørre": "spørje", "kommer": "kjem", "trenger": "treng",
    "finnes": "finst", "gjelder": "gjeld", "koster": "kostar", "mangler": "manglar", "åpner": "opnar", "åpne": "opne, open",
    "åpen": "open", "åpent": "ope", "lukket": "lukka", "bekreftet": "stadfesta", "endret": "endra",
    "hentet": "henta", "samlet": "samla", "skrevet": "skrive", "lest": "lese", "leses": "lesast", "ble": "vart, blei", "lete": "leite",
    "leter": "leitar", "leker": "leikar", "leke": "leike", "spiller": "speler", "spille": "spele", "liker": "likar",
    "snakker": "snakkar", "bor": "bur", "vet": "veit", "elever": "elevar", "elevene": "elevane", "arrangører": "arrangørar",
    "arrangørene": "arrangørane", "aktiviteter": "aktivitetar", "ferier": "feriar", "dager": "dagar", "fridager": "fridagar",
    "timer": "timar", "lenker": "lenkjer", "lenken": "lenkja", "siden": "sida, sidan", "kretser": "krinsar", "skolekrets": "skulekrins",
    "nærmeste": "næraste", "fortsatt": "framleis", "mulig": "mogleg", "vanlig": "vanleg", "tidligere": "tidlegare",
    "vanskelig": "vanskeleg", "offentlig": "offentleg", "gammel": "gammal", "begynne": "byrje", "begynner": "byrjar",
    "ønsker": "ønskjer", "vedlikehold": "vedlikehald", "beholde": "behalde", "innhold": "innhald", "innholdet": "innhaldet",
    "opplysninger": "opplysningar", "opplysningene": "opplysningane", "endringer": "endringar", "påmeldingen": "påmeldinga",
    "penger": "pengar", "voksen": "vaksen", "voksne": "vaksne", "venn": "ven", "også": "òg", "herfra": "herifrå", "att": "igjen",
    "gang": "gong", "ganger": "gonger", "gangen": "gongen", "sang": "song", "lav": "låg", "riktig": "rett", "blitt": "vorte",
    "kilde": "kjelde", "kilden": "kjelda", "kilder": "kjelder", "kildene": "kjeldene", "lenke": "lenkje", "bruker": "brukar",
    "lager": "lagar", "lagrer": "lagrar", "lagret": "lagra", "sletter": "slettar", "venter": "ventar", "velg": "vel", "velger": "vel",
    "velge": "velje", "skriver": "skriv", "leser": "les", "passer": "passar", "starter": "startar", "slutter": "sluttar",
    "avslutter": "avsluttar", "trykker": "trykkjer", "følger": "følgjer", "følge": "følgje", "søke": "søkje", "søker": "søkjer",
    "virker": "verkar", "tar": "tek", "tatt": "teke", "drar": "dreg", "savner": "saknar", "forteller": "fortel", "fortell": "fortel",
    "adressen": "adressa", "grensen": "grensa", "listen": "lista", "knappene": "knappane", "bilde": "bilete", "bilder": "bilete",
    "hentes": "blir henta", "vises": "blir vist", "lages": "blir laga", "brukes": "kan brukast", "lånes": "kan lånast",
    "regnes": "blir rekna", "kopieres": "kan kopierast", "slettes": "blir sletta", "åpnes": "opnar", "annenhver": "annankvar",
    "telefonnumre": "telefonnummer", "kommunens": "til kommunen", "arrangørens": "til arrangøren", "henvisning": "tilvising",
}  # fmt: skip
"""Bokmål forms, each with the nynorsk for it."""
BOKMAL_ENDING = re.compile(r"\w{3,}(?:het|heten|heter|(?<!vil)lig[et]?|ingene|elsene)")
"""Endings that nynorsk has not: trygghet (tryggleik), vanlig (vanleg, but frivillig), endringene (endringane), hendelsene (hendingane)."""
WORD = re.compile(r"[a-zæøåòéè]+", re.IGNORECASE)
ELSEWHERE = re.compile(r'<([a-z0-9]+)[^>]* lang="(?!nn)[a-z]+"[^>]*>.*?</\1>|<(script|datalist|textarea)\b.*?</\2>|<[^>]+>', re.DOTALL)
"""What is no nynorsk of ours: words marked with another language, data, and the tags themselves."""
PAGES = ("/lier/", "/lier/?q=kor", "/lier/ny", "/lier/ung", "/lier/help", "/lier/periods", "/lier/periods/winter-2027", "/lier/about",
         "/lier/privacy", "/lier/saved", "/lier/subscribe?cost=free", "/lier/missing", "/lier/nowhere")  # fmt: skip
NAMES = {"hallingstad", "skole"}
"""Names of places in the small Lier of the tests, as they are written."""


def slips(text: str) -> set[str]:
    """The words of a text that are bokmål alone; placeholders are no words."""
    words = set(WORD.findall(re.sub(r"%\(\w+\)s", " ", text).lower()))
    return words & BOKMAL_ONLY.keys() | {word for word in words if BOKMAL_ENDING.fullmatch(word)}


def forms_in_nynorsk() -> list[str]:
    """Every form of every message."""
    told = (message.string for message in read_catalogue("nn") if message.id)
    return [form for one in told for form in ([one] if isinstance(one, str) else one or ())]


def test_no_nynorsk_text_has_a_form_that_is_bokmal_alone() -> None:
    texts = forms_in_nynorsk()
    assert len(texts) > 300
    assert {text: sorted(slips(text)) for text in texts if slips(text)} == {}


def test_no_subject_has_a_name_that_is_bokmal_alone() -> None:
    vocabulary = load_vocabulary()
    labels = [vocabulary.label(slug, "nn") for slug in vocabulary.concepts]
    assert len(labels) > 150 and {label: sorted(slips(label)) for label in labels if slips(label)} == {}


def test_no_page_read_in_nynorsk_says_anything_in_bokmal(world: World) -> None:
    answers = {path: world.get(path, **{"Accept-Language": "nn"}).text for path in PAGES}
    assert [path for path, text in answers.items() if '<html lang="nn">' not in text] == []
    found = {path: slips(ELSEWHERE.sub(" ", text)) - NAMES for path, text in answers.items()}
    assert {path: sorted(words) for path, words in found.items() if words} == {}


@pytest.mark.parametrize("text", ["Hva skjer i uke 8?", "Ikke oppgitt", "En skole", "Sted: %(hvor)s noen", "Trygghet", "alle endringene"])
def test_a_slip_is_found(text: str) -> None:
    assert slips(text)


def test_a_nynorsk_sentence_is_left_in_peace() -> None:
    assert slips("Kva kan eg gjere i veke 8? Vi har ikkje noko på %(skole)s enno.") == set()
