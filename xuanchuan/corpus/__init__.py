"""The law as dated data: bundled texts, known names, the text in force on a day."""

from datetime import date

# The last day up to which the bundled laws were compared with what had been promulgated.
CORPUS_DATE = date(2026, 10, 4)
