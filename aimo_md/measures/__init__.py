"""How far, how late, how likely. Numbers from goals; knows nothing of notes or of what to do about them."""
