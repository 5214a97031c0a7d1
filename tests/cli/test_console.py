"""Every console an officer may sit at: encodings, widths, closed streams, strange folders; every command on each of them."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from examples import DAY, ROOT, examples, first_examples, say

from xuanchuan.console import WHOLE, columns

KNOWN_CODES = {0, 2, 3, 4, 5}
EVERY = [pytest.param(words, id=" ".join(words)) for words in examples()]


def misfits(lines: list[str], width: int) -> list[str]:
    """Lines wider than the console, but for a command to paste or a path, which stand alone and are never broken."""
    return [line for line in lines if columns(line) > width and not WHOLE.match(line.strip())]


def raw(words: list[str]) -> bool:
    """Whether it prints what a machine reads."""
    return "json" in words or "csv" in words or words[0] == "completion"


@pytest.mark.parametrize("words", EVERY)
def test_every_example_fits_a_narrow_gbk_console(words, place):
    said = say(words, place, encoding="gbk", columns=60)
    assert said.code in KNOWN_CODES
    assert "\\u" not in said.out + said.err
    assert "Traceback" not in said.err
    assert raw(words) or misfits(said.lines, 60) == []
    if said.code == 2:
        assert "下一步：" in said.err


@pytest.mark.parametrize("words", first_examples(), ids=" ".join)
def test_every_command_fits_a_console_without_chinese_and_crashes_on_nothing(words, place):
    said = say(words, place, encoding="ascii", columns=80, NO_COLOR="1")
    assert said.code in KNOWN_CODES
    assert "Traceback" not in said.err
    assert "\x1b[" not in said.out + said.err


@pytest.mark.parametrize("words", first_examples(), ids=" ".join)
def test_every_command_fits_a_wide_console(words, place):
    said = say(words, place, columns=200)
    assert raw(words) or misfits(said.lines, 200) == []


@pytest.mark.parametrize("words", first_examples(), ids=" ".join)
@pytest.mark.parametrize("width", [60, 80])
def test_the_help_of_every_command_fits(words, width, tmp_path):
    said = say([*path_of(words), "--help"], tmp_path, encoding="gbk", columns=width)
    assert said.code == 0
    assert misfits(said.lines, width) == []


def path_of(words: list[str]) -> list[str]:
    """The command's own words of an example, its operands and options left out."""
    from xuanchuan.cli import command
    from xuanchuan.commands.groups import TableGroup

    inner = command.get_command(None, words[0])  # type: ignore[arg-type]
    return words[: 2 if isinstance(inner, TableGroup) else 1]


