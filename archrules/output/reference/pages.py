"""All pages of the reference, from knowledge alone."""

from archrules.output.reference.decision_page import decision_page
from archrules.output.reference.default_page import default_page
from archrules.output.reference.derivation_pages import derivation_index, derivation_page
from archrules.output.reference.fact_page import fact_page
from archrules.output.reference.index_pages import decision_index, policy_index, technology_index
from archrules.output.reference.policy_page import policy_page
from archrules.output.reference.site import Site, page_name
from archrules.output.reference.source_page import source_page
from archrules.output.reference.table_page import table_page
from archrules.output.reference.technology_page import technology_page


def reference_pages(site: Site) -> dict[str, str]:
    """Every page as `folder/name.md` with its text, sorted."""
    known = site.knowledge
    found = {
        "decisions/index.md": decision_index(site),
        "defaults/index.md": default_page(site),
        "derivations/index.md": derivation_index(site),
        "facts/index.md": fact_page(site),
        "policies/index.md": policy_index(site),
        "sources/index.md": source_page(site),
        "tables/index.md": table_page(site),
        "technologies/index.md": technology_index(site),
    }
    found |= {
        f"decisions/{page_name(name)}": decision_page(site, one) for name, one in known.decisions.items()
    }
    found |= {f"derivations/{page_name(area)}": derivation_page(site, area) for area in site.areas}
    found |= {f"policies/{page_name(name)}": policy_page(site, one) for name, one in known.policies.items()}
    found |= {
        f"technologies/{page_name(name)}": technology_page(site, one)
        for name, one in known.technologies.items()
    }
    return dict(sorted(found.items()))
