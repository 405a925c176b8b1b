"""What can go wrong so that staff can mend it; every such error derives from one.

AndaError
├── ConfigError, ContentFaultyError, CannotRunError, WishError: the command cannot begin
└── NotDoneError, NoSuchVersionError, NewTownError, ImportRefusedError,
    QuestionFileError, NoSignalError, NoMatplotlibError: the command did not do it
"""

from __future__ import annotations


class AndaError(Exception):
    """Something that staff can mend; a command ends with its sentence and its exit code."""

    exit_code = 2  # 2 where a command cannot begin, 1 where it did not do what was asked

    @property
    def sentence(self) -> str:
        """What is wrong and what to do about it."""
        return str(self)
