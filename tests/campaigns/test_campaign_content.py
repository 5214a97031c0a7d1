"""What a campaign file says: lengths, safety first, no blame, only law that exists and is in force."""

from __future__ import annotations

import re
from datetime import date

import pytest

from xuanchuan.corpus import load_corpus
from xuanchuan.dates import load_key_dates, occasion
from xuanchuan.kit.gathering import named_articles
from xuanchuan.materials import load_campaigns, load_hotlines
from xuanchuan.materials.wording import count

CAMPAIGNS = load_campaigns()
CORPUS = load_corpus()
DAY = date(2026, 11, 24)
ON_AIR = re.compile(r"[（）()《》【】\[\]A-Za-z0-9]")
SENTENCE = re.compile(r"[。？！]")
BLAME = (
    "家丑",
    "夫妻打架",
    "忍一忍就",
    "为了孩子忍",
    "劝和为主",
    "一个巴掌拍不响",
    "保证胜诉",
    "一定能赢",
    "包赢",
    "百分之百",
)
REPEALED = [name for name in CORPUS.repeals if name.endswith(("法", "通则", "总则")) and len(name) >= 3]
each = pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda one: one.id)


def texts(campaign) -> list[str]:
    """Everything a reader may see, but for the history of the day and its legal basis."""
    return [
        campaign.theme, *campaign.aims, *campaign.requirements, *campaign.safety, *campaign.themes,
        *campaign.broadcast, *campaign.broadcast_short,
        *(one.text for group in (campaign.slogans, campaign.points, campaign.help_steps, campaign.copy) for one in group),
        *(part for one in campaign.questions for part in (one.question, one.answer, one.action)),
        *(part for one in campaign.cases for part in (one.title, one.text, one.lesson)),
        *(part for one in campaign.quiz for part in (one.question, one.explain)),
        *(part for one in campaign.activities for part in (one.title, one.what)),
        *(one.what for one in campaign.media),
        *later(campaign),
    ]  # fmt: skip


def later(campaign) -> list[str]:
    """What the optional fields say: spoken, online, in the hall."""
    spots = [shot for spot in campaign.spots for shot in spot.shots]
    return [
        *campaign.broadcast_long, *campaign.hosting.opening, *campaign.hosting.closing, *campaign.news.paragraphs,
        *campaign.pledge.items, *campaign.proposal.items, *campaign.card.outside, *campaign.card.inside,
        *(part for one in (*spots, *campaign.video.shots) for part in (one.picture, one.voice, one.caption)),
        *(part for one in campaign.post.sections for part in (one.heading, one.text)),
        campaign.post.title, campaign.post.digest, campaign.post.lead, campaign.post.closing, campaign.news.title,
        campaign.proposal.opening, campaign.proposal.closing, campaign.poster.headline, campaign.poster.message,
        *(one.text for one in campaign.survey),
    ]  # fmt: skip


def test_the_four_dates_of_the_year_are_there():
    assert {one.key_date for one in CAMPAIGNS} >= {
        "women-week-0308",
        "drug-0626",
        "dv-1125",
        "constitution-1204",
    }


@each
def test_lengths_fit_their_medium(campaign):
    assert [one.text for one in campaign.slogans if not 10 <= count(one.text) <= 20] == []
    assert len(campaign.slogans) >= 8
    assert [one.text for one in campaign.points if count(one.text) > 60] == []
    assert 3 <= len(campaign.points) <= 5
    assert [one.text for one in campaign.help_steps if count(one.text) > 60] == []
    assert [one.question for one in campaign.questions if not 60 <= count(one.answer) <= 160] == []
    assert len(campaign.questions) >= 8
    assert [one.title for one in campaign.cases if not 100 <= count(one.text) <= 200] == []
    assert [one.text for one in campaign.copy if count(one.text) > (60 if one.use == "短信" else 140)] == []
    for use in ("短信", "微信群", "朋友圈"):
        assert sum(one.use == use for one in campaign.copy) >= 3, use


