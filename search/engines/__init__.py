"""What answers a query: one module an engine, all behind the same contract."""
