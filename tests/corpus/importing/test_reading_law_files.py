"""A law file as published -> exactly the law: whatever Word, Notepad or a web page did to it on the way."""

from __future__ import annotations

from datetime import date

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from law_building import (
    ACTS,
    BuiltLaw,
    article,
    docx_bytes,
    docx_file,
    mark_numbered,
    small,
    txt,
)

from xuanchuan.corpus.importing.lines import text_paragraphs
from xuanchuan.corpus.importing.reading import gaps, read_law
from xuanchuan.corpus.importing.writing import Facts, law_text
from xuanchuan.corpus.lawfiles import read_law_file
from xuanchuan.files.wordtext import read_word
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleNumber, Heading

WORDS = "妇女权益保障村民委员会应当依法及时制止家庭暴力并且报告公安机关"
sentences = st.text(alphabet=WORDS, min_size=2, max_size=30).map(lambda text: text + "。")
items = st.lists(st.text(alphabet=WORDS, min_size=1, max_size=12), max_size=4)


def _article_lines(parts) -> tuple[str, ...]:
    first, listed, last = parts
    if not listed:
        return (first, *last)
    lead = first[:-1] + "："
    return (lead, *(f"（{'一二三四'[n]}）{text}；" for n, text in enumerate(listed)), *last)


@st.composite
def laws(draw) -> BuiltLaw:
    bodies = draw(st.lists(st.tuples(sentences, items, st.lists(sentences, max_size=2)), min_size=2, max_size=12))
    articles, number, suffix = [], 0, 0
    for body in bodies:
        if number and draw(st.integers(0, 5)) == 0:
            suffix += 1
        else:
            number, suffix = number + 1, 0
        articles.append(article(number, *_article_lines(body), suffix=suffix))
    whole = [one.number for one in articles if not one.number.suffix]
    starts = sorted({ArticleNumber(1), *draw(st.lists(st.sampled_from(whole), max_size=3))})
    chapters = tuple(zip(("总则", "预防", "处置", "责任"), starts, strict=False)) if draw(st.booleans()) else ()
    return BuiltLaw(articles=tuple(articles), chapters=chapters)


def read_bytes(tmp_path_factory, data: bytes):
    (path := tmp_path_factory.mktemp("law") / "法.docx").write_bytes(data)
    return read_law(read_word(path).paragraphs)


