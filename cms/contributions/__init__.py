"""Lessons that people without an account hand in.

`handing_in` takes what the form brought and mails a link; only who follows it makes a draft
(`drafts`). By that link the sender sees how far it is, answers the editors and withdraws it; the
editors have a page in the CMS (`desk`). `retention` lets names and addresses go.
"""
