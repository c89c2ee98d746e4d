"""Zip files looked at before anything opens them: how much they would unpack to, and whether their entries overlap or repeat.

It trusts no declared size: what is declared small is unpacked to nowhere once and counted.
"""

import zipfile
import zlib
from pathlib import Path

from importers.errors import NotThisFormat, TooMuch

MAX_ENTRIES = 2_000
MAX_ENTRY_BYTES = 200 * 1024 * 1024
MAX_TOTAL_BYTES = 300 * 1024 * 1024
MAX_RATIO = 200
CHUNK_BYTES = 1 << 18


def refuse_bomb(path: Path, format_name: str) -> None:
    """Raise `TooMuch` or `NotThisFormat` for an archive that no honest program wrote."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
                raise NotThisFormat(format_name, b"", "its archive is packed in a way that no spreadsheet program uses")
            if len({entry.filename for entry in entries}) != len(entries) or len(entries) > MAX_ENTRIES:
                raise TooMuch(f"the {format_name} file's archive has repeated or too many entries")
            if sum(entry.compress_size for entry in entries) > path.stat().st_size:
                raise TooMuch(f"the {format_name} file's archive has entries that overlap")
            total = 0
            for entry in entries:
                total += _real_size(archive, entry, MAX_TOTAL_BYTES - total, format_name)
            if total > MAX_TOTAL_BYTES // 30 and total > MAX_RATIO * path.stat().st_size:
                raise TooMuch(f"the {format_name} file unpacks to over {MAX_RATIO} times its size")
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
        zlib.error,
    ) as error:
        raise NotThisFormat(format_name, b"", f"its archive cannot be read ({error})") from error


def _real_size(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, format_name: str) -> int:
    """How many bytes the entry unpacks to, counted and not believed."""
    size = 0
    with archive.open(entry) as stream:
        while piece := stream.read(CHUNK_BYTES):
            size += len(piece)
            if size > min(left, MAX_ENTRY_BYTES):
                raise TooMuch(f"the {format_name} file unpacks to more than {MAX_TOTAL_BYTES // 1024 // 1024} MB")
    return size
