"""The arithmetic of scores: exact decimals, rounded once per component, each result with its proof."""
