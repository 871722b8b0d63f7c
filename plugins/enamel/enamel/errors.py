"""The one error type a user sees: what happened, and what to do next."""


class EnamelError(Exception):
    """A failure with a reason and a next action; neither ever carries a patient's value.

    Args:
        reason: What happened, and where.
        instruction: What the reader can do about it.
        exit_code: The process's exit code; 1 unless a command documents another.
    """

    def __init__(self, reason: str, instruction: str, *, exit_code: int = 1) -> None:
        """Keep both halves, so that every front end can show them its own way."""
        super().__init__(f"{reason} {instruction}")
        self.reason = reason
        self.instruction = instruction
        self.exit_code = exit_code
