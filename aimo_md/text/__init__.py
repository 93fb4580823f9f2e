"""Markdown as text: read it exactly, change it exactly. Knows nothing of goals or of the disk."""
