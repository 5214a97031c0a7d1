"""A draft before it is printed: citations, quotations, words, numbers, names and format, each with its evidence."""
