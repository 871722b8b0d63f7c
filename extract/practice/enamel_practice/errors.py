"""The one error type of this package: what happened, and what to do next."""


class PracticeError(Exception):
    """A failure with a reason and a next action.

    It has the attributes of `enamel.errors.EnamelError`, which this package must not import, so
    that it also runs alone.

    Args:
        reason: What happened, and where.
        instruction: What the reader can do about it.
        exit_code: The process's exit code.
    """

    def __init__(self, reason: str, instruction: str, *, exit_code: int = 1) -> None:
        """Keep both halves, so that every front end can show them its own way."""
        super().__init__(f"{reason} {instruction}")
        self.reason = reason
        self.instruction = instruction
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[object, ...]:
        """Let it travel whole from one process to another."""
        return _made_again, (self.reason, self.instruction, self.exit_code)


def _made_again(reason: str, instruction: str, exit_code: int) -> PracticeError:
    return PracticeError(reason, instruction, exit_code=exit_code)