def start(words: list[str], cwd: Path, **more) -> subprocess.Popen[bytes]:
    """The program as a process of its own, which Ctrl-C reaches even where a job in the background ignores it."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "PYTHONPATH": str(ROOT), **more.pop("env", {})}
    command = [sys.executable, "-m", "xuanchuan", *words]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, cwd=cwd, env=env, **more)
    finally:
        signal.signal(signal.SIGINT, before)


def finish(words: list[str], cwd: Path, env: dict[str, str] | None = None, **more) -> tuple[int, bytes, bytes]:
    """Its exit code, stdout and stderr."""
    ends = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    process = start(words, cwd, env=env or {}, **ends)
    out, err = process.communicate(timeout=120)
    return process.returncode, out or b"", err or b""


@pytest.mark.parametrize(
    ("env", "encoding"),
    [
        ({"PYTHONIOENCODING": "gbk"}, "gbk"),
        ({"PYTHONUTF8": "1"}, "utf-8"),
        ({"LANG": "C", "LC_ALL": "C"}, "utf-8"),
        ({"NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}, "utf-8"),
    ],
    ids=["gbk", "utf8", "C", "dumb"],
)
@pytest.mark.parametrize(
    "words", [["doctor"], ["kit", "11.25"], ["law", "search", "彩礼能退吗"], ["kti"]], ids=" ".join
)
def test_a_real_process_speaks_the_encoding_of_its_console(words, env, encoding, place):
    code, out, err = finish(words, place, env)
    assert code == (2 if words == ["kti"] else 0)
    assert (out + err).decode(encoding)
    assert b"Traceback" not in err


def test_a_computer_whose_language_knows_no_chinese_is_told_how_to_set_it(place):
    env = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code, out, err = finish(["kit", "11.25"], place, env)
    assert code == 2
    said = err.decode("ascii").encode().decode("unicode_escape")
    assert "下一步：先打  export LC_ALL=C.UTF-8" in said
    assert not list(place.glob("2026-11-25*"))


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "ascii"])
def test_json_is_utf8_whatever_the_console_is(encoding, place):
    import json

    code, out, _ = finish(
        ["law", "show", "反家庭暴力法", "23", "--format", "json"], place, {"PYTHONIOENCODING": encoding}
    )
    assert code == 0
    assert json.loads(out.decode("utf-8"))["short"] == "反家庭暴力法"


@pytest.mark.parametrize("words", [["law", "show", "民法典"], ["dates"], ["law", "list"], ["dates", "--format", "json"], ["--help"]], ids=" ".join)  # fmt: skip
def test_a_reader_that_leaves_is_no_error(words, place):
    process = start(words, place, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    err = process.stderr.read()
    assert process.wait(timeout=60) == 0
    assert err.count(b"Traceback") + err.count(b"BrokenPipe") + err.count(b"Exception") == 0


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["kit 11.25 --only 宣传单", "doctor", "law show 刑法 133-1", "kti", ""])
def test_closed_streams_are_no_fault_of_ours(closed, words, place):
    env = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "PYTHONPATH": str(ROOT)}
    line = f"'{sys.executable}' -m xuanchuan {words} {closed}"
    done = subprocess.run(["bash", "-c", line], cwd=place, env=env, capture_output=True, check=False, timeout=120)
    assert done.returncode == (2 if words == "kti" else 0)
    assert b"Traceback" not in done.stderr + done.stdout
    if words.startswith("kit"):
        assert len(list(place.glob("2026-11-25*/*.docx"))) == 1


@pytest.mark.parametrize("words", [["doctor"], ["kit", "11.25", "--only", "宣传单"], ["desktop", "install", "--dry-run"], ["calendar"]], ids=" ".join)  # fmt: skip
def test_nothing_needs_a_home(words, place):
    env = {key: value for key, value in os.environ.items() if key not in ("HOME", "USERPROFILE", "XDG_DESKTOP_DIR")}
    env |= {"SOURCE_DATE_EPOCH": DAY, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "xuanchuan", *words], cwd=place, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )  # fmt: skip
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0 or "desktop install --to" in done.stderr.decode("utf-8")


WRITERS = [words for words in first_examples() if words[0] not in ("completion", "config", "campaigns")]


@pytest.fixture
def locked(furnished, tmp_path) -> Path:
    """The officer's folder where nothing can be written."""
    folder = Path(shutil.copytree(furnished, tmp_path / "只读"))
    for one in (folder, *folder.rglob("*")):
        one.chmod(0o555 if one.is_dir() else 0o444)
    return folder


