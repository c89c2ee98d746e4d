"""Norwegian text as the index holds it: words, their stems and folded spellings. The public's query language is words and phrases only."""

from search.analysis.words import Word, query_forms, query_words, tokens

__all__ = ["Word", "query_forms", "query_words", "tokens"]
