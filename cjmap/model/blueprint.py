"""What an organization does at a point of the journey, seen or unseen."""

from typing import Annotated, Any, ClassVar

from pydantic import ModelWrapValidatorHandler, PrivateAttr, model_validator

from cjmap.model.element import OneOrMany, Saying, doc
from cjmap.model.scalars import Text, suggested
from cjmap.vocabulary.channels import BuiltInChannel


class Line(Saying):
    """One line of a service blueprint: what somebody or a system does at this point."""

    SHORTHAND: ClassVar[str | None] = "does"
    SKELETON: ClassVar[tuple[str, ...]] = ("actor", "does")

    actor: Text | None = doc("Who acts.", "Nurse", "Warehouse")
    does: Text | None = doc("What is done.", "Checks the size in stock")
    system: Text | None = doc("The system that is used.", "ERP")
    fails: Text | None = doc("How it can fail.", "Stock figures are a day old")
    recovery: Text | None = doc("What happens then.", "A call within the hour")

    # A line of text is a note that need not name who acts; a mapping should. Both say the same.
    _is_text: bool = PrivateAttr(False)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_form(cls, value: Any, handler: ModelWrapValidatorHandler["Line"]) -> "Line":
        line = handler(value)
        if isinstance(value, str):
            line._is_text = True
        return line

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Line) and dict(self) == dict(other)

    def _shorten(self, dumped: dict[str, Any]) -> Any:
        return dumped["does"] if self._is_text else dumped

    @property
    def is_text(self) -> bool:
        """Whether it was written as one line of text."""
        return self._is_text


Lines = Annotated[tuple[Line, ...], OneOrMany()]


class Handoff(Saying):
    """The customer, or the work, passes from one hand to the next."""

    SHORTHAND: ClassVar[str | None] = "carries"
    SKELETON: ClassVar[tuple[str, ...]] = ("from", "to", "carries")

    from_: Text | None = doc("Who hands over.", "Reception", alias="from")
    to: Text | None = doc("Who takes over.", "Ward")
    carries: Text | None = doc("What is handed over.", "The admission form")


class Automation(Saying):
    """A message that goes out by itself."""

    SKELETON: ClassVar[tuple[str, ...]] = ("trigger", "delay", "channel", "message")

    trigger: Text | None = doc("What sets it off.", "appointment booked")
    delay: Text | None = doc(
        "How long after the trigger, written as a duration is.", "PT24H", "2 d", "a day before"
    )
    channel: Annotated[str, suggested(BuiltInChannel)] | None = doc(
        "The channel it goes out on.", "whatsapp"
    )
    message: Text | None = doc("What it says.", "Your appointment is tomorrow at ten")
