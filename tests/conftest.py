"""One flag for the whole suite: ``--accept`` takes what the program says now as what the documents should say."""


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="rewrite generated pages instead of comparing them")
