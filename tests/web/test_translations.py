"""The catalogues are complete: nothing untranslated, doubtful, left over or with other placeholders than the source."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.web.world import World
from web.assets.messages import LANGUAGES, MessageId, catalogue_path, messages_in_use, read_catalogue, untranslated, updated, written

IN_USE = messages_in_use()


def key(message: str | list[str] | tuple[str, ...]) -> MessageId:
    """A message's id as something to compare."""
    return message if isinstance(message, str) else tuple(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_doubtful(language: str) -> None:
    catalogue = read_catalogue(language)
    known = {key(message.id) for message in catalogue if message.id}
    assert known == IN_USE, "run `python -m web.assets.messages` and translate what it names"
    assert untranslated(catalogue) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders_of_their_source(language: str) -> None:
    for message in read_catalogue(language):
        source = message.id if isinstance(message.id, str) else message.id[1]
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
        allowed = set(re.findall(r"%\(\w+\)s", source))
        assert not message.id or set(re.findall(r"%\(\w+\)s", forms[-1] or "")) == allowed, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_as_the_command_would_write_it(language: str) -> None:
    catalogue = read_catalogue(language)
    assert catalogue_path(language).read_bytes() == written(
        updated(catalogue, language, [key(message.id) for message in catalogue if message.id])
    )


def test_an_update_keeps_translations_drops_what_is_gone_and_never_trusts_a_guess() -> None:
    old = Catalog("en")
    old.add("Søk", "Search")
    old.add("Borte", "Gone")
    old.add("Usikker", "Uncertain", flags=["fuzzy"])
    new = updated(old, "en", {"Søk", "Usikker", ("%(num)s treff", "%(num)s treff")})
    assert {message.id: message.string for message in new if message.id} == {
        "Søk": "Search",
        "Usikker": "",
        ("%(num)s treff",) * 2: ("", ""),
    }
    assert sorted(map(str, untranslated(new))) == ["('%(num)s treff', '%(num)s treff')", "Usikker"]


def test_a_language_without_a_file_starts_empty(tmp_path: Path) -> None:
    assert len(read_catalogue("en", tmp_path)) == 0


NORWEGIAN = {"og", "ikke", "ikkje", "eller", "på", "som", "av", "hva", "kva", "hvor", "når", "søk", "treff", "tilbud", "tilbod", "alle"}
"""Words that hardly a Norwegian sentence does without and no English one has."""
NAME = "kors på halsen"
"""What a telephone of the Red Cross is called in every language."""
ELSEWHERE = re.compile(r'<([a-z0-9]+)[^>]* lang="(?!en)[a-z]+"[^>]*>.*?</\1>|<(script|datalist|textarea)\b.*?</\2>|<[^>]+>', re.DOTALL)
PAGES = ("/", "/lier/", "/lier/?q=kor", "/lier/?q=finnesikke", "/lier/?view=map", "/lier/?view=calendar", "/lier/?view=print", "/lier/ny",
         "/lier/ung", "/lier/help", "/lier/periods", "/lier/periods/winter-2027", "/lier/districts/egge", "/lier/schools/hallingstad-skole",
         "/lier/about", "/lier/privacy", "/lier/saved", "/lier/widget", "/lier/subscribe?cost=free", "/lier/missing", "/lier/nowhere",
         "/lier/poster.pdf")  # fmt: skip


def test_no_page_read_in_english_says_anything_in_norwegian(world: World) -> None:
    world.offer("Kor", text_language="nb")
    world.drain()
    answers = {path: world.get(path, **{"Accept-Language": "en"}).text for path in PAGES}
    assert [path for path, text in answers.items() if '<html lang="en">' not in text] == []
    said = {path: set(re.findall(r"[a-zæøå]+", ELSEWHERE.sub(" ", text).lower().replace(NAME, ""))) for path, text in answers.items()}
    assert {path: sorted(words & NORWEGIAN) for path, words in said.items() if words & NORWEGIAN} == {}
