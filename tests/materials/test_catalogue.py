"""Every material for every campaign: complete, safe, in plain characters, within the limits of its medium."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

import pytest
from catalogue_making import (
    CAMPAIGNS,
    DATED,
    HOTLINES,
    TEMPLATES,
    UNIT,
    document,
    kit_of,
    own_lines,
    station,
    words,
)

from xuanchuan.materials import (
    find_template,
    lacking,
    load_templates,
    load_themes,
)
from xuanchuan.materials.compose import compose
from xuanchuan.materials.quizzes import letters, paper
from xuanchuan.materials.wording import count
from xuanchuan.model.document import PageBreak, Panel, Paragraph, Quote, Slot, Text, slots
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.unit import Unit
from xuanchuan.render import render
from xuanchuan.render.front import walk

WHOLE_CATALOGUE = (
    "活动通知", "活动方案", "经费请示", "商请函", "任务分解表", "物资清单与预算", "应急预案", "主持词", "倡议书", "承诺书",
    "宣传单", "三折页", "口袋书", "法律知识讲义", "海报", "展板文字", "横幅标语", "求助卡", "站点牌", "制度上墙", "工作流程图",
    "广播稿", "广播电视口播", "短信微信文案", "公众号推文", "短视频脚本", "报纸稿", "签到表", "咨询登记表", "知识竞答", "知晓率问卷",
    "新闻通稿", "图片说明", "印发通知",
    "六防六无标语", "六防六无广播稿", "十户联创轮值表", "入户走访记录", "志愿者分工", "接待话术卡", "发放登记", "桌签", "讲话稿", "宣传栏", "站点自查表", "六防六无海报", "六防六无自查表",
)  # fmt: skip
NEVER = (
    "家丑",
    "夫妻打架",
    "劝和为主",
    "一个巴掌拍不响",
    "保证胜诉",
    "一定能赢",
    "百分之百",
    "为了孩子忍",
    "婚姻法",
    "法制宣传日",
)
GIVES_AWAY = re.compile("家暴|暴力|挨打|报警|求助|妇联|维权|毒品|法律援助|保护令")
every = pytest.mark.parametrize("campaign", CAMPAIGNS)
material = pytest.mark.parametrize("template", TEMPLATES)


def test_the_whole_catalogue_is_there():
    assert {*WHOLE_CATALOGUE} <= {one.name for one in TEMPLATES.values()}


@every
@pytest.mark.parametrize("template", DATED)
def test_every_campaign_has_content_for_every_material(template, campaign):
    assert lacking(TEMPLATES[template], kit_of(campaign)) == ()
    assert document(template, campaign).blocks


@every
@material
def test_a_material_reads_in_gbk_and_leaves_no_markup(template, campaign):
    text = words(template, campaign)
    text.encode("gbk")
    assert not re.search(r"\{\{|\}\}|\{%|:::|\*\*|\ufdd0|Undefined|None|&[a-z]+;", text)


@every
@material
def test_nothing_blames_promises_or_teaches_repealed_law(template, campaign):
    for line in own_lines(template, campaign):
        for phrase in NEVER:
            if phrase in line:
                told = re.search(f"不说[^。]*{phrase}|{phrase}[^。]*废止|叫[^。]*{phrase}|以前[^。]*{phrase}", line)
                assert told or "旧" in line, (phrase, line)


@every
@material
def test_the_police_come_before_the_hotline(template, campaign):
    for line in own_lines(template, campaign):
        for police, hotline in (("110", "12338"), ("幺幺零", "幺二三三八")):
            if police in line and hotline in line and not line.lstrip().startswith(("·", "|")):
                assert line.index(police) < line.index(hotline), line


@every
@material
def test_only_hotlines_of_the_table_are_printed(template, campaign):
    told = set(re.findall(r"(?<![\d-])(?:12|96)\d{3}(?!\d)", words(template, campaign)))
    spoken = {"".join("零幺二三四五六七八九".find(one).__str__() for one in number)
              for number in re.findall("(?:幺二|九六)[零幺二三四五六七八九]{3}", words(template, campaign))}  # fmt: skip
    assert told | spoken <= HOTLINES | {"12110"}


@every
@material
def test_no_shelters_address_is_given(template, campaign):
    for line in own_lines(template, campaign):
        assert not re.search(r"庇护[^。，]{0,12}(路|街|巷|村|楼)\d*[号层]?", line), line
        assert not re.search(r"庇护[^。]{0,20}\d{3,4}-\d{7}", line), line


@pytest.mark.parametrize("template", [one for one in DATED if TEMPLATES[one].facts.medium in
                         ("印刷品", "户外", "讲座", "公众号", "广播", "电视", "短视频", "手机", "报纸")])  # fmt: skip
def test_domestic_violence_material_for_the_public_says_whom_to_call_first(template):
    text = words(template, "1125-domestic-violence")
    assert "110" in text or "幺幺零" in text


@pytest.mark.parametrize("template", ["flyer", "handout", "leaflet", "booklet", "board", "post", "emergency"])
def test_domestic_violence_material_that_has_room_carries_the_safety_lines(template):
    text = "".join(words(template, "1125-domestic-violence").split())
    for line in CAMPAIGNS["1125-domestic-violence"].safety[:3]:
        assert "".join(line.split()) in text


@every
@material
def test_invented_stories_are_marked(template, campaign):
    text = words(template, campaign)
    told = any(count(case.text) and case.text[:20] in text for case in CAMPAIGNS[campaign].cases)
    if told or template == "video":
        assert "虚构" in text


@every
def test_the_outside_of_a_card_gives_nothing_away(campaign):
    (outside,) = [one for one in document("card", campaign).blocks if isinstance(one, Panel) and one.name == "外面"]
    said = render(document("card", campaign).__class__("", "card", (outside,)), "txt").decode("utf-8-sig")
    assert not GIVES_AWAY.search(said), said
    assert not GIVES_AWAY.search(document("card", campaign).title)


@every
def test_every_short_message_is_one_message_with_the_signature(campaign):
    text = words("copy", campaign)
    messages = re.findall(r"【清河县妇联】.+", text.split("二、微信群")[0])
    assert len(messages) >= 3
    for message, told, parts in zip(
        messages, *zip(*re.findall(r"连签名(\d+)字，按(\d+)条", text), strict=True), strict=True
    ):
        units = len(message.encode("utf-16-le")) // 2
        assert (units, 1) == (int(told), int(parts))
        assert units <= 70


@every
def test_the_loudspeaker_scripts_last_as_long_as_they_say(campaign):
    text = words("broadcast", campaign)
    for name, shortest, longest in (("三分钟稿", 600, 720), ("一分钟稿", 200, 240), ("五分钟稿", 1000, 1200)):
        (said,) = re.findall(rf"{name}\n\n共(\d+)字", text)
        assert shortest <= int(said) <= longest, name
        script = text.split(f"{name}\n\n")[1].split("钟稿")[0]
        assert script.count("幺幺零") >= 2


@every
def test_a_spot_fits_its_seconds(campaign):
    for seconds, said in re.findall(r"(\d+)秒\n\n共(\d+)字", words("spots", campaign)):
        assert int(seconds) * 2.6 <= int(said) <= int(seconds) * 3.8, seconds
    assert len(CAMPAIGNS[campaign].spots) == 3


@every
def test_the_article_can_be_pasted_into_an_editor(campaign):
    page = render(document("post", campaign), "html").decode("utf-8")
    body = page[page.index("<body") :]
    assert not re.search(r"<(script|style|link|img|iframe|a|form)\b|\s(class|id|on\w+)=", body)
    assert "标题（" not in body
    words_of_it = re.sub(r"<[^>]+>", "", body)
    assert 600 <= count(words_of_it) <= 2600
    post = CAMPAIGNS[campaign].post
    assert post is not None
    assert f"标题（{count(post.title)}字" in words("post", campaign)
    assert "三审三校" in words("post", campaign)


@every
def test_both_papers_ask_the_same_and_have_their_own_answers(campaign):
    quiz = CAMPAIGNS[campaign].quiz
    first, second = paper(quiz, "x", "A"), paper(quiz, "x", "B")
    assert {one.question for one in first} == {one.question for one in second}
    assert [one.question for one in first] != [one.question for one in second]
    for made in (first, second):
        for item in made:
            original = next(one for one in quiz if one.question == item.question)
            right = {original.options[at] for at in original.answers}
            assert {item.options[at] for at in item.answers} == right
    assert [letters(one) for one in first] != [letters(one) for one in second]
    assert paper(quiz, "x", "B") == second


@every
def test_the_travelling_part_of_the_consultation_form_has_no_name(campaign):
    text = words("consultation", campaign)
    travelling = text[text.index("第一联　统计联") : text.index("第二联　内部联")]
    assert "编号" in travelling
    assert not re.search("姓名(?!，)|电话|住址|身份证", travelling.replace("没有姓名", ""))


@every
def test_a_questionnaire_is_short_and_nameless(campaign):
    text = words("survey", campaign).split("统计用")[0]
    assert len(re.findall(r"^\s*(\d+)[. ]", text, re.MULTILINE)) <= 12
    assert not re.search("姓名[:：_]|电话[:：_]", text)
    answers = {one.right for one in CAMPAIGNS[campaign].survey}
    assert answers == {True, False}


@every
def test_the_host_never_says_a_name_or_a_title(campaign):
    assert len(slots(document("hosting", campaign))) == 1


def test_the_twelve_themes_are_the_ones_of_the_policy():
    themes = load_themes()
    assert [one.name for one in themes if one.group == "六防"] == [
        "防拐卖",
        "防盗窃",
        "防抢劫",
        "防渗透",
        "防隐患",
        "防犯罪",
    ]
    assert [one.name for one in themes if one.group == "六无"] == [
        "无毒品",
        "无赌博",
        "无暴力",
        "无邪教",
        "无传销",
        "无事故",
    ]
    for theme in themes:
        assert 10 <= count(theme.slogan) <= 20
        assert 3 <= len(theme.checks) <= 4
        assert all(count(check) <= 20 for check in theme.checks)


def test_the_station_check_holds_the_standards_of_the_policy():
    text = words("station-check", "1125-domestic-violence")
    for name in (
        "有人员",
        "有牌子",
        "有场所",
        "有任务目标",
        "一间办公室",
        "一条热线",
        "一台电脑",
        "一套制度",
        "一支队伍",
    ):
        assert name in text


def test_a_material_the_campaign_has_no_content_for_is_refused_in_words():
    from dataclasses import replace

    kit = kit_of("1125-domestic-violence")
    poor = replace(kit, campaign=replace(kit.campaign, post=None), excerpts=MappingProxyType(dict(kit.excerpts)))
    with pytest.raises(XuanchuanError) as caught:
        compose(find_template(load_templates(), "公众号推文"), poor)
    assert "post" in caught.value.why
    assert "make --list" in caught.value.hint


@every
def test_a_newspaper_piece_is_as_long_as_papers_take(campaign):
    body = "".join(
        "".join(
            one.text if isinstance(one, Text) else one.hint for one in block.inlines if isinstance(one, Text | Slot)
        )
        for block in document("news", campaign).blocks
        if isinstance(block, Paragraph) and block.role == "body"
    )
    assert 300 <= count(body) <= 600


def test_the_safe_family_script_can_be_read_aloud():
    for theme in load_themes():
        for text in (theme.slogan, theme.line):
            assert not re.search(r"[（）()《》0-9A-Za-z]", text), text
    assert words("safe-family-broadcast", "1125-domestic-violence").count("幺幺零") == 2


@pytest.mark.parametrize("level", ["市", "县", "乡", "村"])
def test_every_material_is_made_for_a_unit_of_every_level_that_said_little(level):
    from dataclasses import replace

    bare = Unit(name="清河妇联", short="清河妇联", level=level)
    for name in DATED:
        made = compose(TEMPLATES[name], replace(kit_of("0308-womens-rights-week"), unit=bare))
        text = render(made, "txt").decode("utf-8-sig")
        assert not re.search("地址：\\s|电话：\\s*$|，，|。。|、、", text, re.MULTILINE), name
    for name in TEMPLATES.keys() - set(DATED):
        assert compose(TEMPLATES[name], replace(station(), unit=bare)).blocks


@every
def test_a_plan_with_time_to_spare_stays_within_four_thousand_characters(campaign):
    body = words("plan", campaign).split("附件1\n")[0]
    assert 1500 <= count(body) <= 4000


@every
@pytest.mark.parametrize("template", ["flyer", "leaflet", "card", "post", "station-sign", "talking", "bulletin"])
def test_the_women_s_hotline_is_printed_with_the_unit_s_own_hours(template, campaign):
    text = "".join(words(template, campaign).split())
    assert "工作日9:00-17:00" in text
    assert "多为工作日上班时间，以当地为准" not in text


def test_a_village_s_own_hours_are_never_taken_for_those_of_the_women_s_hotline():
    kit = kit_of("1125-domestic-violence")
    village = replace(UNIT, village="王家村", hotline_hours="逢集上午")
    made = render(compose(TEMPLATES["flyer"], replace(kit, unit=village)), "txt").decode("utf-8-sig")
    text = "".join(made.split())
    assert "工作日9:00-17:00" in text
    assert "逢集上午" not in text


@every
def test_the_press_is_told_whom_not_to_show(campaign):
    text = words("press", campaign)
    for rule in ("不采访、不拍摄正在咨询和求助的人", "未成年人", "庇护场所的地址和样子不写、不拍"):
        assert rule in text


@every
def test_the_speech_leaves_political_words_to_the_unit_and_answers_for_what_it_promises(campaign):
    speech = find_template(TEMPLATES.values(), "讲话稿")
    said = render(compose(speech, kit_of(campaign)), "txt").decode("utf-8-sig")
    assert "上级对这项工作的要求" in said
    guided = replace(kit_of(campaign), unit=replace(UNIT, guiding="本单位文件里的一句话。"))
    said = render(compose(speech, guided), "txt").decode("utf-8-sig")
    assert "本单位文件里的一句话。" in said
    assert "上级对这项工作的要求" not in said
    assert "不劝和，不追问，不外传" in said
    assert said.index("幺幺零") < said.index("幺二三三八")


@every
def test_the_notice_board_has_law_case_steps_and_hotlines_each_on_a_sheet(campaign):
    document = compose(find_template(TEMPLATES.values(), "宣传栏"), kit_of(campaign))
    sheets = [[]]
    for block in document.blocks:
        sheets[-1].append(block)
        if isinstance(block, PageBreak):
            sheets.append([])
    assert len(sheets) == 4
    assert sum(isinstance(block, Quote) for block in walk(sheets[0])) == 2
    words = [str(sheet) for sheet in sheets]
    assert "情节虚构" in words[1]
    assert "四步" in words[2]
    assert words[3].index("110") < words[3].index("12338")
