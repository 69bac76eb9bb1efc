"""The log of decisions: who decided what, when, at which step and why; read, never changed."""
