"""What is measured: each `p*.py` here is one figure against a floor measured in the same run."""
