from __future__ import annotations

import pytest

from cjmap.facts.lifecycle import phase_names
from cjmap.languages.known import every_language
from cjmap.vocabulary.lifecycle import LifecycleModel
from tests.facts.given import Given


def phases(given: Given, names: list[str], lifecycle: str = "seven-stage") -> list[list[str]]:
    stages = "".join(f"\n  - name: {name}" for name in names)
    subject = given(f"title: T\nlifecycle: {lifecycle}\npersonas: [Ana]\nstages:{stages}\n")
    return [[phase.id for phase in entry.phases] for entry in subject.phases.stages]


@pytest.mark.parametrize(
    ("name", "phase"),
    [
        ("Conciencia", "awareness"),
        ("Descubrimiento", "awareness"),
        ("1. Awareness", "awareness"),
        ("Fase de descubrimiento", "awareness"),
        ("Evaluación", "consideration"),
        ("Information search", "consideration"),
        ("Antes de comprar", "consideration"),
        # In Spanish the first word counts, in English the last.
        ("Decisión de compra", "decision"),
        ("Purchase decision", "decision"),
        ("The decision (of the customer)", "decision"),
        ("Reserva", "purchase"),
        ("Checkout", "purchase"),
        # The longer of two names wins: `compra` alone would be the purchase.
        ("Poscompra", "post-purchase"),
        ("Post compra", "post-purchase"),
        ("Después de la compra", "post-purchase"),
        ("Etapa 3. La entrega", "post-purchase"),
        ("Atención al cliente", "post-purchase"),
        ("Uso", "post-purchase"),
        ("Onboarding", "post-purchase"),
        ("RENEWAL", "loyalty"),
        ("Fidelización", "loyalty"),
        ("Recompra", "loyalty"),
        ("Promoción", "advocacy"),
        ("Recomendación", "advocacy"),
        ("Boca a boca", "advocacy"),
    ],
)
def test_the_phase_of_a_stage_is_found_from_its_name(given: Given, name: str, phase: str) -> None:
    assert phases(given, [name]) == [[phase]]


@pytest.mark.parametrize(
    "name",
    [
        "Surgery",
        "Revisión interna",
        "Alta",
        "Tablero y exploración",
        "Choice of the product",
        "Entrega del pedido",
        "선택",
        "123",
        "🎉",
    ],
)
def test_what_no_list_names_has_no_phase(given: Given, name: str) -> None:
    assert phases(given, [name]) == [[]]


def test_a_name_that_joins_two_phases_covers_both(given: Given) -> None:
    assert phases(given, ["Loyalty & advocacy", "Compra / entrega", "Uso y disfrute"]) == [
        ["loyalty", "advocacy"],
        ["purchase", "post-purchase"],
        ["post-purchase"],
    ]


@pytest.mark.parametrize(
    ("lifecycle", "names", "found"),
    [
        ("four-stage", ["Compra", "Poscompra"], [["decision"], ["loyalty"]]),
        ("aida", ["Atención", "Deseo", "Compra"], [["attention"], ["desire"], ["action"]]),
        ("aarrr", ["Captación", "Referidos"], [["acquisition"], ["referral"]]),
        ("five-a", ["Attraction", "Consideración"], [["appeal"], ["ask"]]),
        ("five-e", ["Llegada", "Engagement"], [["enter"], ["engage"]]),
        ("see-think-do-care", ["Conciencia", "Lealtad"], [["see"], ["care"]]),
        ("none", ["Conciencia"], [[]]),
    ],
)
def test_every_model_has_its_own_names(
    given: Given, lifecycle: str, names: list[str], found: list[list[str]]
) -> None:
    assert phases(given, names, lifecycle) == found


@pytest.mark.parametrize("model", LifecycleModel)
def test_each_known_name_means_its_own_phase_and_no_other(
    given: Given, model: LifecycleModel
) -> None:
    for phase in model.phases:
        names = [
            name for language in every_language() for name in phase_names(model, phase, language)
        ]
        assert names
        found = phases(given, [f"'{name}'" for name in names], model)
        assert {tuple(dict.fromkeys(ids)) for ids in found} == {(phase,)}


def test_a_list_of_ones_own_is_recognised_by_its_own_words(given: Given) -> None:
    subject = given(
        """
        title: T
        lifecycle:
          - Hand over
          - Cirugía
          - Home
        personas: [Ana]
        stages:
          - name: Step 1. The hand over
          - name: The big hand over
          - name: Quirófano
            phase: cirugia
          - name: Awareness
        """
    )
    lifecycle = subject.phases
    assert [phase.id for phase in lifecycle.phases] == ["hand-over", "cirugia", "home"]
    assert [str(phase.label) for phase in lifecycle.phases] == ["Hand over", "Cirugía", "Home"]
    assert [e.phase.id if e.phase else None for e in lifecycle.stages] == [
        "hand-over",
        None,
        "cirugia",
        None,
    ]
    assert [entry.written for entry in lifecycle.stages] == [False, False, True, False]
    assert [phase.id for phase in lifecycle.missing] == ["home"]


def test_a_written_phase_wins_over_the_name(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana]
        stages:
          - name: Compra
            phase: loyalty
        """
    )
    assert [phase.id for phase in subject.phases.stages[0].phases] == ["loyalty"]


def test_stages_that_go_back_are_told_against_the_latest_phase_so_far(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana]
        stages: [Decision, Purchase, Awareness, Packing, Consideration, Loyalty]
        """
    )
    pairs = [(a.stage.name, b.stage.name) for a, b in subject.phases.out_of_order]
    assert pairs == [("Purchase", "Awareness"), ("Purchase", "Consideration")]


@pytest.mark.parametrize(
    ("head", "settings", "names", "applies"),
    [
        # Nobody chose a model: it holds where half of the stages fit, and three of them.
        ("", "", "Awareness, Purchase, Loyalty, Packing, Driving, Tea", True),
        ("", "", "Awareness, Purchase, Packing", False),
        ("", "", "Awareness, Purchase, Loyalty, Packing, Driving, Tea, Nap", False),
        ("", "", "Awareness, Packing, Driving", False),
        # The map or its workspace chose one.
        ("lifecycle: seven-stage", "", "Packing", True),
        ("", 'lifecycle = "aida"', "Packing", True),
        ("lifecycle: none", "", "Awareness", False),
        # A blueprint, or a part of a larger journey, goes its own way unless it says otherwise.
        ("kind: blueprint", 'lifecycle = "aida"', "Awareness", False),
        ("kind: blueprint\nlifecycle: aida", "", "Awareness", True),
        ("links: [{to: whole.journey.yaml, rel: parent}]", "", "Awareness", False),
    ],
)
def test_a_model_holds_where_it_was_chosen_or_fits(
    given: Given, head: str, settings: str, names: str, applies: bool
) -> None:
    (given.folder / "whole.journey.yaml").write_text("title: W\npersonas: [A]\nstages: [S]\n")
    subject = given(f"title: T\n{head}\npersonas: [Ana]\nstages: [{names}]\n", settings)
    assert subject.phases.applies is applies


def test_a_name_of_any_length_is_read_at_once(given: Given) -> None:
    long = "Compra " + "a " * 100_000
    assert phases(given, [long]) == [["purchase"]]
