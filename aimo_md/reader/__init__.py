"""The reader of a vault: its settings and notes as they stand on the disk, and what was last read of them."""

from aimo_md.reader.index import Index, Kept
from aimo_md.reader.reader import Look, Reader

__all__ = ["Index", "Kept", "Look", "Reader"]
