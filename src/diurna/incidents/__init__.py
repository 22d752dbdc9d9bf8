"""Mentions -> Incidents: candidates, features, judgements, clusters, and the merged fields with all their tellings."""

from diurna.incidents.candidates import ENOUGH, Keys, keys, meet
from diurna.incidents.clusters import LINK, Act, cluster
from diurna.incidents.judging import judge
from diurna.incidents.profile import Profile, profiles
from diurna.incidents.telling import SITUATION_DAYS, follows, is_step_of_law, nearest, tell

__all__ = [
    "ENOUGH",
    "LINK",
    "SITUATION_DAYS",
    "Act",
    "Keys",
    "Profile",
    "cluster",
    "follows",
    "is_step_of_law",
    "judge",
    "keys",
    "meet",
    "nearest",
    "profiles",
    "tell",
]
