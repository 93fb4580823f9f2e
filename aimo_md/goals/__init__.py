"""What the text means, and what changed. Knows nothing of days gone by or of the disk."""
