"""Offers as a letter lists them: name, when, for whom, price and place, each in words; what is unknown is said."""

from collections.abc import Sequence

from catalog.listed import AnyOffer
from catalog.model import Municipality
from catalog.text import clean_line, shorten
from web.context import Krets
from web.links import absolute, offer_path
from web.mail.letters import LONGEST_NAME, LetterItem
from web.pages.cards import foreign_language, place_words, price_of, who_of
from web.pages.schedules import when_words
from web.wording.dates import Speech
from web.wording.joining import price_words


def letter_items(offers: Sequence[AnyOffer], municipality: Municipality, speech: Speech, krets: Krets) -> tuple[LetterItem, ...]:
    """One item for each offer, in order; addresses are in the letter's language."""
    return tuple(_item(offer, municipality, speech, krets) for offer in offers)


def _item(offer: AnyOffer, municipality: Municipality, speech: Speech, krets: Krets) -> LetterItem:
    facts = (
        when_words(offer, speech, krets.clock.now()),
        who_of(offer, speech),
        price_words(price_of(offer), speech.language),
        place_words(offer, speech),
    )
    address = f"{absolute(krets.settings.base_url, offer_path(municipality, offer))}?lang={speech.language.code}"
    return LetterItem(
        shorten(clean_line(offer.title), LONGEST_NAME), tuple(map(clean_line, facts)), address, foreign_language(offer, speech)
    )
