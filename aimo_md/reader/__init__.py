"""The reader of a vault: its settings and notes as they stand on the disk, and what was last read of them."""

from aimo_md.reader.reader import Kept, Look, Reader

__all__ = ["Kept", "Look", "Reader"]
