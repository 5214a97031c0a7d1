"""docs/hostile-input.md says what was tried; every row names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "hostile-input.md").read_text(encoding="utf-8")
ROWS = [line for line in TABLE.splitlines() if line.startswith("| ") and "tests/" in line]


def test_every_row_names_a_test_that_is_there():
    assert len(ROWS) > 12
    for row in ROWS:
        path, name = re.search(r"(tests/[\w/]+\.py)::(test_\w+) \|$", row).groups()
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), row


def test_every_test_of_this_folders_has_a_row():
    named = set(re.findall(r"tests/hostile/(test_\w+)\.py", TABLE))
    assert named == {one.stem for one in Path(__file__).parent.glob("test_*.py")} - {Path(__file__).stem}
