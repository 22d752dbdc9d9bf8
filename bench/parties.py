"""What the lists of parties hold, by kind and by sector, and how long they take to load.

parties.py [--times N]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from statistics import median

from diurna import data
from diurna.parties import Register
from diurna.parties.register import rows_of

ARMED = ("REB", "PRM", "CRM", "UAF")
CLASSES = ("IGO", "NGO", "IMG", "")


def load() -> float:
    """Seconds to read and index the lists, files and all."""
    data.table.cache_clear()
    start = time.perf_counter()
    Register()
    return time.perf_counter() - start


def main() -> None:
    """Print entries and names by kind, bodies by sector, leaders by countries and terms, and the load time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5, help="how often to load the lists (5)")
    times = parser.parse_args().times
    print("kind\tentries\tnames")
    for kind, count in Register().counts().items():
        print(f"{kind}\t{count.entries}\t{count.names}")
    bodies = {(row["name"], row["country"]): row["sector"] for row in rows_of("bodies")}
    sectors = Counter(bodies.values())
    print("bodies by sector:", ", ".join(f"{sector or 'none'} {n}" for sector, n in sectors.most_common()))
    armed = sum(sector in ARMED and country not in CLASSES for (_, country), sector in bodies.items())
    print("armed groups with a country:", armed)
    leaders = list(rows_of("leaders"))
    countries = len({row["country"] for row in leaders})
    print(f"leaders: {len({row['name'] for row in leaders})} persons, {len(leaders)} terms, {countries} countries")
    print(f"load: {median(load() for _ in range(times)):.2f} s, median of {times}")


if __name__ == "__main__":
    main()
