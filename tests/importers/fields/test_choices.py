"""Words of closed lists."""

import pytest

from catalog.terms import AccessState, AccessTerm, Answer, Audience, Booking, Group, Kind, OrganiserKind, PlaceKind, Referral
from importers.fields import choices
from importers.fields.choices import StatedStatus


@pytest.mark.parametrize(
    ("choose", "words", "term"),
    [
        (choices.kind_from_words, "Ferietilbud", Kind.HOLIDAY),
        (choices.kind_from_words, "meeting-place", Kind.MEETING_PLACE),
        (choices.kind_from_words, "noe annet", None),
        (choices.audience_from_words, "Ungdommer", Audience.YOUTH),
        (choices.audience_from_words, "barn og voksne", None),
        (choices.booking_from_words, "Bare møt opp.", Booking.DROP_IN),
        (choices.booking_from_words, "påmelding", Booking.REQUIRED),
        (choices.booking_from_words, "ring Kari", Booking.UNKNOWN),
        (choices.organiser_kind_from_words, "frivillig", OrganiserKind.VOLUNTARY),
        (choices.organiser_kind_from_words, "Kommunal", OrganiserKind.MUNICIPAL),
        (choices.place_kind_from_words, "flere steder", PlaceKind.SEVERAL),
        (choices.place_kind_from_words, "på nett", PlaceKind.ONLINE),
        (choices.place_kind_from_words, "", PlaceKind.UNKNOWN),
        (choices.group_from_words, "Jenter", Group.GIRLS),
        (choices.referral_from_words, "etter henvisning", Referral.REFERRAL),
        (choices.status_from_words, "AVLYST!", StatedStatus.CANCELLED),
        (choices.status_from_words, "https://schema.org/EventPostponed", StatedStatus.POSTPONED),
        (choices.status_from_words, "fulltegnet", StatedStatus.FULL),
        (choices.answer_from_words, "Ja", Answer.YES),
        (choices.answer_from_words, False, Answer.NO),
        (choices.answer_from_words, "kanskje", Answer.UNKNOWN),
        (choices.access_state_from_words, "delvis", AccessState.PARTLY),
        (choices.access_state_from_words, "", AccessState.UNKNOWN),
        (choices.access_term_from_words, "HC-toalett", AccessTerm.ACCESSIBLE_TOILET),
        (choices.access_term_from_words, "ASK – alternativ kommunikasjon", AccessTerm.ALTERNATIVE_COMMUNICATION),
        (choices.scheme_from_words, "Fritidskort", "leisure-card"),
        (choices.language_from_words, "Ukrainsk", "uk"),
        (choices.language_from_words, "nb-NO", "nb"),
        (choices.language_from_words, "tegnspråk", "nsl"),
        (choices.language_from_words, "klingonsk", None),
        (choices.period_from_words, "Høsten 2026", "autumn-2026"),
        (choices.period_from_words, "vinterferien 2027", "winter-2027"),
        (choices.period_from_words, "snart", None),
    ],
)
def test_words_name_these_terms(choose: object, words: object, term: object) -> None:
    assert callable(choose)
    assert choose(words) == term


def test_every_access_term_is_known_by_its_own_name() -> None:
    assert {choices.access_term_from_words(term.value) for term in AccessTerm} == set(AccessTerm)


def test_only_pensioners_are_no_audience_of_ours() -> None:
    assert choices.is_not_for_children("Pensjonister")
    assert not choices.is_not_for_children("familier")
