"""Let tests of this folder import their neighbours; the corpus and a standard are opened once."""

import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from xuanchuan.check.checking import Standard
from xuanchuan.corpus import load_corpus
from xuanchuan.materials import load_hotlines
from xuanchuan.model.unit import Unit

UNIT = Unit(
    name="博兴县妇女联合会", short="博兴县妇联", county="博兴县", city="滨州市", province="山东省", phone="0543-2345678"
)


@pytest.fixture(scope="session")
def corpus():
    return load_corpus()


@pytest.fixture(scope="session")
def standard(corpus):
    return Standard(corpus, date(2026, 11, 25), UNIT, load_hotlines())
