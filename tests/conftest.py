"""What every test shares: the hypothesis profiles."""

import os

from hypothesis import settings

# No deadline: a slow machine is not a fault. In CI always the same examples: a failure there is the change's.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
