"""What can be done when a goal slips: questions and options. Knows nothing of how they are printed."""
