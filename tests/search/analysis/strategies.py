"""Words for property tests: made of Norwegian letters, endings and word parts, so that every rule is met often."""

from hypothesis import strategies as st

LETTERS = st.text("abdefgiklmnoprstuvyæøåé", min_size=1, max_size=6)
ENDINGS = st.sampled_from(["", "e", "s", "en", "ens", "ene", "ane", "er", "ing", "ingen", "ingane", "mm", "ering", "bane", "scene"])
PARTS = st.sampled_from(
    ["fotball", "skole", "skule", "haust", "symje", "sjakk", "klubb", "barn", "jente", "tur", "kurs", "festival", "hall"]
)

norwegian = st.builds("".join, st.lists(st.one_of(LETTERS, PARTS, ENDINGS), min_size=1, max_size=5)).filter(bool)
