"""Which cells of a sheet are merged over several rows: read from the sheet's own XML, since streaming readers do not tell.

The part is searched in pieces and never held or parsed whole; merges beyond the limits are left as they are.
"""

import re
import zipfile
from collections import defaultdict
from pathlib import Path

from openpyxl.utils import column_index_from_string

MAX_MERGED = 10_000
MAX_ROWS_OF_ONE = 1_000
_CHUNK_BYTES = 1 << 18
_LONGEST = 300
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,100}?\bref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')


def merged_over_rows(path: Path, part: str) -> dict[int, list[tuple[int, int]]]:
    """First row of each merge → its first column (from 0) and its last row. The archive must have passed `archives.refuse_bomb`."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    count, rest = 0, b""
    with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
        while (piece := stream.read(_CHUNK_BYTES)) and count < MAX_MERGED:
            rest += piece
            end = 0
            for match in _MERGED.finditer(rest):
                end, count = match.end(), count + 1
                first, last = int(match[2]), int(match[3])
                if first < last <= first + MAX_ROWS_OF_ONE:
                    found[first].append((column_index_from_string(match[1].decode()) - 1, last))
            rest = rest[max(end, len(rest) - _LONGEST) :]
    return found
