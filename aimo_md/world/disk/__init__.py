"""The vault on disk: which notes there are, their bytes, and replacing one without losing an edit.

`scanning` finds notes and compares the `stamps` that are known of them, `reading` hands out their bytes with
a hash, `writing` takes bytes back by `swapping` files. None of them knows what a note means. Paths are
relative to the vault and use `/` on every system.
"""

from aimo_md.world.disk.reading import NoteBytes, decode, read_inside, read_note, stamp_of, writable_since
from aimo_md.world.disk.scanning import Lock, Scan, lies_in, look_again, scan
from aimo_md.world.disk.stamps import Stamp, Stamps
from aimo_md.world.disk.writing import clear_away, write_note

__all__ = [
    "Lock",
    "NoteBytes",
    "Scan",
    "Stamp",
    "Stamps",
    "clear_away",
    "decode",
    "lies_in",
    "look_again",
    "read_inside",
    "read_note",
    "scan",
    "stamp_of",
    "writable_since",
    "write_note",
]