@given(law=laws(), seed=st.integers(0, 10_000), arabic=st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_law_comes_back_from_word_as_it_was_built(tmp_path_factory, law, seed, arabic):
    found = read_bytes(tmp_path_factory, docx_bytes(law, seed, arabic))
    assert found.title == law.title
    assert found.articles == law.articles
    assert [(one.title.partition("　")[2], one.before) for one in found.headings] == list(law.chapters)
    assert (found.level, found.province) == ("地方性法规", "山东省")


@given(law=laws(), codec=st.sampled_from(["utf-8", "gb18030"]))
@settings(max_examples=100)
def test_any_law_comes_back_from_a_text_file_and_through_our_own_format(law, codec):
    found = read_law(text_paragraphs(txt(law).encode(codec).decode(codec).replace("\r\n", "\n")))
    assert found.articles == law.articles
    written = law_text(found, Facts("山东条例", found.level, date(2019, 3, 1), "试验", found.province))
    again = read_law_file(written, "写出的文件")
    (version,) = again.versions
    assert version.articles == law.articles
    assert version.headings == found.headings
    assert (version.complete, version.article_count) == (True, len(law.articles))
    assert (again.title, again.province, version.adopted) == (law.title, "山东省", date(2018, 11, 30))


def test_a_local_rule_gives_all_its_facts(tmp_path):
    found = read_law(read_word(docx_file(tmp_path / "条例.docx", small(appendix=("附件：", "收费\t标准")))).paragraphs)
    assert found.effective == found.first_effective == date(2019, 3, 1)
    assert found.headings == (
        Heading("第一章　总则", ArticleNumber(1)),
        Heading("第二章　行为规范", ArticleNumber(3)),
        Heading("第三章　附则", ArticleNumber(5)),
    )
    assert found.appendix == ("附件：", "收费\t标准")
    assert [len(one.lines) for one in found.articles] == [1, 2, 5, 1, 1, 1]
    assert found.remarks == ()
    assert gaps(found.articles) == ()


@pytest.mark.parametrize(
    ("acts", "tail", "day", "remark"),
    [
        (ACTS, "本条例自2019年3月1日起施行。", "2019-03-01", ""),
        (ACTS, "本条例自二〇一九年三月一日起施行。", "2019-03-01", ""),
        (ACTS, "本条例自 2019 年 3 月 1 日起施行。2009年1月1日起施行的《旧条例》同时废止。", "2019-03-01", ""),
        (ACTS[:-1] + "　2022年9月30日修正）", "本条例自2019年3月1日起施行。", "", "这一版哪天起施行正文没有写"),
        (ACTS, "本条例由省人民政府解释。", "", "正文没有写明哪一天起施行"),
        (ACTS, "本条例自公布之日起施行。", "", "公布是哪一天没有写"),
        ("（2018年12月1日山东省人民政府令第9号公布）", "本条例自公布之日起施行。", "2018-12-01", ""),
        (ACTS, "第二条自2020年1月1日起施行，其他自2019年3月1日起施行。", "", "有的条文另外定日子施行"),
        (ACTS, "本条例自2019年2月30日起施行。", "", "正文没有写明哪一天起施行"),
    ],
)
def test_the_effective_day_is_taken_only_where_the_text_settles_it(acts, tail, day, remark):
    law = small(acts=acts, articles=(*small().articles[:-1], article(5, tail)))
    found = read_law(text_paragraphs(txt(law)))
    assert str(found.effective or "") == day
    assert remark in "；".join(found.remarks)


def test_an_amended_law_lists_every_act():
    acts = (
        "（1992年4月3日第七届全国人民代表大会第五次会议通过　根据2005年8月28日第十届全国人民代表大会常务委员会第十七次会议"
        "《关于修改〈中华人民共和国某某法〉的决定》第一次修正　2022年10月30日第十三届全国人民代表大会常务委员会第三十七次会议修订）"
    )
    law = BuiltLaw((article(1, "为了保障。"), article(2, "本法自2023年1月1日起施行。")), "中华人民共和国某某法", acts)
    found = read_law(text_paragraphs(txt(law)))
    assert [(str(one.day), one.verb) for one in found.acts] == [
        ("1992-04-03", "通过"), ("2005-08-28", "修正"), ("2022-10-30", "修订"),
    ]  # fmt: skip
    assert (found.level, found.province, found.effective) == ("法律", None, date(2023, 1, 1))


def test_an_order_above_the_title_is_not_taken_for_it():
    order = (
        "山东省人民代表大会常务委员会公告\n\n（第58号）\n\n《山东省虚构条例》已于2018年11月30日经山东省第十三届人民代表大会常务委员会"
        "第七次会议通过，现予公布，自2019年3月1日起施行。\n\n山东省人民代表大会常务委员会\n\n2018年11月30日\n\n"
    )
    found = read_law(text_paragraphs(order + "山东省虚构条例\n\n第一条　为了。\n\n第二条　解释。"))
    assert found.title == "山东省虚构条例"
    assert found.effective == date(2019, 3, 1)
    assert found.preamble == ()


def test_a_judicial_interpretation_keeps_its_preamble():
    text = (
        "最高人民法院关于虚构问题的解释（一）\n（2020年12月25日最高人民法院审判委员会第1825次会议通过，自2021年1月1日起施行）\n"
        "法释〔2020〕22号\n　　为正确审理案件，制定本解释。\n　　一、一般规定\n　　第一条　解释如下。\n　　第二条　完。"
    )
    found = read_law(text_paragraphs(text))
    assert found.title == "最高人民法院关于虚构问题的解释（一）"
    assert (found.level, found.effective) == ("司法解释", date(2021, 1, 1))
    assert found.preamble == ("为正确审理案件，制定本解释。", "一、一般规定")


def test_markdown_with_comments_headings_and_tables():
    text = (
        "# 虚构市文明条例\n\n2017年6月22日 虚构市第十一届人民代表大会常务委员会第3次会议通过\n\n2017年7月28日 山东省第十二届人民代表大会"
        "常务委员会第三十一次会议批准\n\n<!-- INFO END -->\n\n## 第一章  总  则\n\n**第一条** 为了文明。\n\n第二条 收费如下：\n\n"
        "| 项目 | 金额 |\n| --- | --- |\n| 甲 | 1 |\n\n第三条 本条例自2017年10月1日起施行。"
    )
    found = read_law(text_paragraphs(text))
    assert (found.title, found.level, found.province) == ("虚构市文明条例", "地方性法规", None)
    assert found.articles[0].lines == ("为了文明。",)
    assert found.articles[1].lines == ("收费如下：", "项目\t金额", "甲\t1")
    assert found.headings == (Heading("第一章　总则", ArticleNumber(1)),)


def test_a_cited_article_at_the_start_of_a_line_begins_nothing():
    text = (
        "虚构规定\n第一条　依照本规定\n第二条的规定处理，参照\n第三条、第四条执行。\n第二条　完。\n"
        "第三条所有的人都应当遵守。\n第四条以事实为根据。"
    )
    found = read_law(text_paragraphs(text))
    assert [str(one.number) for one in found.articles] == ["1", "2", "3", "4"]
    assert found.articles[0].lines == ("依照本规定第二条的规定处理，参照第三条、第四条执行。",)
    assert found.articles[2].lines == ("所有的人都应当遵守。",)
    assert "2 处断行上一行没有句末标点，已接上：第一条" in found.remarks


def test_page_numbers_web_residue_and_odd_characters_are_left_out_and_said():
    text = (
        "虚构规定\n第⼀条　\u200b为\u00ad了⽂明。\n— 2 —\n第3页 共10页\n第二条　完。\n（责任编辑：某某）\n【关闭窗口】"
    )
    found = read_law(text_paragraphs(text))
    assert [one.lines for one in found.articles] == [("为了文明。",), ("完。",)]
    assert found.remarks[:3] == (
        "2 行页码没有收",
        "像网页残留的 2 行没有收：（责任编辑：某某）；【关闭窗口】",
        "2 个字用了部首或兼容字符，已换成通常的字",
    )


def test_a_text_wrapped_at_a_fixed_width_is_joined_and_said():
    long = "妇女联合会应当依照法律和章程代表和维护妇女的利益并且做好维护妇女权益的工作以及相关的宣传工作。"
    wrapped = [long[n : n + 12] for n in range(0, len(long), 12)]
    text = "虚构规定\n" + "\n".join(
        f"　　第{'一二三四'[n]}条　{wrapped[0]}\n" + "\n".join(wrapped[1:]) for n in range(4)
    )
    found = read_law(text_paragraphs(text))
    assert [one.lines for one in found.articles] == [(long,)] * 4
    assert "这份文字像是按固定宽度断的行，分款可能不准，请对照原件" in found.remarks


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((1, 2, 4), ("缺第三条",)),
        ((1, 5), ("缺第二条到第四条",)),
        ((1, 2, 2, 3), ("第二条出现了两次",)),
        ((1, 3, 2, 4), ("缺第二条", "第二条排在了第三条后面")),
        ((2, 3), ("缺第一条",)),
    ],
)
def test_a_broken_run_of_articles_is_told(numbers, said):
    text = "虚构规定\n" + "\n".join(f"　　第{'零一二三四五'[n]}条　内容{n}。" for n in numbers)
    assert gaps(read_law(text_paragraphs(text)).articles) == said


