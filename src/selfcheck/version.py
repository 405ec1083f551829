"""Which program this is: told by `--version`, in every package and in the window."""

VERSION = "0.1.0"
