"""Sums as people read them."""


def yuan(amount: float) -> str:
    """A sum in digits: whole yuan without decimals, others to the fen."""
    return str(int(amount)) if amount == int(amount) else f"{amount:.2f}".rstrip("0").rstrip(".")