def test_a_missing_suffix_is_told():
    articles = (article(1, "甲。"), article(1, "乙。", suffix=2), article(3, "丙。", suffix=1))
    assert gaps(articles) == ("第一条之二前面缺第一条之一", "第三条之一前面缺第三条")


@pytest.mark.parametrize(
    ("text", "message"),
    [("只有一句话。", "没有认出一条法条"), ("一、意见\n二、意见", "没有认出一条法条"), ("第一条　没有名称。", "没有认出法规名称")],
)  # fmt: skip
def test_what_is_no_law_is_refused(text, message):
    with pytest.raises(XuanchuanError) as caught:
        read_law(text_paragraphs(text), "文件.txt")
    assert (caught.value.message, caught.value.where) == (message, "文件.txt")


def test_repeals_are_noted_only_where_the_text_says_so():
    tail = "本条例自2019年3月1日起施行。2009年1月1日起施行的《山东省实施〈中华人民共和国某某法〉办法》、《旧条例》同时废止。"
    law = small(articles=(*small().articles[:-1], article(5, tail)))
    assert read_law(text_paragraphs(txt(law))).repeals == ("山东省实施〈中华人民共和国某某法〉办法", "旧条例")
    assert read_law(text_paragraphs(txt(small()))).repeals == ()


def test_word_leaves_out_hidden_deleted_and_boxed_text_and_counts_what_it_left(tmp_path):
    document = Document()
    paragraph = document.add_paragraph("看得见")
    paragraph.add_run("看不见").font.hidden = True
    document.add_paragraph("有编号的一段")
    mark_numbered(document.paragraphs[-1])
    document.add_paragraph("", style="List Number")
    document.add_paragraph("按样式编号的一段", style="List Number")
    document.save(path := tmp_path / "a.docx")
    found = read_word(path)
    assert found.paragraphs == ("看得见", "有编号的一段", "", "按样式编号的一段")
    assert found.numbered == 2
    assert (found.macros, found.tracked, found.boxes) == (False, False, 0)


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_is_a_law_or_a_plain_refusal(text):
    try:
        found = read_law(text_paragraphs(text))
    except XuanchuanError as error:
        assert error.hint
    else:
        assert found.title
        assert found.articles or gaps(found.articles) == ()
