"""Words of grammar in bokmål, nynorsk and English, neither held nor asked for."""

_SMALL_WORDS = """
alle at av bare da de deg dei den der dere det deres di din dit du eg ein ei eit eller en er et for fra frå han har hun ho
i ikke ikkje inn jeg kan kva hva hvor korleis med meg men mer mi min mot må når no noe noen noko nokon nå og også om opp oss
på si sin skal som så til ut var ved vi vil vår være vere å the a an and or of to in on at for with is are
"""
STOP_WORDS = frozenset(_SMALL_WORDS.split())
