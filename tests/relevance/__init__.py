"""How good the answers are: judged queries over the demo content, measured per engine.

`tuning.yaml` may be looked at while the search is improved; `heldout.yaml` is only for measuring:
nobody changes a word list, a weight or a grade because of what a query in it gives.
"""
