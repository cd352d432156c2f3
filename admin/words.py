"""What Flask-Security says to people, in Chinese."""

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "API_ERROR": ("提交的内容不适用于这里", "error"),
    "GENERIC_AUTHN_FAILED": ("姓名或密码不对", "error"),
    "UNAUTHORIZED": ("您的账号不能看这一页", "error"),
    "UNAUTHENTICATED": ("请先登录", "info"),
    "REAUTHENTICATION_REQUIRED": ("为了安全，请再输入一次密码", "info"),
    "PASSWORD_MISMATCH": ("密码不对", "error"),
    "RETYPE_PASSWORD_MISMATCH": ("两次输入的新密码不一样", "error"),
    "INVALID_REDIRECT": ("只能回到本系统的页面", "error"),
    "INVALID_RECOVERY_CODE": ("恢复码不对，或已经用过", "error"),
    "NO_RECOVERY_CODES_SETUP": ("还没有生成过恢复码", "info"),
    "DISABLED_ACCOUNT": ("姓名或密码不对", "error"),
    "INVALID_CODE": ("验证码不对", "error"),
    "INVALID_INPUT": ("填写的内容不对", "error"),
    "PASSWORD_NOT_PROVIDED": ("请填写密码", "error"),
    "PASSWORD_INVALID_LENGTH": ("密码至少要 %(length)s 个字符", "error"),
    "PASSWORD_TOO_SIMPLE": ("密码太简单", "error"),
    "USER_DOES_NOT_EXIST": ("姓名或密码不对", "error"),
    "INVALID_PASSWORD": ("密码不对", "error"),
    "PASSWORD_IS_THE_SAME": ("新密码不能与现在的密码相同", "error"),
    "PASSWORD_CHANGE": ("密码已更改，其他地方的登录已结束", "success"),
    "LOGIN": ("请先登录", "info"),
    "REFRESH": ("请再登录一次", "info"),
    "REAUTHENTICATION_SUCCESSFUL": ("密码正确，请继续", "info"),
    "ANONYMOUS_USER_REQUIRED": ("您已经登录了", "info"),
    "TWO_FACTOR_INVALID_TOKEN": ("验证码不对，或已经用过；请等下一个", "error"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": ("验证通过", "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": ("二次验证已设好", "success"),
    "TWO_FACTOR_PERMISSION_DENIED": ("请重新登录", "error"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": ("没有这种验证方式", "error"),
    "TWO_FACTOR_DISABLED": ("二次验证已关闭", "success"),
    "TWO_FACTOR_SETUP_EXPIRED": ("设置超时，请重新开始", "error"),
}
CATEGORIES: Final = {"error": "bad", "danger": "bad", "success": "good", "warning": "warn"}


def settings() -> dict[str, tuple[str, str]]:
    return {f"SECURITY_MSG_{name}": message for name, message in MESSAGES.items()}
