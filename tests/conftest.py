"""One flag for the whole suite: ``--accept`` takes what the program says now as what the documents should say."""

from hypothesis import settings

# How long an example takes says how busy the computer is; what must be quick is measured in benchmarks/.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="rewrite generated pages instead of comparing them")
