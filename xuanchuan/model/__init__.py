"""Values only: frozen and typed, importing nothing of ours."""
