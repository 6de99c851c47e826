"""Why a page of the desk was not shown, or a form did nothing; each becomes a page that says what to do."""


class DeskError(Exception):
    """`status` goes out with the page."""

    status = 400


class GoneError(DeskError):
    """No such thing, or not in sight: the two are not told apart."""

    status = 404


class NotAllowedError(DeskError):
    """The colleague's role does not include it."""

    status = 403


class SaidError(DeskError):
    """Something about the form, as a sentence for its sender."""

    status = 422

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
