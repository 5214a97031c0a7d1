"""What officers say of an event, seen on Wednesday 2026-12-09, and what is written down: read by eye, line by line."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuanchuan.dates import load_key_dates
from xuanchuan.dates.past import read_past, split_day
from xuanchuan.ledger.amounts import read_amount
from xuanchuan.ledger.figures import BY_WORD, figure_words
from xuanchuan.ledger.spoken import read_line
from xuanchuan.model.error import XuanchuanError

KEY_DATES = load_key_dates(None)
TODAY = date(2026, 12, 9)
# said | day | title | form | town and village | place | figures | what nobody understood
SAID = """
上周五在李家集赶集，发了两千来份单子，六十多口子围着问 | 2026-12-04 | 在李家集赶集 | 集中宣传 |  | 李家集 | 资料2000份（估）、受众60人次（估） | -
周三下午给企业女工讲课，来了四五十人，和人社局一起 | 2026-12-09 | 给企业女工讲课 | 讲座培训 |  |  | 受众40人次（估） | -
上个月28号 进村宣讲，后李村，来了六十多口子，散发明白纸80份 | 2026-11-28 | 进村宣讲 | 讲座培训 | 后李村 |  | 资料80份、受众60人次（估） | -
昨天进村宣讲，后李村，来了七八个人 | 2026-12-08 | 进村宣讲 | 讲座培训 | 后李村 |  | 受众7人次（估） | -
11月25日城关镇大集，悬挂横幅3条，摆放展板8块，咨询人数31 | 2026-11-25 | 城关镇大集 | 集中宣传 | 城关镇 | 大集 | 横幅3条、展板8块、咨询31件 | -
今天妇女之家讲课，到了三十五人 | 2026-12-09 | 妇女之家讲课 | 讲座培训 |  | 妇女之家 | 受众35人次 | -
12.4 县城广场集中宣传，与司法局、法院联合，发放资料一万两千份，咨询31人次 | 2026-12-04 | 县城广场集中宣传 | 集中宣传 |  | 县城广场 | 资料12000份、咨询31件 | -
12.4广场宣传，发了一万二份明白纸，接待来访20件 | 2026-12-04 | 广场宣传 | 集中宣传 |  | 广场 | 资料12000份、咨询20件 | -
去年12.4 广场宣传 资料800 | 2025-12-04 | 广场宣传 | 集中宣传 |  | 广场 | 资料800份 | -
大前天 入户走访，发联系卡120张，3名志愿者 | 2026-12-06 | 入户走访 | 入户宣传 |  |  | 资料120份、志愿者3人次 | -
本周一 座谈会，三四百人 | 2026-12-07 | 座谈会 | 座谈会 |  |  | 受众300人次（估） | -
十一月二十五号 广场宣传，资料1,200份，约300人 | 2026-11-25 | 广场宣传 | 集中宣传 |  | 广场 | 资料1200份、受众300人次（估） | -
28号 下乡到马坊村 单子500张 | 2026-11-28 | 下乡到马坊村 | 进村居 | 马坊村 |  | 资料500份 | -
12月1日上午9点 学校禁毒课 学生400人 民警讲课 | 2026-12-01 | 学校禁毒课 | 讲座培训 |  | 学校 | 受众400人次 | -
11.20 前刘村社区活动室，妇女之家讲座，听课65人 | 2026-11-20 | 前刘村社区活动室 | 讲座培训 | 前刘村 | 妇女之家 | 受众65人次 | -
昨天 大喇叭播放12次，覆盖8个村 | 2026-12-08 | 广播 | 广播 |  |  | 播放12次 | 覆盖8个村
昨天 大喇叭播了3天，每天2遍，覆盖12个村 | 2026-12-08 | 大喇叭播了3天 | 广播 |  |  |  | 大喇叭播了3天、每天2遍、覆盖12个村
11.18 发短信1200条，微信群转发35个群，阅读量2300 | 2026-11-18 | 网上宣传 | 网上宣传 |  |  | 短信1200条、阅读2300次 | 微信群转发35个群
11.18 发短信3千条，公众号阅读1.2万 | 2026-11-18 | 网上宣传 | 网上宣传 |  |  | 短信3000条、阅读12000次 | -
3.8 城关镇文化站，送法进村，两百来人，横幅两条 | 2026-03-08 | 城关镇文化站 | 进村居 | 城关镇 | 文化站 | 横幅2条、受众200人次（估） | -
今天上午 东洼村村委会 讲反家暴法，几十人参加 | 2026-12-09 | 东洼村村委会 |  | 东洼村 |  |  | 几十人参加
今天 各村大喇叭播出一周 | 2026-12-09 | 各村大喇叭播出一周 | 广播 |  |  |  | -
昨天 农村大集上发了三百五份宣传单 | 2026-12-08 | 集中宣传 | 集中宣传 |  | 农村大集 | 资料350份 | -
昨天 发了两千三份宣传单 | 2026-12-08 | 普法活动 |  |  |  | 资料2300份 | -
12.4 司法局法院公安民政一起摆台，展架6个 横幅2 材料三四千份 | 2026-12-04 | 司法局法院公安民政一起摆台 | 集中宣传 |  |  | 横幅2条、展板6块、资料3000份（估） | -
12.4 宣传 资料500，资料300 | 2026-12-04 | 宣传 |  |  |  | 资料500份 | 资料300
周日 赶集日，设点宣传，百十人 | 2026-12-06 | 赶集日 | 集中宣传 |  |  | 受众100人次（估） | -
前天晚上 广场舞队前宣传，发传单二百份，听众一百五 | 2026-12-07 | 广场舞队前宣传 |  |  | 广场 | 资料200份、受众150人次 | -
礼拜三 去后李村走访12户，咨询5件 | 2026-12-09 | 去后李村走访12户 | 入户宣传 | 后李村 |  | 咨询5件 | 去后李村走访12户
上上周二 县妇联会议室，培训妇联执委45人 | 2026-11-24 | 县妇联会议室 | 讲座培训 |  | 县妇联会议室 | 受众45人次 | -
今天 单子发了半天，没数 | 2026-12-09 | 单子发了半天 |  |  |  |  | -
12.3 网上答题3200人参加 | 2026-12-03 | 网上宣传 | 网上宣传 |  |  | 受众3200人次 | -
12.4 进企业 纺织厂，女工260人，律师事务所律师讲课 | 2026-12-04 | 进企业 | 讲座培训 |  |  | 受众260人次 | -
12.4 志愿者20人，资料500份，横幅3条，展板4块，咨询16件，约200人次 | 2026-12-04 | 国家宪法日普法活动 |  |  |  | 横幅3条、展板4块、资料500份、咨询16件、受众200人次（估）、志愿者20人次 | -
12.4 咨询 31 人 资料 500 份 | 2026-12-04 | 咨询 |  |  |  | 资料500份、咨询31件 | -
12.1 防艾宣传，资料三百来份，听众约150人 | 2026-12-01 | 防艾宣传 |  |  |  | 资料300份（估）、受众150人次（估） | -
12月2号下午 李家集镇政府门口 摆台宣传 横幅1条 单页600张 咨询9件 | 2026-12-02 | 李家集镇政府门口 | 集中宣传 |  |  | 横幅1条、资料600份、咨询9件 | -
这周一 张镇中学 法治课 师生860人 检察院 | 2026-12-07 | 张镇中学 | 讲座培训 | 张镇 | 中学 | 受众860人次 | -
上周日 村广场播放普法电影，观众200多人 | 2026-12-06 | 村广场播放普法电影 |  |  | 村广场 | 受众200人次（估） | -
星期二 县医院 发折页1000份 | 2026-12-08 | 县医院 |  |  |  | 资料1000份 | -
11月25号 与公安局、司法局、民政局联合在人民广场开展反家暴集中宣传，悬挂横幅5条，摆放展板10块，发放资料3000余份，接受咨询86人次 | 2026-11-25 | 人民广场开展反家暴集中宣传 | 集中宣传 |  | 人民广场 | 横幅5条、展板10块、资料3000份（估）、咨询86件 | -
11.26 走访独居妇女家庭40户，送联系卡40张 | 2026-11-26 | 走访独居妇女家庭40户 | 入户宣传 |  |  | 资料40份 | 走访独居妇女家庭40户
11.26 后李村 走访 40户 联系卡40张 | 2026-11-26 | 后李村 | 入户宣传 | 后李村 |  | 资料40份 | 40户
11.27 广播稿播放，每天早晚各一次，共播放14次 | 2026-11-27 | 广播稿播放 | 广播 |  |  | 播放14次 | -
昨天 村村响播放20次 | 2026-12-08 | 广播 | 广播 |  |  | 播放20次 | -
12.5 义诊义务咨询，解答45件 | 2026-12-05 | 义诊义务咨询 | 法律咨询 |  |  | 咨询45件 | -
12.5 普法演出，观众上千人 | 2026-12-05 | 普法演出 | 文艺演出 |  |  | 受众1000人次（估） | -
12.5 普法演出，观众近千人 | 2026-12-05 | 普法演出 | 文艺演出 |  |  | 受众1000人次（估） | -
12.5 普法演出，观众1千多人 | 2026-12-05 | 普法演出 | 文艺演出 |  |  | 受众1000人次（估） | -
12.5 讲座，妇女干部三十来人参加 | 2026-12-05 | 讲座 | 讲座培训 |  |  | 受众30人次（估） | -
12.5 讲座 来了二三十个妇女 | 2026-12-05 | 讲座 | 讲座培训 |  |  | 受众20人次（估） | -
12.5 公众号推文一篇，阅读数856 | 2026-12-05 | 公众号推文一篇 | 网上宣传 |  |  | 阅读856次 | -
12.5 抖音直播，浏览量2.3万次 | 2026-12-05 | 抖音直播 | 网上宣传 |  |  | 阅读23000次 | -
12.5 竞赛，发放手册五百本 | 2026-12-05 | 竞赛 | 竞赛问答 |  |  | 资料500份 | -
12.5 发放《反家庭暴力法》手册200本 | 2026-12-05 | 普法活动 |  |  |  | 资料200份 | -
12.5 讲《民法典》第一千零七十九条，听课50人 | 2026-12-05 | 讲《民法典》第一千零七十九条 |  |  |  | 受众50人次 | -
12.5 县妇联、团县委、教体局进校园，学生1100人次 | 2026-12-05 | 教体局进校园 | 进校园 |  |  | 受众1100人次 | -
12.5 马坊社区 座谈 18人 | 2026-12-05 | 马坊社区 | 座谈会 | 马坊社区 |  | 受众18人次 | -
12.5 志愿者服务队出动巾帼志愿者12名，入户86户 | 2026-12-05 | 入户宣传 | 入户宣传 |  |  | 志愿者12人次 | 入户86户
12.5 广场宣传 资料5百份 | 2026-12-05 | 广场宣传 | 集中宣传 |  | 广场 | 资料500份 | -
12.5 广场宣传 资料500份左右 | 2026-12-05 | 广场宣传 | 集中宣传 |  | 广场 | 资料500份（估） | -
12.5 广场宣传 资料不到500份 | 2026-12-05 | 广场宣传 | 集中宣传 |  | 广场 | 资料500份（估） | -
12.5 广场宣传，横幅：3，展板：6，资料：500 | 2026-12-05 | 广场宣传 | 集中宣传 |  | 广场 | 横幅3条、展板6块、资料500份 | -
12.5 广场宣传，横幅共3条，展板共6块 | 2026-12-05 | 广场宣传 | 集中宣传 |  | 广场 | 横幅3条、展板6块 | -
十二月四日上午，县城人民广场，横幅十条，资料一千五百份，群众七八百人 | 2026-12-04 | 县城人民广场 |  |  | 县城人民广场 | 横幅10条、资料1500份、受众700人次（估） | -
昨晚 村口大喇叭 播出3次 | 2026-12-08 | 村口大喇叭 | 广播 |  |  | 播放3次 | -
"""


@pytest.mark.parametrize("row", SAID.strip().splitlines())
def test_what_officers_say_is_written_down_as_they_meant_it(row: str) -> None:
    said, *expected = (part.strip().removesuffix("-") for part in row.split("|"))
    heard = read_line(said, TODAY, KEY_DATES)
    event = heard.event
    assert [
        event.day.isoformat(),
        event.title,
        event.form,
        event.town + event.village,
        event.place,
        figure_words(event.figures),
        "、".join(heard.unread),
    ] == expected
    assert event.said == said


# Seen on Sunday 2026-12-20 by a county that knows its villages.
KNOWN = {"后李村": "张镇", "前刘村": "张镇", "刘村": "城关镇", "县城": "城关镇", "东洼": "李镇"}
SAID_LATER = """
上周五 广场宣传，单子500张，来了六十多口子 | 2026-12-11 | 广场宣传 |  | 广场 |  | 资料500份、受众60人次（估）
上个月28号 县城广场宣传，发了两千来份 | 2026-11-28 | 县城广场宣传 |  | 县城广场 |  | 资料2000份（估）
昨天 与司法局、法院联合，在县城广场发单子500张，三四百人 | 2026-12-19 | 普法活动 |  | 县城广场 | 司法局、人民法院 | 资料500份、受众300人次（估）
前天上午 在后李村开法治讲座，六十多口子 | 2026-12-18 | 在后李村开法治讲座 | 张镇后李村 |  |  | 受众60人次（估）
前天 在东洼讲课，28人 | 2026-12-18 | 在东洼讲课 | 李镇东洼 |  |  | 受众28人次
前天 前刘村讲课，28人 | 2026-12-18 | 前刘村讲课 | 张镇前刘村 |  |  | 受众28人次
12月4号那天 在前刘村 讲课 30人 | 2026-12-04 | 讲课 | 张镇前刘村 |  |  | 受众30人次
12.4 司法所、派出所、法庭联合到张镇集市宣传 | 2026-12-04 | 法庭联合到张镇集市宣传 | 张镇 | 集市 | 司法所、派出所、人民法院 |
12.4 模拟法庭，学生三五十人 | 2026-12-04 | 模拟法庭 |  |  |  | 受众30人次（估）
12.4 好几百人参加 | 2026-12-04 | 好几百人参加 |  |  |  |
昨晚 广场舞前讲了十分钟 四十来人 | 2026-12-19 | 广场舞前讲了十分钟 |  | 广场 |  | 受众40人次（估）
12.4 横幅一幅，展板两块 | 2026-12-04 | 国家宪法日普法活动 |  |  |  | 横幅1条、展板2块
12.4 短信群发2万条 | 2026-12-04 | 国家宪法日普法活动 |  |  |  | 短信20000条
12.4 参加十分踊跃，群众一致好评，司法局一起参加 | 2026-12-04 | 参加十分踊跃 |  |  | 司法局 |
三八 广场宣传 资料1000 | 2026-03-08 | 广场宣传 |  | 广场 |  | 资料1000份
"""


@pytest.mark.parametrize("row", SAID_LATER.strip().splitlines())
def test_a_county_that_knows_its_villages_is_understood(row: str) -> None:
    said, *expected = (part.strip() for part in row.split("|"))
    event = read_line(said, date(2026, 12, 20), KEY_DATES, KNOWN).event
    shown = [event.day.isoformat(), event.title, event.town + event.village, event.place]
    assert [*shown, "、".join(event.partners), figure_words(event.figures)] == expected


@pytest.mark.parametrize("said", ["12.1-12.7 宪法宣传周", "12月1日至7日 宪法宣传周", "12.1—7 宪法宣传周"])
def test_several_days_are_kept_from_the_first_to_the_last(said: str) -> None:
    event = read_line(f"{said} 资料3000", TODAY, KEY_DATES).event
    assert (event.day, event.last, event.title) == (date(2026, 12, 1), date(2026, 12, 7), "宪法宣传周")


@pytest.mark.parametrize("said", ["12.7-12.1 宣传周", "12.1-12.32 宣传周", "12.1至12.20 宣传周"])
def test_days_that_run_backwards_or_have_not_come_are_refused(said: str) -> None:
    with pytest.raises(XuanchuanError, match="这段日子不对"):
        read_line(said, TODAY, KEY_DATES)


@pytest.mark.parametrize("said", ["上个月底", "月初", "上周末", "前几天", "最近"])
def test_words_for_several_days_are_asked_about_and_never_guessed(said: str) -> None:
    with pytest.raises(XuanchuanError, match="不止一天") as asked:
        read_line(f"{said} 集市宣传 资料300", TODAY, KEY_DATES)
    assert asked.value.code == 3


@given(
    st.text(
        "〇零一二两三四五六七八九十百千万0123456789几数多余来约份人口个条张年天村资料横幅咨询到场发了，。、 ",
        max_size=24,
    )
)
def test_every_digit_of_a_figure_stands_in_what_was_said(text: str) -> None:
    plain = str.maketrans("一二三四五六七八九两十百千万", "12345678921111")
    said = text.translate(plain)
    for figure in read_line(f"12.4 {text}", TODAY, KEY_DATES).event.figures.values():
        assert all(digit in said for digit in str(figure.value).rstrip("0").replace("0", "")), text


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("一千二百", (1200, False)), ("一千零五", (1005, False)), ("两千三", (2300, False)), ("三百五", (350, False)),
        ("三百零五", (305, False)), ("二十三", (23, False)), ("一万二", (12000, False)), ("一万零二十", (10020, False)),
        ("一万两千", (12000, False)), ("1.2万", (12000, False)), ("1万2千", (12000, False)), ("5百", (500, False)),
        ("三四百", (300, True)), ("四五十", (40, True)), ("七八", (7, True)), ("十七八", (17, True)), ("百十", (100, True)),
        ("二〇二六", (2026, False)), ("一千二三百", (1200, True)), ("十", (10, False)), ("万", (10000, False)),
    ],
)  # fmt: skip
def test_numbers_are_counted_as_they_are_said_and_of_two_neighbours_the_lower_one(said, amount) -> None:
    assert read_amount(said) == amount


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("周三", date(2026, 12, 9)), ("周四", date(2026, 12, 3)), ("本周五", date(2026, 12, 11)),
        ("上周五", date(2026, 12, 4)), ("上上周二", date(2026, 11, 24)), ("上个星期天", date(2026, 12, 6)),
        ("上个月28号", date(2026, 11, 28)), ("28号", date(2026, 11, 28)), ("9日", date(2026, 12, 9)),
        ("这个月1号", date(2026, 12, 1)), ("去年12.4", date(2025, 12, 4)), ("大前天", date(2026, 12, 6)),
        ("昨晚", date(2026, 12, 8)), ("上个月31号", None), ("32号", None), ("周八", None), ("去年2月29日", None),
    ],
)  # fmt: skip
def test_a_day_said_afterwards(said, day) -> None:
    assert read_past(said, TODAY) == day


def test_a_day_of_this_week_that_has_not_come_is_not_logged() -> None:
    with pytest.raises(XuanchuanError, match="还没有到"):
        read_line("本周五 广场宣传 资料500", TODAY, KEY_DATES)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("12.4广场宣传", "广场宣传"),
        ("上周五下午3点半，集市", "集市"),
        ("昨天：座谈", "座谈"),
        ("28号一上午 单子500", "单子500"),
    ],
)
def test_the_hour_is_no_part_of_what_was_done(line, rest) -> None:
    assert split_day(line)[1] == rest


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(BY_WORD)),
            st.integers(0, 99999),
            st.sampled_from(["", "份", "人", "条", "个村", "天"]),
        ),
        max_size=4,
    ),
    st.sampled_from(["，", "、", " ", ""]),
)
def test_no_figure_is_written_down_that_was_not_said(pieces, between) -> None:
    line = between.join(f"{word}{number}{measure}" for word, number, measure in pieces)
    heard = read_line(f"12.4 {line}", TODAY, KEY_DATES)
    said = {int(number) for number in re.findall(r"\d+", line)}
    assert {figure.value for figure in heard.event.figures.values()} <= said


@given(st.text("〇零一二两三四五六七八九十百千万.0123456789几数多余份人个村", max_size=14))
def test_no_numeral_breaks_the_reader(text) -> None:
    heard = read_line(f"12.4 资料{text}", TODAY, KEY_DATES)
    assert all(figure.value >= 0 for figure in heard.event.figures.values())


@pytest.mark.parametrize(
    ("said", "campaign"),
    [
        ("12.4 广场宣传", "constitution-1204"),
        ("11.25 讲座", "dv-1125"),
        ("2025-12-13 进村宣讲", ""),
        ("12.5 讲座", ""),
        ("12.5 国际志愿者日宣传", "volunteer-1205"),
    ],
)
def test_an_event_is_of_a_key_date_of_weight_or_of_one_it_names(said, campaign) -> None:
    event = read_line(said, TODAY, KEY_DATES).event
    assert event.campaign == campaign
    assert bool(campaign) or "日" not in event.title
