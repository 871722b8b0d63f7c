"""The one error type of this package that a user of the command sees."""


class ApiError(Exception):
    """A failure with a reason and a next action; neither ever carries a patient's value.

    It has the attributes of `enamel.errors.EnamelError`, which this package must not import.
    """

    def __init__(self, reason: str, instruction: str, *, exit_code: int = 1) -> None:
        """Keep both halves."""
        super().__init__(f"{reason} {instruction}")
        self.reason = reason
        self.instruction = instruction
        self.exit_code = exit_code
