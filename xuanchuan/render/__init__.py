"""A Document becomes bytes: docx, html, text."""
