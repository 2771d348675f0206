"""How judgements become scores: the methods, their rules, what holds a value down, and each score in words."""
