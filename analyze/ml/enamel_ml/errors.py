"""The one error type of this package: what happened, and what to do next."""


class ModelError(Exception):
    """A failure with a reason and a next action; neither ever carries a patient's value.

    It has the attributes of `enamel.errors.EnamelError`, which this package must not import at
    its top, so that it also runs alone.

    Args:
        reason: What happened, and where.
        instruction: What the reader can do about it.
    """

    def __init__(self, reason: str, instruction: str) -> None:
        """Keep both halves, so that every front end can show them its own way."""
        super().__init__(f"{reason} {instruction}")
        self.reason = reason
        self.instruction = instruction
