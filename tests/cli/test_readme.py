"""Every command line of the README, in its blocks and in its sentences, is carried out as it stands."""

from __future__ import annotations

import re
import shlex

import pytest
from examples import ROOT, say

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [line for block in re.findall(r"```\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
SPOKEN = re.findall(r"`(xuanchuan [^`]+)`", README)
# What asks five questions, what writes on a desktop, what goes on where a batch stopped, what takes an officer's own law.
ELSEWHERE = (
    "xuanchuan init",
    "xuanchuan desktop install",
    "xuanchuan batch --resume 文件夹",
    "xuanchuan law import 文件.docx",
)
LINES = [one for one in dict.fromkeys([*BLOCKS, *SPOKEN]) if one.startswith("xuanchuan ") and one not in ELSEWHERE]


def test_the_readme_has_command_lines():
    assert len(LINES) > 25


@pytest.mark.parametrize("line", LINES)
def test_a_command_line_of_the_readme_runs_as_it_stands(line, place):
    said = say(shlex.split(line)[1:], place)
    assert said.code in (0, 4, 5), said.err
