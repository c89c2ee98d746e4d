"""The vocabulary of categories: what an offer can be about, and the words that families and publishers use for it.

The words are data: `concepts.csv` holds the tree (slug, broader concepts), `words/<language>.csv` one language (label, search
words), `winners.csv` which concept a word means when two claim it, or which several it means, and `links.csv` the classes of
public lists. A language is added by adding a file. This room does not analyse language (inflections, compounds and slips are
search's) and does not know kinds, ages or places.
"""

from catalog.vocabulary.concept import Concept, Entry
from catalog.vocabulary.letters import word_key
from catalog.vocabulary.links import Link, Relation, Scheme
from catalog.vocabulary.loading import WHOLE_LANGUAGES, load_vocabulary, vocabulary_from
from catalog.vocabulary.vocabulary import Vocabulary, VocabularyInvalid

__all__ = [
    "WHOLE_LANGUAGES",
    "Concept",
    "Entry",
    "Link",
    "Relation",
    "Scheme",
    "Vocabulary",
    "VocabularyInvalid",
    "load_vocabulary",
    "vocabulary_from",
    "word_key",
]
