"""Completion in the shells themselves: commands, days, laws; zsh and fish where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from examples import DAY, ROOT, say

CASES = [(["la"], "law"), (["law", "sh"], "show"), (["kit", ""], "11.25"), (["law", "show", "反"], "反家庭暴力法")]


@pytest.fixture
def shell_home(tmp_path) -> Path:
    """A folder with the program on its path and the scripts of every shell."""
    program = tmp_path / "bin" / "xuanchuan"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m xuanchuan "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for shell in ("bash", "fish", "zsh"):
        (tmp_path / shell).write_text(say(["completion", shell], tmp_path).out, encoding="utf-8")
    return tmp_path


def ask(shell: list[str], program: str, home: Path) -> list[str]:
    """What a shell prints when it runs a program with ours on its path."""
    env = {
        **os.environ, "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": DAY, "PYTHONUTF8": "1", "HOME": str(home), "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    done = subprocess.run(
        [*shell, program], cwd=home, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False
    )  # fmt: skip
    return done.stdout.splitlines()


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_completes_commands_days_and_laws(shell_home):
    lines = ["source ./bash"]
    for words, _ in CASES:
        quoted = " ".join(f'"{word}"' for word in ["xuanchuan", *words])
        lines.append(f'COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; COMPREPLY=(); _xuanchuan_completion xuanchuan; echo "${{COMPREPLY[@]}}"')  # fmt: skip
    found = ask(["bash", "--norc", "-c"], "\n".join(lines), shell_home)
    assert [wanted in line.split() for (_, wanted), line in zip(CASES, found, strict=True)] == [True] * len(CASES)


@pytest.mark.skipif(not shutil.which("fish"), reason="no fish here")
@pytest.mark.parametrize(("words", "wanted"), CASES)
def test_fish_completes_them_too(words, wanted, shell_home):
    found = ask(["fish", "--no-config", "-c"], f'source ./fish; complete -C "xuanchuan {" ".join(words)}"', shell_home)
    assert wanted in [line.split("\t")[0] for line in found]


@pytest.mark.skipif(not shutil.which("zsh"), reason="no zsh here")
def test_zsh_takes_the_script(shell_home):
    found = ask(
        ["zsh", "-f", "-c"], "autoload -U compinit; compinit -u; source ./zsh; echo $_comps[xuanchuan]", shell_home
    )
    assert found == ["_xuanchuan_completion"]
