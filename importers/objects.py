"""JSON files → the objects of one list in them, one at a time, so that a file is never held as objects in memory.

Refused whole: what is no JSON (NaN and Infinity are not), nesting beyond the limit. Refused singly: an object with numbers that
nothing can hold. Escapes of half a surrogate pair become U+FFFD. Names given twice: the last one counts.
A list may also be an object of objects ({"17": {…}, "18": {…}}), or a file with one object a line (NDJSON).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import jmespath
import msgspec
from jmespath.exceptions import JMESPathError

from importers.contract import Feed
from importers.decoding import encoding_of, open_text, refuse_other_kinds
from importers.errors import FeedIncomplete, NotThisFormat, RecordRejected, RunFailed, TooMuch
from importers.identity import MAX_RECORD_CHARACTERS

MAX_NESTING = 100
MAX_RECORD_BYTES = 4 * MAX_RECORD_CHARACTERS
_ESCAPE = re.compile(rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|[\s\S])")
_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[{\]}]', re.DOTALL)
_PLAIN_PATH = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*|@|")
_USUAL_LISTS = (
    "items",
    "data",
    "results",
    "events",
    "records",
    "content",
    "value",
    "list",
    "features",
    "offers",
    "activities",
    "rows",
    "EnhetListe",
)
Json = object
Item = msgspec.Raw | tuple[str, msgspec.Raw]


def json_bytes(feed: Feed, format_name: str) -> bytes:
    """The file's JSON as UTF-8 bytes, its nesting checked. Raises `NotThisFormat`, `TooMuch`, `RunFailed`."""
    head = refuse_other_kinds(feed, format_name).lstrip(b"\xef\xbb\xbf \t\r\n")
    encoding = encoding_of(feed)
    if not encoding.startswith("utf-16") and not head.startswith((b"{", b"[")):
        raise NotThisFormat(format_name, head)
    if encoding.startswith("utf-8"):
        body = feed.path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    else:
        with open_text(feed, encoding) as file:
            body = file.read().removeprefix("\ufeff").encode()
    _refuse_depth(body)
    halves = (b"\\ud" in body or b"\\uD" in body) and any(_is_half(match) for match in _ESCAPE.finditer(body))
    return _ESCAPE.sub(_whole_escape, body) if halves else body


def list_in(body: bytes, path: str, format_name: str) -> Iterator[tuple[int, Mapping[str, Json] | RecordRejected]]:
    """The numbered objects of the list at the path (JMESPath; without one the usual names are tried); bad ones as problems."""
    if path in ("", "@") and is_one_a_line(body):
        yield from _objects_by_line(body, format_name)
        return
    items = _raw_list(body, path, format_name)
    if items is None:
        found = jmespath.search(path, decoded(body, format_name)) if path else None
        if not isinstance(found, list):
            raise RunFailed(f"list={path}: there is no list there" if path else "the file holds no list; say where it is with list=PATH")
        items = found
    for number, item in enumerate(items, 1):
        yield number, _object(item)


def decoded(body: bytes, format_name: str) -> Json:
    """The whole document as objects."""
    try:
        document: Json = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _not_json(error, body, format_name) from error
    return document


def rows_in(body: bytes, format_name: str) -> list[list[Json]]:
    """The document as a list of lists. Raises `NotThisFormat` when it is anything else."""
    document = decoded(body, format_name)
    if not isinstance(document, list) or not all(isinstance(row, list) for row in document):
        raise NotThisFormat(format_name, body[:64], "it is no list of rows")
    return document


def members_beside(body: bytes, large: str, format_name: str) -> dict[str, Json]:
    """The members of the document but for a large one, which stays undecoded."""
    try:
        members = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError as error:
        raise NotThisFormat(format_name, body[:64]) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _not_json(error, body, format_name) from error
    return {name: decoded(bytes(raw), format_name) for name, raw in members.items() if name != large}


def compiled(path: str, option: str) -> "jmespath.parser.ParsedResult":
    """The JMESPath expression of an option. Raises `RunFailed` naming the option."""
    try:
        return jmespath.compile(path)
    except JMESPathError as error:
        raise RunFailed(f"{option}={path}: not a JMESPath expression ({str(error).splitlines()[0][:100]})") from error


