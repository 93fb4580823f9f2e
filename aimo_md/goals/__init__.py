"""What the text means, and what changed. Knows nothing of days gone by or of the disk."""

from typing import Final

READER: Final = 5
"""To be raised with every change to what the readers or the past make of the same notes, which are kept."""
