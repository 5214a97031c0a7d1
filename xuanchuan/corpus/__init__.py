"""The law as dated data: bundled texts, known names, the text in force on a day."""
