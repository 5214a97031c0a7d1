"""``make``, ``kit --all`` and ``handout``: everything can be found, what belongs to no day needs none."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from xuanchuan.corpus import load_corpus
from xuanchuan.kit.lessons import Shelf, topic_lesson
from xuanchuan.materials import find_template, load_campaigns, load_hotlines, load_templates, load_topics
from xuanchuan.materials.compose import compose
from xuanchuan.model.kit import Stamp
from xuanchuan.model.unit import Unit
from xuanchuan.render import render

ROOT = Path(__file__).parents[2]
NOW = "1795478400"  # 2026-11-24


def run(cwd: Path, *args: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SOURCE_DATE_EPOCH": NOW, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "xuanchuan", *args], cwd=cwd, env=env, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def words_of(path: Path) -> str:
    return "".join(node.text or "" for node in docx.Document(str(path)).element.body.iter() if node.tag.endswith("}t"))


def told(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in done.stderr.splitlines() if not line.startswith("注意")]


def test_the_list_names_every_material_once(tmp_path):
    done = run(tmp_path, "make", "--list")
    assert done.returncode == 0
    for template in load_templates():
        assert done.stdout.count(f" {template.name}：") == 1, template.name
    done.stdout.encode("gbk")


def test_a_material_of_no_day_needs_no_day(tmp_path):
    assert run(tmp_path, "make", "站点自查表").returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"站点自查表.docx", "站点自查表.xlsx"}
    assert run(tmp_path, "make", "六防六无海报").returncode == 0
    assert "防拐卖" in words_of(tmp_path / "六防六无海报.docx")


def test_a_material_of_a_day_asks_for_the_day(tmp_path):
    done = run(tmp_path, "make", "海报")
    assert done.returncode == 2
    assert "xuanchuan make 海报 11.25" in told(done)[-1]
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_material_lists_what_exists(tmp_path):
    done = run(tmp_path, "make", "六防海报")
    assert done.returncode == 2
    assert "是不是想写 六防六无海报" in done.stderr
    assert "广播电视口播" in done.stderr
    assert len(told(done)) <= 4


def test_the_usual_pack_does_not_drown_and_the_rest_is_offered_with_its_command(tmp_path):
    assert run(tmp_path, "kit", "11.25").returncode == 0
    (folder,) = tmp_path.iterdir()
    numbers = {path.name[:2] for path in folder.iterdir() if path.name[:2].isdigit()}
    assert numbers == {f"{number:02d}" for number in range(1, 16)}
    page = (folder / "首页.html").read_text(encoding="utf-8")
    assert "可以做：报纸稿" in page
    (command,) = re.findall("<code>(xuanchuan kit .+ --only .+)</code>", page)
    assert run(tmp_path, *command.split()[1:]).returncode == 0
    for name in command.split()[-1].split(","):
        assert list(folder.glob(f"{name}.*")), name
    assert run(tmp_path, "kit", "11.25", "--only", "报纸稿").returncode == 0
    page = (folder / "首页.html").read_text(encoding="utf-8")
    assert command not in page
    assert "有：报纸稿" in page
    assert "还缺，需自备" not in page


def test_all_means_all_that_has_content_and_none_that_belongs_to_no_day(tmp_path):
    done = run(tmp_path, "kit", "3.8", "--all", "--dry-run")
    assert done.returncode == 0
    for template in load_templates():
        assert (template.name in done.stdout) != template.facts.anytime, template.name


def test_what_belongs_to_no_day_is_not_put_into_a_days_pack(tmp_path):
    done = run(tmp_path, "kit", "11.25", "--only", "站点牌")
    assert done.returncode == 2
    assert "xuanchuan make 站点牌" in told(done)[-1]


def test_a_campaign_of_ones_own_without_the_optional_texts_offers_less_and_says_so(tmp_path):
    (tmp_path / "campaigns").mkdir()
    source = (ROOT / "campaigns" / "1125-domestic-violence.toml").read_text(encoding="utf-8")
    short = source[: source.index("# 以下各节可以不写")]
    (tmp_path / "campaigns" / "1125-domestic-violence.toml").write_text(short, encoding="utf-8")
    (tmp_path / "xuanchuan.toml").write_text(
        '[unit]\nname = "清河县妇女联合会"\nshort = "清河县妇联"\n', encoding="utf-8"
    )
    assert run(tmp_path, "kit", "11.25").returncode == 0
    folder = tmp_path / "2026-11-25 国际消除家庭暴力日"
    assert not list(folder.glob("*海报*"))
    page = (folder / "首页.html").read_text(encoding="utf-8")
    assert "这个活动还没有写内容，做不了：" in page
    assert "还缺，需自备" in page
    done = run(tmp_path, "make", "海报", "11.25")
    assert done.returncode == 2
    assert "缺 poster" in done.stderr


def test_every_prepared_topic_asks_answers_quotes_and_says_what_to_do():
    corpus, today = load_corpus(), datetime.date(2026, 11, 24)
    stamp = Stamp(today, today, corpus.date, "xuanchuan")
    shelf = Shelf(
        corpus, load_campaigns(), load_topics(), load_hotlines(), Unit("清河县妇女联合会", "清河县妇联"), stamp
    )
    names = {name for topic in shelf.book.topics for name in (topic.name, *topic.also)}
    assert names >= {
        "彩礼",
        "土地权益",
        "家暴",
        "拐卖",
        "禁毒",
        "劳动权益",
        "财产",
        "离婚",
        "抚养",
        "继承",
        "反诈",
        "未成年人",
    }
    handout = find_template(load_templates(), "handout")
    for topic in shelf.book.topics:
        kit = topic_lesson(shelf, topic.name)
        text = render(compose(handout, kit), "txt").decode("utf-8-sig")
        for part in ("目录", "语料截至2026年10月4日", "起施行的文本", "遇到了怎么办", "求助电话", "110"):
            assert part in text, (topic.name, part)
        assert kit.excerpts.keys() >= set(topic.refs)
        numbers = [one for one in topic.hotlines if one in ("110", "12338")]
        assert numbers == sorted(numbers, key=("110", "12338").index)
        for line in topic.todo:
            if "110" in line and "12338" in line:
                assert line.index("110") < line.index("12338")


def test_a_booklet_can_be_made_of_a_topic_too(tmp_path):
    done = run(tmp_path, "make", "口袋书", "彩礼")
    assert done.returncode == 0, done.stderr
    words = words_of(next(tmp_path.glob("*.docx")))
    for part in ("彩礼一问一答", "一、遇到了怎么办", "二、一问一答", "三、要紧的条文", "四、有事打这些电话"):
        assert part in words, part
    assert run(tmp_path, "make", "海报", "彩礼").returncode == 2


def test_a_handout_that_speaks_of_violence_at_home_puts_safety_first(tmp_path):
    assert run(tmp_path, "handout", "家暴", "--output", "a.docx").returncode == 0
    words = words_of(tmp_path / "a.docx")
    assert words.index("先离开，到有人的地方，马上打110") < words.index("目录")
    assert run(tmp_path, "handout", "反家庭暴力法", "--output", "b.docx").returncode == 0
    assert "先离开，到有人的地方，马上打110" in words_of(tmp_path / "b.docx")


def test_a_handout_for_an_audience_holds_only_what_is_meant_for_it(tmp_path):
    assert run(tmp_path, "handout", "未成年人", "--output", "a.docx").returncode == 0
    done = run(tmp_path, "handout", "未成年人", "--audience", "家长", "--large-print", "--output", "b.docx")
    assert done.returncode == 0, done.stderr
    everybody, parents = words_of(tmp_path / "a.docx"), words_of(tmp_path / "b.docx")
    assert "写给家长" in parents
    assert len(parents) < len(everybody)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("量子力学",), "备好的话题：彩礼"),
        (("家爆",), "家暴"),
        (("土地纷争",), "土地纠纷"),
        (("彩礼", "--audience", "外星人"), "现有的对象"),
    ],
)
def test_an_unknown_topic_or_audience_names_the_nearest(args, said, tmp_path):
    done = run(tmp_path, "handout", *args)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(told(done)) <= 4
    assert told(done)[-1].startswith("下一步：")
    assert list(tmp_path.iterdir()) == []
