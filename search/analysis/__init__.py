"""Norwegian text as the index holds it: words, their stems, written forms, parts and folded spellings.

Each step is a module of its own: normalising, words, stemming, shared_forms, compounds (with known_words), folding, forms.
The public's query language is words and phrases only.
"""

from search.analysis.folding import folded
from search.analysis.forms import query_forms, shared, split, tokens
from search.analysis.normalising import normalised
from search.analysis.stemming import stem
from search.analysis.words import Word, query_words

__all__ = ["Word", "folded", "normalised", "query_forms", "query_words", "shared", "split", "stem", "tokens"]
