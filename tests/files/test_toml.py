from pathlib import Path

import pytest

from xuanchuan.files.bundled import folder
from xuanchuan.files.toml import parse_toml, read_toml
from xuanchuan.model.error import XuanchuanError


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('name = "甲"\nname = "乙"\n', 2, "前面已经写过"),
        ('a = 1\nname = "没有收尾\n', 2, "引号"),
        ("phone = 0543-1234567\n", 1, ""),
        ("名称 = 1\n", 1, "中文名称"),
        ("a = 1 b = 2\n", 1, "多了内容"),
        ("a = [1,\n2\n", 3, "方括号"),
    ],
)
def test_a_misspelt_file_names_its_line_and_the_mistake(text: str, line: int, why: str) -> None:
    with pytest.raises(XuanchuanError) as caught:
        parse_toml(text, "日期.toml")
    assert caught.value.where == f"日期.toml 第 {line} 行"
    assert why in caught.value.why


def test_a_file_saved_with_a_byte_order_mark_and_windows_line_ends_is_read(tmp_path: Path) -> None:
    path = tmp_path / "单位.toml"
    path.write_bytes('\ufeffname = "某县妇联"\r\nlevel = "县"\r\n'.encode())
    assert read_toml(path) == {"name": "某县妇联", "level": "县"}


def test_a_file_in_gbk_is_refused_with_its_line_and_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "单位.toml"
    path.write_bytes(b"a = 1\n" + 'name = "妇联"\n'.encode("gbk"))
    with pytest.raises(XuanchuanError) as caught:
        read_toml(path)
    assert "第 2 行" in caught.value.where
    assert "UTF-8" in caught.value.hint


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(XuanchuanError, match="找不到文件"):
        read_toml(tmp_path / "没有.toml")


def test_the_bundled_folders_are_found() -> None:
    for name in ("campaigns", "templates"):
        assert folder(name).is_dir()
