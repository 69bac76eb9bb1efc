"""The chain from draft to published: who reviews what, and what may go live.

Built on Wagtail's workflows. Nobody approves their own change: `writers` says whose change it is,
`review_task` who may approve it, and `approvals` keeps what was approved, by whom and why. A page
goes live only with such an approval (`cms.models.knowledge`), whatever door it comes through.
"""
