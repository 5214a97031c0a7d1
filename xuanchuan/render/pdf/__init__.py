"""Finished PDFs taken apart and put together again: objects, the glyphs of embedded fonts, the runs of a page."""
