"""Let tests of this folder import their neighbours; an officer's folder for those that want one."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def furnished(tmp_path_factory) -> Path:
    """An officer's folder: her unit, a roster, two events, an old draft, a law to import, what a town has sent."""
    place = tmp_path_factory.mktemp("furnished") / "宣传 材料"
    place.mkdir()
    from examples import say

    for words in (
        ["init", "--sample"],
        ["batch", "--sample"],
        ["log", "add", "2026-03-08 广场宣传，横幅2 资料500 到场约200人"],
        ["log", "add", "2026-06-26 大喇叭播放12次"],
        ["plan", "11.25", "--output", "旧折页.docx"],
        ["flyer", "12.4", "--output", "讲义.docx"],
        ["make", "短信微信文案", "11.25", "--to", "txt", "--output", "宣传单.txt"],
        ["ledger", "backup", "台账备份.db"],
        ["ledger", "backup", "张镇.db"],
        ["law", "pack", "语料.zip", "--all"],
        ["log", "form", "--output", "张镇登记表.xlsx"],
    ):
        said = say(words, place)
        assert said.code == 0, said.err
    return place


@pytest.fixture
def place(furnished, tmp_path) -> Path:
    """A copy of that folder of one's own."""
    return Path(shutil.copytree(furnished, tmp_path / "宣传 材料"))
