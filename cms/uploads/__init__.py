"""Files from outside: told by what is in them, refused when they may do harm, without their makers.

Everything that somebody uploads passes `cleaning.clean`; the forms of Wagtail do so too (`forms`).
What opens a file is `opened`, in a process of its own; it and all that it imports know no Django.
"""
