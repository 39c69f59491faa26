"""The report: a recommendation as a Markdown page that an architect can hand on, and as a dozen lines of text."""

from archrules.model.recommendation import RecommendationData
from archrules.output import report_architecture as architecture
from archrules.output import report_background as background
from archrules.output.escaping import markdown_text
from archrules.output.report_caching import caching_blocks
from archrules.output.report_cost import cost_blocks
from archrules.output.report_data_model import data_model_blocks
from archrules.output.report_decisions import decision_blocks
from archrules.output.report_evolution import evolution_blocks
from archrules.output.report_growth import growth_blocks
from archrules.output.report_markup import heading
from archrules.output.report_outline import in_short_blocks
from archrules.output.report_reliability import reliability_blocks
from archrules.output.report_requirements import requirement_blocks
from archrules.output.report_sources import Sources
from archrules.output.report_summary import summary

__all__ = ["report_markdown", "summary"]


def report_markdown(data: RecommendationData) -> str:
    """Return the report as Markdown that ends with one line break; nothing in the data can act as markup."""
    sources = Sources(data.source_notes)
    blocks = [
        heading(2, f"Backend Architecture: {markdown_text(data.system_name)}"),
        *architecture.current_state_blocks(data),
        *in_short_blocks(data),
        *architecture.service_blocks(data),
        *requirement_blocks(data),
        *architecture.flow_blocks(data),
        *data_model_blocks(data),
        *architecture.scalability_blocks(data),
        *growth_blocks(data),
        *caching_blocks(data),
        *cost_blocks(data),
        *reliability_blocks(data),
        *architecture.migration_blocks(data),
        *evolution_blocks(data),
        *decision_blocks(data, sources),
        *background.risk_blocks(data),
        *background.assumption_blocks(data, sources),
        *background.question_blocks(data),
        *background.provenance_blocks(data),
        *background.source_blocks(sources),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"
