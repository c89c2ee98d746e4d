"""Languages of the pages."""

import pytest

from web.language import BOKMAL, ENGLISH, LANGUAGES, NYNORSK, Language


@pytest.mark.parametrize(
    ("wish", "code"),
    [("nb", "nb"), ("nb-NO", "nb"), ("nn_NO", "nn"), ("EN-us", "en"), ("no", "nb"), ("uk", "nb"), ("", "nb"), (None, "nb")],
)
def test_a_wish_is_read_by_its_language_and_falls_back_to_bokmal(wish: str | None, code: str) -> None:
    assert Language.of(wish) == Language(code)


def test_a_language_that_is_not_ours_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        Language("sv")


def test_bokmal_needs_no_catalogue_and_the_others_translate() -> None:
    assert [language.gettext("Tilbake til noe som ikke finnes") for language in (BOKMAL, NYNORSK)] == [
        "Tilbake til noe som ikke finnes"
    ] * 2
    assert [language.gettext("Søk") for language in (BOKMAL, NYNORSK, ENGLISH)] == ["Søk", "Søk", "Search"]


def test_numbers_choose_the_form() -> None:
    assert [ENGLISH.ngettext("%(num)s treff", "%(num)s treff", n) for n in (0, 1, 2)] == ["0 results", "1 result", "2 results"]


def test_every_language_has_a_locale_and_english_is_british() -> None:
    assert {code: str(Language(code).locale) for code in LANGUAGES} == {"nb": "nb", "nn": "nn", "en": "en_GB"}


def test_a_percent_sign_in_a_message_without_values_is_kept() -> None:
    assert BOKMAL.gettext("100 %") == "100 %"