@each
def test_the_loudspeaker_script_can_be_read_aloud(campaign):
    assert 600 <= count("".join(campaign.broadcast)) <= 680
    assert 200 <= count("".join(campaign.broadcast_short)) <= 230
    for paragraph in (*campaign.broadcast, *campaign.broadcast_short):
        assert not ON_AIR.search(paragraph), paragraph
        assert [one for one in SENTENCE.split(paragraph) if count(one) > 30] == []
    for script in (campaign.broadcast, campaign.broadcast_short):
        assert "".join(script).count("幺二三三八") >= 2 or campaign.key_date == "drug-0626"


@each
def test_the_five_minute_script_can_be_read_aloud(campaign):
    assert 1000 <= count("".join(campaign.broadcast_long)) <= 1200
    for paragraph in campaign.broadcast_long:
        assert not ON_AIR.search(paragraph), paragraph
        assert [one for one in SENTENCE.split(paragraph) if count(one) > 30] == []
    assert "".join(campaign.broadcast_long).count("幺二三三八") >= 2


@each
def test_spots_fit_fifteen_thirty_and_sixty_seconds(campaign):
    limits = {15: (40, 55), 30: (80, 110), 60: (160, 220)}
    assert [one.seconds for one in campaign.spots] == list(limits)
    for spot in campaign.spots:
        words = "".join(shot.voice for shot in spot.shots)
        assert limits[spot.seconds][0] <= count(words) <= limits[spot.seconds][1], spot.seconds
        assert not ON_AIR.search(words)
        assert "幺幺零" in words
        for shot in spot.shots:
            assert [one for one in SENTENCE.split(shot.voice) if count(one) > 30] == []


@each
def test_the_host_speaks_in_short_sentences(campaign):
    for paragraph in (*campaign.hosting.opening, *campaign.hosting.closing):
        assert not ON_AIR.search(paragraph)
        assert [one for one in SENTENCE.split(paragraph) if count(one) > 30] == []


@each
def test_a_video_is_half_a_minute_to_a_minute_and_a_half_and_can_be_said_in_time(campaign):
    assert 30 <= sum(shot.seconds for shot in campaign.video.shots) + 2 <= 90
    for shot in campaign.video.shots:
        assert count(re.sub("（[^）]*）", "", shot.voice)) <= shot.seconds * 4.5, shot.voice


@each
def test_an_online_article_fits_the_editors_limits(campaign):
    assert 14 <= count(campaign.post.title) <= 22
    assert count(campaign.post.digest) <= 120
    said = [campaign.post.lead, campaign.post.closing, *(one.heading + one.text for one in campaign.post.sections)]
    assert 600 <= count("".join(said)) <= 1500
    assert any(section.ref for section in campaign.post.sections)


@each
def test_what_is_read_from_afar_or_in_the_hand_is_short(campaign):
    assert count(campaign.poster.headline) <= 12
    assert count(campaign.poster.message) <= 18
    assert len(campaign.card.inside) <= 3
    assert [line for line in (*campaign.card.inside, *campaign.card.outside) if count(line) > 20] == []
    assert 5 <= len(campaign.survey) <= 6
    assert {one.right for one in campaign.survey} == {True, False}
    assert [item for item in campaign.proposal.items if count(item) > 60] == []
    assert 200 <= count("".join(campaign.news.paragraphs)) <= 400


@each
def test_every_article_named_is_in_the_corpus_and_in_force(campaign):
    for key, ref in named_articles(campaign):
        excerpt = CORPUS.excerpt(ref, DAY)
        assert excerpt.effective <= DAY, (key, str(ref))


@each
def test_the_key_date_exists(campaign):
    key_date = next(one for one in load_key_dates() if one.id == campaign.key_date)
    assert occasion(key_date, 2026).start