def powerless() -> list[str]:
    """What must stand before a command so that root, too, is bound by the modes of files."""
    if os.name == "nt" or os.geteuid() != 0:
        return []
    words = ["setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search"]
    if not shutil.which("setpriv") or subprocess.run([*words, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root here cannot be bound by the modes of files")
    return words


@pytest.mark.skipif(os.name == "nt", reason="folders have no such mode there")
@pytest.mark.parametrize("words", WRITERS, ids=" ".join)
def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left_in_it(words, locked):
    before = sorted(locked.rglob("*"))
    env = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [*powerless(), sys.executable, "-m", "xuanchuan", *words],
        cwd=locked, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode in KNOWN_CODES, done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 4) or "下一步：" in done.stderr
    assert sorted(locked.rglob("*")) == before
    if words[0] in ("kit", "plan", "flyer", "handout", "yearplan"):
        assert done.returncode == 2
        assert "没有留下半截文件" in done.stderr


def deep(tmp_path: Path, length: int = 250) -> Path:
    """A folder whose path has that many characters."""
    name = "很长的文件夹"
    folder = tmp_path
    while len(str(folder)) < length - 41:
        folder = folder / (name * 6)[:40]
    return folder / ("深" * (length - len(str(folder)) - 1))


@pytest.mark.parametrize("name", ["deep", "宣传 材料（2026年）", "它's 50% & 100! ^(x)", "a;b#c$d`e"])
def test_strange_folders_are_no_hindrance(name, tmp_path):
    folder = deep(tmp_path) if name == "deep" else tmp_path / name
    folder.mkdir(parents=True)
    assert name != "deep" or len(str(folder)) == 250
    for words in (["init", "--sample"], ["kit", "11.25", "--only", "宣传单,横幅标语,活动日程"], ["check", "."], ["batch", "--sample"],
                  ["batch", "联系卡", "--roster", "村名单.csv", "--day", "12.4", "--out", "各村"], ["doctor"],
                  ["calendar", "--output", "2026.ics"], ["log", "add", "11.20 广场宣传，资料500"]):  # fmt: skip
        said = say(words, folder)
        if name == "deep" and words[0] == "log":  # a database's path may have 512 bytes, not characters
            assert said.code == 2
            assert "文件夹的路径太长" in said.err
        else:
            assert said.code in (0, 4, 5), (words, said.err)
    assert (folder / "2026-11-25 国际消除家庭暴力日" / "02 宣传单.docx").is_file()
    assert not [path for path in folder.rglob("*") if path.name.startswith((".tmp", "~")) or path.suffix == ".tmp"]


def until(master: int, wanted: str, seconds: float = 30) -> str:
    """What the screen shows up to a word."""
    import select

    screen = b""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if select.select([master], [], [], 0.2)[0]:
            try:
                screen += os.read(master, 65536)
            except OSError:
                break
        if wanted in screen.decode("utf-8", "ignore"):
            break
    return screen.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("words", "prompt"),
    [([], "要做什么"), (["init"], "1/5"), (["log", "add"], "哪一天"), (["batch", "联系卡", "--roster", "村名单.csv", "--day", "12.4"], "继续吗")],
    ids=["menu", "init", "log add", "batch"],
)  # fmt: skip
def test_stopping_at_a_question_with_ctrl_c_changes_nothing_and_says_so(words, prompt, tmp_path):
    if words[:1] == ["batch"]:
        say(["batch", "--sample"], tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ours, theirs = pty.openpty()
    process = start(words, tmp_path, stdin=theirs, stdout=theirs, stderr=theirs, env={"PYTHONUTF8": "1"}, start_new_session=True)  # fmt: skip
    os.close(theirs)
    asked = until(ours, prompt)
    assert prompt in asked
    after, until_when = "", time.monotonic() + 60
    while (
        process.poll() is None and "已经停下" not in after and time.monotonic() < until_when
    ):  # one that arrives while the prompt is being made is lost
        process.send_signal(signal.SIGINT)
        after += until(ours, "已经停下", seconds=1)
    assert process.wait(timeout=30) == 130
    os.close(ours)
    assert "已经停下" in after
    assert "Traceback" not in after
    made = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and "试做" not in str(path)}
    assert made == before


@pytest.mark.parametrize("words", [["init"], ["log", "add"], ["batch", "联系卡", "--roster", "没有.csv"], ["run"]], ids=" ".join)  # fmt: skip
def test_where_nobody_can_be_asked_it_says_what_to_write_instead(words, tmp_path):
    code, _, err = finish(words, tmp_path, {"PYTHONUTF8": "1"})
    assert code == 2
    assert "下一步：xuanchuan" in err.decode("utf-8").replace("：  ", "：")
    assert not list(tmp_path.iterdir())
