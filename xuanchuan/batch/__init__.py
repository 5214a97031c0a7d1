"""One roster, every village its own pack: fast, resumable, and never a guess."""
