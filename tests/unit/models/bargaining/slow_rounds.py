"""The expected utility model word by word: loops over actors, pairs and voters, with no array and no code of the package.

Written from the formulae of Scholz, Calbert and Smith (2011) alone; the fast rounds must agree with it.
"""

from __future__ import annotations

EPS = 1e-9


def vote(weight: float, x: float, for_: float, against: float, span: float, r: float) -> float:
    return weight * ((abs(x - against) / span) ** r - (abs(x - for_) / span) ** r)


def chances(
    x: list[float], w: list[float], span: float, r: list[float], options: dict[str, object]
) -> list[list[float]]:
    n = len(x)

    def sums(i: int, j: int, own: bool) -> tuple[float, float]:
        cast = [vote(w[k], x[k], x[i], x[j], span, r[k]) for k in range(n) if own or k not in (i, j)]
        return sum(max(0.0, v) for v in cast), sum(abs(v) for v in cast)

    every = sum(sums(i, j, True)[1] for i in range(n) for j in range(n))
    found = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            if abs(x[i] - x[j]) / span <= EPS:
                continue
            won, all_ = sums(i, j, options["own_votes"] == "included")
            below = every if options["denominator"] == "triples" else all_
            found[i][j] = won / below if below > 1e-300 else (0.0 if options["denominator"] == "triples" else 0.5)
    return found


def utility(
    i: int, j: int, r: float, x: list[float], s: list[float], p: list[list[float]], mu: float, span: float,
    options: dict[str, object],
) -> float:  # fmt: skip
    """E(U_ij) with exponent r."""
    d = abs(x[i] - x[j]) / span
    q, t = float(options["q"]), float(options["t"])
    second = abs(x[j] - mu) / span if options["best_worst"] == "both-to-median" else d
    reach = 0.25 * (abs(x[i] - mu) / span + second)
    success, failure, quo = 2 - 4 * (0.5 - 0.5 * d) ** r, 2 - 4 * (0.5 + 0.5 * d) ** r, 2 - 4 * 0.5**r
    best, worst = 2 - 4 * max(0.5 - reach, 0.0) ** r, 2 - 4 * (0.5 + reach) ** r
    fight = p[i][j] * success + (1 - p[i][j]) * failure
    return s[j] * fight + (1 - s[j]) * success - q * quo - (1 - q) * (t * best + (1 - t) * worst)


def median(x: list[float], w: list[float]) -> float:
    """Condorcet winner among the positions, the middle of the two where they tie."""
    half = sum(w) / 2
    low = min(v for v in x if sum(b for a, b in zip(x, w, strict=True) if a <= v) >= half * (1 - 1e-12))
    high = max(v for v in x if sum(b for a, b in zip(x, w, strict=True) if a >= v) >= half * (1 - 1e-12))
    return (low + high) / 2


def play_slowly(x: list[float], c: list[float], s: list[float], span: float, options: dict[str, object]) -> list[float]:
    """Positions after one round."""
    n = len(x)
    w = [a * b for a, b in zip(c, s, strict=True)]
    mu = median(x, w)
    p = chances(x, w, span, [1.0] * n, options)
    danger = [sum(utility(j, i, 1.0, x, s, p, mu, span, options) for j in range(n) if j != i) for i in range(n)]
    top, low = max(danger), min(danger)
    risk = [0.0 if top - low <= EPS else (2 * v - top - low) / (top - low) for v in danger]
    r = [(1 - v / 3) / (1 + v / 3) for v in risk]
    if options["vote_exponent"] == "risk":
        p = chances(x, w, span, r, options)
    after = list(x)
    for i in range(n):
        offers = []
        for j in range(n):
            if abs(x[i] - x[j]) / span <= EPS:
                continue
            a = utility(i, j, r[i], x, s, p, mu, span, options)
            b = utility(j, i, r[i], x, s, p, mu, span, options)
            if b > a + EPS and a > EPS:
                offers.append((1, x[j], a, b, j))
            elif b > EPS and a < -EPS:
                if b > -a + EPS:
                    offers.append((2, x[i] + (x[j] - x[i]) * abs(a / b), a, b, j))
                else:
                    offers.append((3, x[j], a, b, j))
        if offers:
            after[i] = take(x, i, offers, span, str(options["offer"]))
    return after


def take(x: list[float], i: int, offers: list[tuple[int, float, float, float, int]], span: float, rule: str) -> float:
    if rule in ("type-priority", "scholz-code"):
        first = min(offer[0] for offer in offers)
        offers = [offer for offer in offers if offer[0] == first]

    def size(offer: tuple[int, float, float, float, int]) -> float:
        kind, place, a, b, j = offer
        if rule == "scholz-code" and kind == 2:
            return (abs(a) * x[i] + abs(b) * x[j]) / (abs(a) + abs(b)) / span
        return abs(place - x[i]) / span

    keys = [lambda o: -o[3], size] if rule == "largest-gain" else [size, lambda o: -o[3]]
    for key in keys:
        least = min(key(offer) for offer in offers)
        offers = [offer for offer in offers if key(offer) <= least + EPS]
    if rule != "scholz-code" and max(o[1] for o in offers) - min(o[1] for o in offers) > 2 * EPS * span:
        return x[i]
    return offers[0][1]
