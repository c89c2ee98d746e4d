"""The catalog of faults that importing and search must bear: each id with what is done to Krets, and what could not be done here.

A test belongs to an id by its name (`test_i12_…`, `test_s03_…`); `test_cases.py` holds that none is missing. The ids and what is
expected of each are those of the design (reliability, sections 6.1 to 6.3 and 6.5).
"""

import re
from pathlib import Path

CASES = {
    "S01": "two schedulers and web workers over sources due every minute",
    "S02": "the leading scheduler killed in the middle of a run",
    "S03": "the leading scheduler stopped for longer than its lease, then let go on",
    "S04": "the connection pool recycles; a pooler between Krets and PostgreSQL",
    "S05": "the night in spring when 02:00–03:00 does not exist",
    "S06": "the night in autumn when 02:00–03:00 comes twice",
    "S07": "the clock jumps a day ahead, an hour back, a year back, and is right again",
    "S08": "Krets off for three days",
    "S09": "a run slower than its interval",
    "S10": "five sources that hang for ever among fifty that do not",
    "S11": "a job store or a pickle where none may be",
    "S12": "the scheduler dead for two intervals",
    "S13": "a web process, its reloader, two installations by mistake",
    "S14": "a run that is stuck or orphaned",
    "I01": "sixty addresses that lead inside, plain and in disguise",
    "I02": "redirects that lead inside, after 1, 3 and 10 hops",
    "I03": "a name that resolves to a public address, then to a private one",
    "I04": "a proxy in the environment",
    "I05": "schemes other than the web's",
    "I06": "a secret in an address, another host behind it",
    "I06B": "a JSON-LD context elsewhere",
    "I07": "packed bodies that grow a thousandfold, chained and unknown packings",
    "I08": "a byte a second for ever; endless headers; endless chunks",
    "I09": "a body cut at 10 to 90 per cent; a length that lies",
    "I10": "a login page with status 200",
    "I11": "nothing at all, in every format's way of saying nothing",
    "I12": "21 and 19 per cent of 200 offers vanish",
    "I13": "a club of four offers loses all four",
    "I14": "not modified; an ETag that changes without the content; not modified after a failure",
    "I15": "a busy server with every kind of Retry-After",
    "I15B": "certificates that are expired, self-signed or another's; old TLS",
    "I16": "JSON that is deep, huge, doubled, torn or not a number",
    "I17": "a feed of changes that pages, loops, goes back, deletes and lies",
    "I18": "pages that change while they are read, lead elsewhere or never end",
    "I19": "the same changes in any order, split and repeated",
    "I20": "twelve calendars made to compute for ever",
    "I21": "time zones by Windows names, by nonsense, by the wrong rules, by none",
    "I22": "a weekly 18:00 over both changes of the clock",
    "I23": "XML that expands, includes and nests",
    "I24": "workbooks that grow a thousandfold, with doubled and overlapping parts",
    "I25": "a cell at the far corner; both epochs; formulas; links",
    "I26": "every encoding that tables come in, and mixtures",
    "I27": "tables with torn quotes, other delimiters, NUL, doubled headers, huge cells",
    "I28": "texts that a spreadsheet would compute",
    "I29": "scripts in every field",
    "I30": "links that are scripts, data or lies",
    "I31": "letters that turn, hide, pile up or pretend to be others",
    "I32": "the same course from three sources, slightly different",
    "I33": "a source that sends another's ids and organisation numbers",
    "I34": "a feed that repeats what a moderator hid or wrote otherwise",
    "I35": "register units deleted, merged, renamed, reused, out of order",
    "I36": "points that are no numbers, swapped, at 0/0, elsewhere; shapes too large",
    "I37": "a geocoder that is away, busy, slow or abroad",
    "I38": "mutated real feeds to every reader",
    "I39": "a whole feed twice, and byte for byte again",
    "I40": "a hundred thousand offers where a hundred are usual",
    "C13": "twenty readers while the index is written all the time; how soon each process finds a change",
    "L01": "wildcards, ranges, fuzzy words, expressions, fields: every query language",
    "L02": "a word of 40,000 characters, thousands of words, brackets, quotes and negations",
    "L03": "twenty such questions at once, and an ordinary one beside them",
    "L04": "pages and sizes that nobody can mean",
    "L05": "bytes that are no text, NUL, lone surrogates, ten thousand parameters",
}

NOT_RUN: dict[str, str] = {
    "S01": "no containers and no half an hour here: three processes with a fast clock, and ten real minutes by `make faults-long`",
    "S04": "there is no pgbouncer here: a connection for each transaction, cut ones and an emptied pool stand in for it",
    "S07": "there is no faketime here: the clock that is passed in is moved",
    "I03": "there is no name server of ours here: the resolver is passed in, and changes its mind",
    "I28": "there is no export to spreadsheets yet; calendars and JSON carry the text as it is",
    "I35": "the register's feed of updates is not read: all its units are, each time",
    "I38": "there is no Atheris here: mutants of real files instead, the same each time",
}
"""What of a case could not be done here, and why; the rest of the case has its test."""

_NAME = re.compile(r"\btest_([cils]\d\d[a-z]?)_")


def case_of(name: str) -> str | None:
    """The id that a test's name begins with, None for any other test."""
    found = _NAME.search(name)
    return found[1].upper() if found else None


def cases_tested(folder: Path) -> set[str]:
    """Every id that some test below the folder is named by."""
    texts = (path.read_text("utf-8") for path in folder.rglob("test_*.py"))
    return {case_of(match[0]) or "" for text in texts for match in re.finditer(r"(?<=def )test_[cils]\d\d[a-z]?_", text)}
