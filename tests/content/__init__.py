"""The example content: short sentences in plain Dutch, complete, about invented places."""
