"""What is written back as Markdown. Values in, text out; knows nothing of the disk."""
