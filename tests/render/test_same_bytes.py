from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import render_samples as samples

from xuanchuan.render import FORMATS, render, render_files

HERE = Path(__file__).parent
PROGRAM = """
import sys
sys.path[:0] = sys.argv[1:]
from test_same_bytes import digest
print(digest())
"""


def digest() -> str:
    files = (file for document in samples.ALL.values() for name in FORMATS for file in render_files(document, name))
    data = b"".join(file.data for file in files)
    return hashlib.sha256(data).hexdigest()


def test_the_same_documents_give_the_same_bytes_twice():
    assert digest() == digest()


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_another_process_with_another_hash_seed_gives_the_same_bytes(seed):
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", PROGRAM, str(HERE), str(HERE.parents[1])]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    assert done.stdout.strip() == digest()


def test_members_carry_a_fixed_time_and_no_trace_of_a_person():
    with ZipFile(BytesIO(render(samples.PLAN, "docx"))) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode("utf-8")
    assert "creator" not in core
    assert "created" not in core
    assert samples.PLAN.title in core


def test_the_base_is_lean():
    assert len(render(samples.PLAN, "docx")) < 16_000
