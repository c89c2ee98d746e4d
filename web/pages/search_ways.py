"""Where little was found: other searches that find more, each said in plain words with its count."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from search.filters import OfferFilter
from search.results import Change, Relaxation
from web.answers import Answer
from web.chips import chips_of, label_of
from web.language import Language
from web.naming import Naming
from web.view import WayOn
from web.wording.answers import any_words, lowered, quoted
from web.wording.dates import list_words
from web.wording.joining import distance_words

MOST_WAYS = 3
AUTUMN_ENDS_FROM_MONTH = 8
"""A half-year whose last day lies in August or later is the autumn's."""
SPANNED = frozenset({"age_min", "age_max", "grade_min", "grade_max"})
ToUrl = Callable[[OfferFilter], str]


class Ways:
    """The ways on from one answer. `district_word` is what a school district is called here."""

    def __init__(self, found: Answer, naming: Naming, district_word: str) -> None:
        self._found = found
        self._naming = naming
        self._language: Language = naming.speech.language
        self._district_word = district_word

    def looser(self, url: ToUrl) -> tuple[WayOn, ...]:
        """The best changes of what was asked, with how many offers they find."""
        return tuple(
            WayOn(self._words(one), one.count, url(self._found.meaning.leading_to(one.asked)))
            for one in self._found.results.relaxations[:MOST_WAYS]
        )

    def meant(self, url: ToUrl) -> tuple[WayOn, ...]:
        """Words that may have been meant where the typed ones find nothing."""
        meaning = self._found.meaning
        return tuple(
            WayOn(
                self._language.gettext("Mente du «%(words)s»?", words=one.words),
                one.count,
                url(meaning.leading_to(replace(meaning.sought, q=one.words))),
            )
            for one in self._found.results.did_you_mean[:MOST_WAYS]
        )

    def _words(self, one: Relaxation) -> str:
        says: Mapping[Change, Callable[[Relaxation], str]] = {
            Change.WITHOUT: self._without,
            Change.WIDER_RADIUS: self._wider,
            Change.NEIGHBOURS: self._neighbours,
            Change.AGES_BESIDE: self._ages,
            Change.BROADER_CATEGORY: self._broader,
            Change.WHOLE_SEASON: self._season,
        }
        return says[one.change](one)

    def _without(self, one: Relaxation) -> str:
        named = [quoted(words, self._language) for words in self._asked_words(one)]
        return self._language.gettext("Uten %(label)s", label=list_words(named, self._language))

    def _asked_words(self, one: Relaxation) -> list[str]:
        """What of the search the change leaves out: as it was typed, where those words said nothing else, or by its label."""
        meaning = self._found.meaning
        if one.remove == "q":
            return [meaning.sought.q]
        gone = {name for name, _ in meaning.sought.constraints() if not one.asked.texts(name)}
        chips = chips_of(meaning, self._naming)
        said = [chip.words for chip in chips]
        named = [chip for chip in chips if gone.intersection(name for name, _ in chip.pairs)]
        return [chip.words if chip.words and said.count(chip.words) == 1 else lowered(chip.label) for chip in named]

    def _wider(self, one: Relaxation) -> str:
        far = distance_words(one.asked.radius_m or 0, self._language)
        if isinstance(one.asked.near, str):
            return self._language.gettext("Innen %(distance)s fra %(place)s", distance=far, place=one.asked.near)
        return self._language.gettext("Innen %(distance)s", distance=far)

    def _neighbours(self, one: Relaxation) -> str:
        new = [self._naming.of("district", slug) for slug in one.asked.district if slug not in self._found.sought.district]
        places = f"{list_words(new, self._language)} {self._district_word}"
        return self._language.gettext("Også i %(places)s", places=places)

    def _ages(self, one: Relaxation) -> str:
        pairs = self._new(one)
        if pairs and pairs[0][0] in SPANNED:
            pairs = [(name, value) for name, value in one.asked.constraints() if name in SPANNED and name.startswith(pairs[0][0][:4])]
        return self._language.gettext("Også for %(whom)s", whom=lowered(label_of(pairs, self._naming)))

    def _broader(self, one: Relaxation) -> str:
        names = [lowered(self._naming.of(*pair)) for pair in self._new(one)]
        return self._language.gettext("Alt innen %(subject)s", subject=any_words(names, self._language))

    def _season(self, one: Relaxation) -> str:
        last = one.asked.to_day
        autumn = last is not None and last.month >= AUTUMN_ENDS_FROM_MONTH
        return self._language.gettext("Hele høsten") if autumn else self._language.gettext("Hele våren")

    def _new(self, one: Relaxation) -> list[tuple[str, str]]:
        """What the change asks for that was not asked for."""
        before = set(self._found.sought.constraints())
        return [pair for pair in one.asked.constraints() if pair not in before]