@each
def test_no_repealed_law_is_taught(campaign):
    for text in texts(campaign):
        for name in REPEALED:
            for match in re.finditer(re.escape(name), text):
                before, after = text[: match.start()], text[match.end() :]
                told = "废止" in after[:20] or "旧" in before[-6:]
                longer = any(
                    one.endswith(name) and one != name and before.endswith(one[: -len(name)]) for one in CORPUS._names
                )
                assert told or longer, (name, text)


@each
def test_nobody_is_blamed_and_nothing_is_promised(campaign):
    for text in texts(campaign):
        for phrase in BLAME:
            if phrase in text:
                assert re.search(f"不说[^。]*{phrase}", text), (phrase, text)


@each
def test_a_case_told_on_the_air_or_online_is_said_to_be_invented(campaign):
    told = [
        text
        for script in (campaign.broadcast, campaign.broadcast_long, [one.text for one in campaign.post.sections])
        for text in (first + second for first, second in zip(script, [*script[1:], ""], strict=True))
        if "打个比方" in text.split("。")[0]
    ]
    for text in told:
        assert re.search("编的|虚构", text), text


@each
def test_the_police_come_before_the_hotline(campaign):
    for text in texts(campaign):
        if "110" in text and "12338" in text:
            assert text.index("110") < text.index("12338"), text
        if "幺幺零" in text and "幺二三三八" in text:
            assert text.index("幺幺零") < text.index("幺二三三八"), text
    if "110" in campaign.hotlines and "12338" in campaign.hotlines:
        assert campaign.hotlines.index("110") < campaign.hotlines.index("12338")


@each
def test_hotlines_are_known(campaign):
    assert set(campaign.hotlines) <= {one.number for one in load_hotlines()}


@each
def test_every_character_is_inside_gbk(campaign):
    for text in (*texts(campaign), campaign.origin, *campaign.basis):
        text.encode("gbk")


@each
def test_steps_lead_up_to_the_day_and_report_after_it(campaign):
    offsets = [step.offset for step in campaign.steps]
    assert offsets == sorted(offsets)
    assert offsets[0] <= -25
    assert 0 in offsets
    assert max(offsets) >= 7


@each
def test_the_quiz_has_one_clear_answer_each(campaign):
    assert len(campaign.quiz) >= 10
    for item in campaign.quiz:
        assert len(set(item.options)) == len(item.options)
        assert (len(item.answers) == 1) == (item.kind != "多选")
        assert item.explain
    assert {item.kind for item in campaign.quiz} == {"单选", "多选", "判断"}


def test_domestic_violence_material_puts_safety_first():
    (campaign,) = [one for one in CAMPAIGNS if one.key_date == "dv-1125"]
    assert "110" in campaign.safety[0]
    assert "110" in campaign.help_steps[1].text or "110" in campaign.help_steps[0].text
    assert not any("庇护" in line and re.search(r"\d+号", line) for line in texts(campaign))


def test_what_the_policy_of_2011_names_is_still_there():
    everything = "".join(text for one in CAMPAIGNS for text in texts(one))
    for name in (
        "六防",
        "六无",
        "不让毒品进我家",
        "零家庭暴力社区",
        "流动妇女平安之家",
        "巾帼志愿者",
        "妇女权益保障法",
        "劳动法",
        "土地",
    ):
        assert name in everything, name
    for campaign in CAMPAIGNS:
        media = "".join(one.medium for one in campaign.media)
        for name in (
            "报纸",
            "杂志",
            "广播",
            "电视",
            "手机",
            "互联网",
            "公众号",
            "视频号",
            "微信群",
            "大喇叭",
            "应急广播",
        ):
            assert name in media, (campaign.id, name)
    (week,) = [one for one in CAMPAIGNS if one.key_date == "women-week-0308"]
    assert any("妇女权益保障法" in rule.name and rule.province == "山东省" for rule in week.local_rules)