def is_one_a_line(body: bytes) -> bool:
    """Whether the document is one object on each line: the first line is a whole one, and another begins on the next."""
    first, _, rest = body.partition(b"\n")
    if not rest.lstrip().startswith(b"{") or not first.rstrip().endswith(b"}"):
        return False
    try:
        return isinstance(msgspec.json.decode(first), dict)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def _objects_by_line(body: bytes, format_name: str) -> Iterator[tuple[int, Mapping[str, Json] | RecordRejected]]:
    """One object a line; a line that is none costs itself, but in the middle of the last one the file was cut."""
    for number, line in enumerate(BytesIO(body), 1):
        if not line.strip():
            continue
        item = _object(msgspec.Raw(line))
        if isinstance(item, RecordRejected) and not line.endswith(b"\n") and "truncated" in item.reason:
            raise FeedIncomplete(f"the {format_name} file is cut short: line {number} ends in the middle of a value")
        yield number, item


def _keyed(members: dict[str, msgspec.Raw]) -> list[Item] | None:
    """The members of an object of objects; the name of each is its id, where names are more than a count. None for any other object."""
    if not members or not all(bytes(raw).lstrip().startswith(b"{") for raw in members.values()):
        return None
    names = list(members)
    counted = any(names == [str(number) for number in range(first, first + len(names))] for first in (0, 1))
    return list(members.values()) if counted else list(members.items())


def _raw_list(body: bytes, path: str, format_name: str) -> Sequence[Item] | None:
    """The list's items undecoded, where the path is names only; None where it must be searched for in the whole document."""
    if path and not _PLAIN_PATH.fullmatch(path):
        compiled(path, "list")
        return None
    try:
        raw: bytes | msgspec.Raw = body
        for name in path.split(".") if path not in ("", "@") else ():
            raw = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])[name]
        if not path and body.lstrip()[:1] == b"{":
            members = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
            lists = [name for name in members if bytes(members[name]).lstrip()[:1] == b"["]
            name = next((usual for usual in _USUAL_LISTS if usual in lists), lists[0] if len(lists) == 1 else "")
            return msgspec.json.decode(members[name], type=list[msgspec.Raw]) if name else None
        if path and bytes(raw).lstrip()[:1] == b"{":
            return _keyed(msgspec.json.decode(raw, type=dict[str, msgspec.Raw]))
        return msgspec.json.decode(raw, type=list[msgspec.Raw])
    except (KeyError, msgspec.ValidationError):
        return None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _not_json(error, body, format_name) from error


def _object(item: object) -> Mapping[str, Json] | RecordRejected:
    if isinstance(item, tuple):
        found = _object(item[1])
        return found if isinstance(found, RecordRejected) else {"id": item[0], **found}
    if isinstance(item, msgspec.Raw) and len(memoryview(item)) > MAX_RECORD_BYTES:
        return RecordRejected("record", bytes(memoryview(item)[:80]), f"it has more than {MAX_RECORD_BYTES:,} bytes")
    try:
        value = msgspec.json.decode(item) if isinstance(item, msgspec.Raw) else item
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return RecordRejected("record", bytes(item)[:80] if isinstance(item, msgspec.Raw) else "", str(error))
    return value if isinstance(value, dict) else RecordRejected("record", value, "it is not an object")


def _not_json(error: Exception, body: bytes, format_name: str) -> RunFailed:
    """What to say of a document that cannot be read: cut short, or where it is wrong."""
    text = str(error)
    if "truncated" in text:
        return FeedIncomplete(f"the {format_name} file is cut short: it ends in the middle of a value")
    byte = re.search(r"\(byte (\d+)\)", text)
    where = f"line {body[: int(byte[1])].count(10) + 1}: " if byte else ""
    return NotThisFormat(format_name, body[:64], f"{where}{text}")


def _is_half(match: re.Match[bytes]) -> bool:
    """Whether an escape is half of a surrogate pair without the other half."""
    return len(match[0]) == 6 and match[0][2:3] in b"dD"


def _whole_escape(match: re.Match[bytes]) -> bytes:
    return b"\\ufffd" if _is_half(match) else match[0]


def _refuse_depth(body: bytes) -> None:
    """Raise `TooMuch` for nesting that a decoder might not survive, seen before anything decodes it."""
    depth = 0
    for match in _BRACKET.finditer(body):
        mark = body[match.start()]
        if mark in b"[{":
            depth += 1
            if depth > MAX_NESTING:
                raise TooMuch(f"the file is nested deeper than {MAX_NESTING} levels")
        elif mark != 34:
            depth -= 1
