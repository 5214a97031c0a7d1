"""What one must beware of about an article is printed wherever its words are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner
from test_as_typed import squeezed, words_of
from trial_campaign import CAMPAIGN, trial_kit

from xuanchuan.commands.handout import command as handout_command
from xuanchuan.commands.law import command as law
from xuanchuan.corpus import load_corpus
from xuanchuan.desk import Desk
from xuanchuan.materials import find_template, load_templates
from xuanchuan.materials.compose import compose
from xuanchuan.model.document import Quote
from xuanchuan.model.law import ArticleRef
from xuanchuan.render import render

CORPUS = load_corpus()
CAMPAIGN = replace(CAMPAIGN, questions=(), cases=())  # which would be followed by articles of their own
KIT = trial_kit(campaign=CAMPAIGN)
HANDOUT = find_template(load_templates(), "handout")
BEWARE = [
    ref
    for one in CORPUS.laws()
    for ref in (ArticleRef(one.short, number) for number in CORPUS.notes_of(one.short))
    if CORPUS.note(ref).caution and CORPUS.ask(one.short, KIT.stamp.as_of).status == "in_force"
]


@pytest.fixture(scope="module")
def handout():
    return compose(HANDOUT, trial_kit(campaign=replace(CAMPAIGN, excerpts=tuple(BEWARE))))


def test_there_is_much_to_beware_of():
    assert len(BEWARE) >= 60


def test_every_quotation_carries_its_caution(handout):
    said = {block.citation: block.caution for block in handout.blocks if isinstance(block, Quote)}
    assert said == {CORPUS.excerpt(ref, KIT.stamp.as_of).citation: CORPUS.note(ref).caution for ref in BEWARE}


@pytest.mark.parametrize("format", ["docx", "html", "txt"])
def test_the_handout_prints_every_caution(handout, format):
    words = squeezed(words_of(render(handout, format), format))
    assert [str(ref) for ref in BEWARE if squeezed(f"注意：{CORPUS.note(ref).caution}") not in words] == []


@pytest.mark.parametrize("short", ["婚姻登记条例", "涉彩礼规定"])
def test_words_known_from_one_copy_only_say_so_beside_every_quotation(short):
    refs = tuple(ArticleRef(short, article.number) for article in CORPUS.law(short).versions[-1].articles)
    made = compose(HANDOUT, trial_kit(campaign=replace(CAMPAIGN, excerpts=refs)))
    versions = [block.version for block in made.blocks if isinstance(block, Quote)]
    assert len(versions) == len(refs)
    assert all("只见到一份公开文本，印前请再核对" in version for version in versions)


def test_a_handout_without_the_gloss_still_prints_the_caution():
    body = HANDOUT.body.replace("quote(ref)", "quote(ref, gloss=False)")
    kit = trial_kit(campaign=replace(CAMPAIGN, excerpts=tuple(BEWARE[:3])))
    quotes = [one for one in compose(replace(HANDOUT, body=body), kit).blocks if isinstance(one, Quote)]
    assert [(one.gloss, bool(one.caution)) for one in quotes] == [("", True)] * 3


def test_an_article_with_nothing_to_beware_of_says_nothing():
    quotes = [one for one in compose(HANDOUT, KIT).blocks if isinstance(one, Quote)]
    assert quotes
    assert [one.caution for one in quotes] == [CORPUS.note(ref).caution for ref in KIT.campaign.excerpts]
    assert (
        "注意：" not in words_of(render(compose(HANDOUT, KIT), "txt"), "txt").split("法条原文")[1].split("求助电话")[0]
    )


@pytest.mark.parametrize("place", ["劳动法 36", "劳动法 62", "劳动法 82", "母婴保健法 12", "社会保险法 24"])
def test_law_show_prints_the_caution(place, tmp_path):
    short, number = place.split()
    shown = CliRunner().invoke(law, ["show", short, number], obj=Desk(KIT.stamp.today, tmp_path))
    caution = next(CORPUS.note(ref).caution for ref in BEWARE if f"{ref.law} {ref.article}" == place)
    assert squeezed(f"注意：{caution}") in squeezed(shown.output)


def test_a_lesson_on_a_law_prints_the_caution_beside_the_answer_too(tmp_path):
    made = CliRunner().invoke(handout_command, ["劳动法", "--to", "txt"], obj=Desk(KIT.stamp.today, tmp_path))
    assert made.exit_code == 0, made.output
    words = next(tmp_path.glob("*.txt")).read_text(encoding="utf-8-sig")
    answers = words[: words.index("求助电话", words.index("常见问题\n\n"))]
    assert "注意：“平均" in squeezed(answers)
    assert "国务院关于职工工作时间的规定第三条" in squeezed(answers)
    assert "怎么做：“平均" not in squeezed(answers)
