"""CJML: actors, communication points and actions, planned and actual, read so that no file does harm."""

from __future__ import annotations

from typing import Any, cast

import pytest

from cjmap.convert.cjml import read
from cjmap.convert.drafts import Draft, Fate, Given, Reading
from cjmap.convert.xml import read_xml
from cjmap.findings.usage import UsageError

ACTORS = (
    '<actors><endUser actorID="Carl"><actorName>Carl C.</actorName><age>44</age>'
    '<shoe size="9"/></endUser>'
    '<serviceProvider actorID="Shop"><companyName>The Shop</companyName></serviceProvider></actors>'
)
CREATES = (
    '<initiator><refersTo actorIDref="Carl"/><initiatorLabel>Creates account</initiatorLabel>'
    "</initiator>"
)
SENDS = (
    '<initiator><refersTo actorIDref="Shop"/><initiatorLabel>Sends label</initiatorLabel>'
    '</initiator><receiver><refersTo actorIDref="Carl"/><receiverLabel>Gets label</receiverLabel>'
    "</receiver>"
)


def journey(points: str, kind: str = "actual", head: str = "", actors: str = ACTORS) -> str:
    return f"<{kind}Journey>{head}{actors}<touchpoints>{points}</touchpoints></{kind}Journey>"


def reading(inside: str) -> Reading:
    return read(Given(f'<CJML version="2.0">\n{inside}\n</CJML>'.encode(), "sell.xml"))


def touchpoints(draft: Draft) -> list[dict[str, Any]]:
    return [one for stage in cast("Any", draft.values["stages"]) for one in stage["touchpoints"]]


def test_communication_points_and_actions_are_touchpoints() -> None:
    (draft,) = reading(
        journey(
            f"<actualCommunicationPoint><touchpointID>TP1</touchpointID>{CREATES}"
            '<receiver><refersTo actorIDref="Shop"/><receiverLabel>Registered</receiverLabel>'
            "</receiver><channel><channelName>Web</channelName></channel>"
            f"</actualCommunicationPoint><actualCommunicationPoint>{SENDS}"
            "</actualCommunicationPoint>"
            '<actualAction><initiator><refersTo actorIDref="Carl"/>'
            "<initiatorLabel>Packs</initiatorLabel></initiator></actualAction>",
            head="<journeyTitle>Sell a book</journeyTitle>",
        )
    ).drafts
    assert touchpoints(draft) == [
        {
            "name": "Creates account",
            "id": "tp1",
            "channel": ["Web"],
            "initiator": "customer",
            "frontstage": [{"actor": "The Shop", "does": "Registered"}],
        },
        {
            "name": "Gets label",
            "initiator": "organization",
            "frontstage": [{"actor": "The Shop", "does": "Sends label"}],
        },
        {"name": "Packs", "kind": "action"},
    ]
    assert (draft.values["title"], draft.values["organization"]) == ("Sell a book", "The Shop")
    assert draft.values["personas"] == [{"name": "Carl C.", "age": "44", "x-shoe": {"size": "9"}}]


def test_planned_is_the_future_and_actual_the_current_state() -> None:
    planned, actual = reading(
        journey(f"<plannedAction>{CREATES}</plannedAction>", "planned", "<journeyID>P</journeyID>")
        + journey(
            f"<actualAction>{CREATES}</actualAction>",
            head="<journeyID>A</journeyID><plannedReference>P</plannedReference>",
            actors='<actors><endUser actorIDref="Carl"/></actors>',
        )
    ).drafts
    assert (planned.values["state"], actual.values["state"]) == ("future", "current")
    # Who is told of in the first journey is known in the second.
    assert actual.values["personas"] == ["Carl C."]
    # What is planned is compared with what was: the map of the future has the link.
    assert planned.values["links"] == [{"to": f"{actual.name}.journey.yaml", "rel": "baseline"}]
    assert "x-planned-reference" not in actual.values
    assert ("links", 0) in [one.path for one in planned.remarks if one.text == "P"]


def test_a_reference_to_another_document_is_kept() -> None:
    (draft,) = reading(
        journey(
            f"<actualAction>{CREATES}</actualAction>",
            head="<journeyID>A</journeyID><plannedReference>P</plannedReference>",
        )
    ).drafts
    assert draft.values["x-planned-reference"] == "P"
    assert "links" not in draft.values


def test_what_has_no_place_is_kept_and_told() -> None:
    found = reading(
        "<author>Ann</author>"
        + journey(
            f"<actualAction>{CREATES}<compliance>missing</compliance><time><from>1</from>"
            "<from>2</from></time></actualAction><threat>rain</threat>"
        )
    )
    (draft,) = found.drafts
    (touchpoint,) = touchpoints(draft)
    assert touchpoint["x-compliance"] == "missing"
    assert touchpoint["x-time"] == {"from": ["1", "2"]}
    assert [one.text for one in draft.remarks if one.fate is Fate.UNKNOWN] == ["rain"]
    assert [(one.text, one.spot.line) for one in found.remarks] == [("Ann", 2)]


def test_phases_are_stages_where_touchpoints_name_them() -> None:
    (draft,) = reading(
        journey(
            f"<actualAction><phase>One</phase>{CREATES}</actualAction>"
            f"<actualAction><phase>Two</phase>{CREATES}</actualAction>"
        )
    ).drafts
    assert [stage["name"] for stage in cast("Any", draft.values["stages"])] == ["One", "Two"]
    (draft,) = reading(journey(f"<actualAction>{CREATES}</actualAction>", actors="")).drafts
    missing = {one.path for one in draft.remarks if one.fate is Fate.MISSING}
    assert missing == {("title",), ("personas",), ("stages", 0, "name")}


def test_only_those_take_part_who_stand_there() -> None:
    (draft,) = reading(
        journey(
            f"<actualAction>{CREATES}</actualAction>",
            actors='<actors><endUser actorID="Carl"/><endUser actorID="Ana"/></actors>',
        )
    ).drafts
    assert touchpoints(draft)[0]["personas"] == ["Carl"]


BILLION_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{"&" + other + ";" * 1}">' for other, name in ("ab", "bc"))
    + "]><CJML>&c;</CJML>"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1: this is no XML"),
        ("<CJML>", "no XML"),
        ("<CJML></cjml>", "no XML"),
        ("<CJML>&nothing;</CJML>", "no XML"),
        ("<CJML/>", "no CJML of version 2"),
        ("<journey/>", "no CJML of version 2"),
        (BILLION_LAUGHS, "line 1: a document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><CJML/>', "document type"),
        ("<a>" * 200 + "</a>" * 200, "100 levels"),
        ('<?xml version="1.0" encoding="x-odd"?><CJML/>', "no XML"),
        ("\0\1\2", "no XML"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(Given(text.encode(), "a.xml"))


def test_names_have_no_prefixes_and_lines_are_known() -> None:
    root = read_xml(b'<c:CJML xmlns:c="urn:c">\n<c:a b="1"> x\n y </c:a></c:CJML>', "a.xml")
    (child,) = root.children
    assert (root.name, child.name, child.attributes) == ("CJML", "a", {"b": "1"})
    assert (child.line, child.text) == (2, "x y")
