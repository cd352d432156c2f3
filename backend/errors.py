"""One tree of errors. The edge turns each into an RFC 9457 problem or a line on a terminal."""

from typing import Any


class YibaoError(Exception):
    """Something a person can mend.

    `code` is stable, `message` is Chinese, `data` names what and where.
    """

    code = "error"
    status = 400
    title = "请求无法完成"

    def __init__(self, message: str, **data: Any) -> None:
        super().__init__(message)
        self.message = message
        self.data = data


class Invalid(YibaoError):
    """Input that does not fit: a wrong date, a missing field, an unknown choice."""

    code = "invalid"
    status = 422
    title = "输入有误"


class BadRequest(Invalid):
    """A request whose form is wrong before its meaning is looked at."""

    code = "bad_request"
    status = 400


class NotFound(YibaoError):
    """No such thing in the release that answers."""

    code = "not_found"
    status = 404
    title = "没有找到"


class Conflict(YibaoError):
    """The thing changed meanwhile, or its state does not allow this."""

    code = "conflict"
    status = 409
    title = "状态冲突"


class Forbidden(YibaoError):
    """This person may not do this, for instance approve their own change."""

    code = "forbidden"
    status = 403
    title = "没有权限"


class Undecided(Invalid):
    """A rule that honestly has no answer for these facts."""

    code = "rule_undecided"
    title = "现有资料无法判断"


class Unavailable(YibaoError):
    """Something the service needs is away: the database, the disk, the first release."""

    code = "unavailable"
    status = 503
    title = "暂时无法提供"
