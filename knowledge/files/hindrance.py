"""Why a file or a folder could not be used, in the words of staff."""

from __future__ import annotations

import errno

# By the number that the system gives.
_HINDRANCES = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "那里有一个同名的文件",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "磁盘是只读的",
    errno.EMFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "名字太长",
    errno.EIO: "磁盘读写出错",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "别的程序正在用",
    errno.ENXIO: "那里没有人在写",
}
_NO_PATH = "路径里有不能用的字符"


def hindrance(error: OSError | ValueError) -> str:
    """Why something could not be read or written; in the system's words where there are no better ones."""
    if not isinstance(error, OSError):
        return _NO_PATH
    return _HINDRANCES.get(error.errno or 0) or error.strerror or str(error)
