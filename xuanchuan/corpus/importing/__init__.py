"""A law as somebody's file becomes a law file of ours: read, checked, summed up, never guessed."""
