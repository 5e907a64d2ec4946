"""How a stage feels as a whole: on the curve where nothing else is scored, else in its head."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjmap.board.board import Board
from tests.views.maps import board_of, facts_of

SCORES = st.sampled_from([-2, -1, 0, 1, 2])


def board(stage: dict[str, object], personas: tuple[str, ...] = ("Ana", "Leo")) -> Board:
    return board_of({"title": "T", "personas": list(personas), "stages": [{"name": "S", **stage}]})


def test_beside_scored_touchpoints_it_stands_in_the_head() -> None:
    drawn = board(
        {
            "emotion": {"score": -2, "label": "Furious overall", "quote": "Never again"},
            "touchpoints": [{"name": "Form", "emotion": 1}, {"name": "Mail"}],
        },
        ("Ana",),
    )
    (head,) = drawn.stages
    (score,) = head.scores
    assert (score.score, score.figure, score.feeling) == (-2, "−2", "Furious overall")
    assert score.spoken == "Ana: −2, Furious overall"
    assert head.notes == ("feels: Furious overall",)
    (line,) = drawn.curve.lines
    assert [point.score for point in line.points] == [1]
    assert line.mean == "+1"


def test_it_is_the_curves_point_of_whom_no_touchpoint_scores() -> None:
    drawn = board(
        {
            "emotion": {"score": -1, "label": "uneasy"},
            "touchpoints": [{"name": "Form", "emotions": {"Ana": 1}}],
        }
    )
    (head,) = drawn.stages
    assert [(score.mark.name, score.score) for score in head.scores] == [("Ana", -1)]
    assert head.notes == ("feels: uneasy",)
    ana, leo = drawn.curve.lines
    assert [(point.number, point.score) for point in ana.points] == [(1, 1)]
    assert [(point.number, point.score) for point in leo.points] == [(None, -1)]


def test_words_alone_say_whose_they_are() -> None:
    (head,) = board({"emotions": {"Leo": "tense"}, "touchpoints": ["Form"]}).stages
    assert head.scores == ()
    assert head.notes == ("feels: tense (Leo)",)


def test_who_is_not_read_for_is_not_told_of() -> None:
    map = {
        "title": "T",
        "personas": ["Ana", "Leo"],
        "stages": [
            {
                "name": "S",
                "emotions": {"Ana": {"score": 2, "label": "glad"}, "Leo": {"score": -2}},
                "touchpoints": [{"name": "Form", "emotion": 0}],
            }
        ],
    }
    (head,) = board_of(map, personas=("Leo",)).stages
    assert [score.mark.name for score in head.scores] == ["Leo"]
    assert head.notes == ()


@given(st.lists(st.tuples(SCORES, st.none() | SCORES), min_size=1, max_size=4))
def test_what_stands_in_a_head_is_in_no_mean(stages: list[tuple[int, int | None]]) -> None:
    """A score of each stage counts once: its touchpoint's where there is one, else its own."""
    map = {
        "title": "T",
        "personas": ["Ana"],
        "stages": [
            {
                "name": f"S{number}",
                "emotion": own,
                "touchpoints": [{"name": "T"} | ({} if there is None else {"emotion": there})],
            }
            for number, (own, there) in enumerate(stages)
        ],
    }
    subject, drawn = facts_of(map), board_of(map)
    told = [own if there is None else there for own, there in stages]
    (line,) = subject.curve.lines
    assert [point.score for point in line.points] == told
    assert subject.curve.mean == sum(told) / len(told)
    heads = [[score.score for score in stage.scores] for stage in drawn.stages]
    assert heads == [[] if there is None else [own] for own, there in stages]
