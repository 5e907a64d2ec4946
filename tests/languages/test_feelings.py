"""Words that designers write for feelings have the right sign, in each language and both genders."""

from __future__ import annotations

import pytest

from cjmap.languages.feelings import is_nearly_a_level, score_of_label
from cjmap.languages.known import CODES, language_of

LOW = {
    "en": "angry worried stuck rushed puzzled jealous depressed hurt rejected restless exasperated fed-up",
    "es": "enfadada preocupado preocupada cabreado cabreada angustiados indecisa inquieta engañado dolida deprimidas",
    "de": "wütend wütende sauer böse besorgt niedergeschlagen gekränkt unruhig gehetzt zögerlich ausgelaugt betrogene",
    "fr": "fâché fâchée énervée inquiète contrariée préoccupés blessée humiliées perplexe exaspérée déprimé indécise",
    "pt": "zangado zangada preocupada aflita angustiado desiludida dececionada magoada enganados esgotada inquieto",
    "it": "arrabbiata preoccupato agitata angosciati amareggiate ferita umiliata perplessa indecisi esasperato sospettosa",
    "nl": "boos boze kwaad bezorgd geërgerd onrustig gehaast geschokt somber gekwetste achterdochtig vermoeid",
    "pl": "zła wkurzony wkurzona zmartwiony zmartwiona zmartwieni poirytowana przybita urażona oszukany zniecierpliwieni",
    "ja": "怒っている 腹立たしい 寂しい 悔しい 残念 憂鬱 うんざり 焦っている 嫌だ 気まずい 心細い",
    "zh": "生气的 恼怒 郁闷 忧虑 恐惧 伤心 失落 累 厌倦 被骗 被忽视 纠结",
    "ar": "غاضبة غضبان قلقة خجول خجولة مهموم مكتئب مكتئبة متضايقة مخدوعة مهملة مرفوض",
}
HIGH = {
    "en": "relieved intrigued valued welcomed understood peaceful encouraged appreciated fascinated elated joyous",
    "es": "aliviada aliviado comprendida escuchado respetadas apoyada acogidos sereno divertida empoderada dichosa",
    "de": "erleichtert erfreut vergnügt heiter geborgen verstanden wertgeschätzt unterstützt ermutigte selbstsicher",
    "fr": "soulagée apaisé apaisée encouragés comprise écoutée respectées soutenu amusée épanouie fascinée",
    "pt": "aliviada encorajada compreendidos respeitada valorizado apoiada realizada serena divertidos fascinada",
    "it": "sollevata allegra riconoscente incoraggiata ascoltati rispettata accolte divertito commossa appagata",
    "nl": "opgelucht benieuwd gerust voldaan vrolijk begrepen gehoord gewaardeerde welkom ontroerd opgewonden",
    "pl": "ulga zaintrygowana odprężona wesoły wesoła zrozumiani wysłuchana doceniony wspierana wzruszony",
    "ja": "ほっとする 喜んでいる 落ち着いた 自信がある 面白い 心地よい 前向き ありがたい 大喜び",
    "zh": "放心的 盼望 踏实 满足 幸福 欣慰 感动 被理解 被尊重 愉悦 欢喜",
    "ar": "راضية راض مسموعة محترمة مقدر مقدرة مدعومة مستمتع مستمتعة متأثر منتش",
}
# Both sides, or none, by what stands around them: a score would be a guess.
OPEN = {
    "en": "surprised cautious nostalgic",
    "es": "sorprendido sorprendida",
    "de": "überrascht aufgeregt gespannt",
    "fr": "étonnée surprise",
    "pt": "surpreso surpreendida bravo",
    "it": "sorpresa stupito",
    "nl": "verrast verbaasd",
    "pl": "zaskoczony zdziwiona",
    "ja": "驚いた びっくり",
    "zh": "惊讶",
    "ar": "متفاجئ مندهشة",
}


def scores(words: str, code: str) -> dict[str, float | None]:
    return {word: score_of_label(word, code) for word in words.split()}


def test_the_lists_are_of_all_languages() -> None:
    assert all(set(words) == set(CODES) for words in (LOW, HIGH, OPEN))


@pytest.mark.parametrize("code", CODES)
def test_common_words_have_the_right_sign(code: str) -> None:
    low, high = scores(LOW[code], code), scores(HIGH[code], code)
    assert {word: score for word, score in low.items() if score is None or score >= 0} == {}
    assert {word: score for word, score in high.items() if score is None or score <= 0} == {}


@pytest.mark.parametrize("code", CODES)
def test_a_word_of_both_sides_has_no_score(code: str) -> None:
    assert set(scores(OPEN[code], code).values()) == {None}


@pytest.mark.parametrize("code", CODES)
def test_no_word_is_listed_with_two_scores(code: str) -> None:
    from cjmap.languages.known import language_of

    emotions = language_of(code).emotions
    for ending, base in emotions.folds:
        for word, score in emotions.scores.items():
            folded = word.removesuffix(ending) + base
            if word.endswith(ending) and folded in emotions.scores:
                assert emotions.scores[folded] * score >= 0, (word, folded)


@pytest.mark.parametrize(("word", "language"), [("géant", "fr"), ("feine", "de"), ("kleine", "de")])
def test_a_feeling_near_a_word_for_none_is_a_feeling(word: str, language: str) -> None:
    assert not is_nearly_a_level(word, language)


@pytest.mark.parametrize("code", CODES)
def test_each_form_of_each_word_is_known_at_first_sight(code: str) -> None:
    emotions = language_of(code).emotions
    forms = {
        word.removesuffix(base) + ending
        for word in emotions.scores
        for ending, base in emotions.folds
        if word.endswith(base)
    }
    for word in (*emotions.scores, *forms):
        assert emotions.may_know(["such", word])
    assert not emotions.may_know(["qqq", "123"])
