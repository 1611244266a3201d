from domain.messages import Facts


def require_resolution(facts: Facts, ref: str, matter: str, about: str) -> None:
    return
