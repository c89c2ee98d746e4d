"""What mails say: plainly, in the municipality's language, the same as text and as HTML, with nothing of a feed taken for markup."""

from datetime import UTC, datetime

import pytest

from catalog.model import Source
from web.language import Language
from web.mail.letters import Letter, SourceStory, failing_letter, held_letter, silent_letter

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
STORY_LINK = "https://fritid.example.no/lier/about"


def story(name: str = "Idrettsrådet", last: datetime | None = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)) -> SourceStory:
    source = Source(id=7, name=name, failures=5, last_success_at=last)
    return SourceStory(source, datetime(2026, 11, 21, 5, 30, tzinfo=UTC), "the server answered 404 Not Found", STORY_LINK, NOW)


def test_a_failing_source_is_told_with_since_when_why_what_families_see_and_what_to_do() -> None:
    letter = failing_letter(story(), Language("nb"))
    assert letter.subject == "Kilden «Idrettsrådet» kan ikke leses"
    for words in (
        "siden 21. november kl.\N{NO-BREAK SPACE}6.30",
        "5 ganger på rad",
        "404 Not Found",
        "slik de var 20. november",
        "Dette kan du gjøre",
        "krets source show 7",
        STORY_LINK,
    ):
        assert words in letter.text


def test_a_source_that_never_succeeded_promises_nothing_to_families() -> None:
    assert "ingen tilbud fra den ennå" in failing_letter(story(last=None), Language("nb")).text


def test_a_held_feed_tells_apart_what_is_in_use_from_what_is_not() -> None:
    refused, partial = (held_letter(story(), Language("nb"), applied=applied).text for applied in (False, True))
    assert "ingenting av det tatt i bruk" in refused and "slik de var før" in refused
    assert "holder noe av den tilbake" in partial and "vises fortsatt" in partial


def letters(language: Language) -> list[Letter]:
    return [
        failing_letter(story(), language),
        failing_letter(story(last=None), language),
        held_letter(story(), language, applied=True),
        held_letter(story(), language, applied=False),
        silent_letter(NOW, NOW, STORY_LINK, language),
    ]


@pytest.mark.parametrize("code", ["nn", "en"])
def test_every_letter_is_wholly_in_its_language(code: str) -> None:
    for ours, theirs in zip(letters(Language("nb")), letters(Language(code)), strict=True):
        assert ours.subject != theirs.subject and ours.closing != theirs.closing
        assert not set(ours.paragraphs) & set(theirs.paragraphs)
        assert f'<html lang="{code}">' in theirs.html


def test_names_are_words_in_html_and_one_short_line_in_a_subject() -> None:
    letter = failing_letter(story("<b>Ås</b>\r\nBcc: x@y.no" + "a" * 300), Language("nb"))
    assert "<b>" not in letter.html and "&lt;b&gt;Ås&lt;/b&gt;" in letter.html
    assert "\n" not in letter.subject and len(letter.subject) < 130
    assert "<b>Ås</b>" in letter.text


def test_html_has_nothing_to_fetch() -> None:
    html = failing_letter(story(), Language("nb")).html
    assert "src=" not in html and "<link" not in html and "<script" not in html
    assert html.count("http") == 1
