"""Nynorsk is nynorsk: no text of the catalogue has a form that is bokmål's, or a side form that Krets does not use.

Forms that both languages have ("bli", "vi", "frivillig") are not on the list. This finds slips; whether a text reads well, a person sees.
"""

import re

import pytest

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
    "penger": "pengar", "voksen": "vaksen", "voksne": "vaksne", "venn": "ven",
}  # fmt: skip
"""Bokmål forms, each with the nynorsk for it."""
WORD = re.compile(r"[a-zæøåòéè]+", re.IGNORECASE)


def slips(text: str) -> set[str]:
    """The words of a text that are bokmål alone; placeholders are no words."""
    return set(WORD.findall(re.sub(r"%\(\w+\)s", " ", text).lower())) & BOKMAL_ONLY.keys()


def forms_in_nynorsk() -> list[str]:
    """Every form of every message."""
    told = (message.string for message in read_catalogue("nn") if message.id)
    return [form for one in told for form in ([one] if isinstance(one, str) else one or ())]


def test_no_nynorsk_text_has_a_form_that_is_bokmal_alone() -> None:
    texts = forms_in_nynorsk()
    assert len(texts) > 300
    assert {text: sorted(slips(text)) for text in texts if slips(text)} == {}


@pytest.mark.parametrize("text", ["Hva skjer i uke 8?", "Ikke oppgitt", "En skole", "Sted: %(hvor)s noen"])
def test_a_slip_is_found(text: str) -> None:
    assert slips(text)


def test_a_nynorsk_sentence_is_left_in_peace() -> None:
    assert slips("Kva kan eg gjere i veke 8? Vi har ikkje noko på %(skole)s enno.") == set()
