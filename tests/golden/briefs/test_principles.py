"""What an architect must be able to rely on, whatever the knowledge learns: principles, not scores."""

from collections.abc import Iterator
from typing import Any

import pytest

from archrules.errors import BriefError
from archrules.knowledge_base.items import TechnologyItem
from archrules.knowledge_base.loading import load_knowledge
from archrules.model.brief import Brief
from archrules.model.recommendation import DecisionResult
from archrules.recommendation.recommendation import Recommendation
from tests.golden.briefs.examples import NAMES, brief, recommend_once, recommended

TECHNOLOGIES = load_knowledge().technologies


def changed(name: str, **fields: object) -> Recommendation:
    """What is recommended for an example of which some fields say something else."""
    data = brief(name).model_dump(mode="json", by_alias=True)
    return recommend_once(Brief.model_validate(data | fields))


def can(technology: str | None, capability: str) -> bool:
    item = TECHNOLOGIES.get(technology or "")
    return item is not None and capability in {each.name for each in item.capabilities}


def chosen(recommendation: Recommendation, decision: str, subject: str) -> str | None:
    """The technology that was chosen for a subject."""
    choice = recommendation.decision(decision, subject).choice
    return choice.technology if choice else None


def all_chosen(recommendation: Recommendation) -> Iterator[TechnologyItem]:
    """Every technology that some element of the system or some decision uses."""
    of_elements = {element.technology for element in recommendation.system.elements()}
    of_choices = {each.choice.technology for each in recommendation.decisions if each.choice}
    for name in sorted(technology for technology in of_elements | of_choices if technology):
        yield TECHNOLOGIES[name]


def results(recommendation: Recommendation, decision: str) -> list[DecisionResult]:
    return [each.result for each in recommendation.decisions if each.result.decision == decision]


class TestShop:
    @pytest.mark.parametrize("context", ["orders", "payments", "stock"])
    def test_money_and_stock_rest_where_several_rows_change_together(self, context: str) -> None:
        assert can(chosen(recommended("shop"), "datastore", context), "multi-row-transactions")

    @pytest.mark.parametrize("context", ["orders", "payments", "stock"])
    def test_no_store_without_such_transactions_is_left_for_money_and_stock(self, context: str) -> None:
        result = recommended("shop").decision("datastore", context).result
        left = [option.technology for option in result.options if not option.vetoes]
        assert [technology for technology in left if not can(technology, "multi-row-transactions")] == []

    def test_a_cart_is_free_to_rest_elsewhere(self) -> None:
        result = recommended("shop").decision("datastore", "cart").result
        left = [option.technology for option in result.options if not option.vetoes]
        assert {can(technology, "multi-row-transactions") for technology in left} == {True, False}

    def test_placing_an_order_is_a_saga(self) -> None:
        assert str(recommended("shop").decision("consistency", "place-order").result.choice).startswith(
            "saga"
        )

    def test_payments_run_apart(self) -> None:
        assert ("payments",) in [service.contexts for service in recommended("shop").system.services]

    def test_there_are_hardly_more_services_than_teams(self) -> None:
        assert len(recommended("shop").system.services) <= len(brief("shop").teams) + 1

    def test_an_order_does_not_depend_on_the_carrier(self) -> None:
        carriers = [each for each in recommended("shop").system.interactions if each.target == "carrier"]
        assert {each.mode for each in carriers} == {"async"}

    def test_every_call_that_waits_has_a_time_limit(self) -> None:
        system = recommended("shop").system
        calls = [each for each in system.interactions if each.mode == "sync" and each.latency is not None]
        assert calls
        assert [each for each in calls if each.timeout in {None, "none"}] == []


class TestTelemetry:
    def test_measurements_rest_where_writes_spread_over_machines(self) -> None:
        assert can(chosen(recommended("telemetry"), "datastore", "measurements"), "horizontal-writes")

    def test_one_relational_primary_is_ruled_out_for_measurements_with_a_reason(self) -> None:
        result = recommended("telemetry").decision("datastore", "measurements").result
        single = result.option("postgresql-single")
        assert single.vetoes
        assert all(veto.because and veto.sources for veto in single.vetoes)

    def test_one_team_gets_two_services_at_most(self) -> None:
        assert len(recommended("telemetry").system.services) <= 2

    def test_every_technology_has_a_licence_that_is_approved(self) -> None:
        found = list(all_chosen(recommended("telemetry")))
        assert found
        assert [item.id for item in found if not item.licence.osi_approved] == []

    def test_an_alarm_does_not_wait_for_the_gateway_that_sends_it(self) -> None:
        gateways = [e for e in recommended("telemetry").system.interactions if e.target == "message-gateway"]
        assert {each.mode for each in gateways} == {"async"}


class TestMonolithSplit:
    def test_the_report_tells_first_what_runs_today(self) -> None:
        report = recommended("monolith-split").report()
        headings = [line for line in report.splitlines() if line.startswith("#")]
        assert headings[:2] == ["## Backend Architecture: Back Office", "### Current State"]

    def test_each_step_of_the_way_can_be_undone_and_has_an_end(self) -> None:
        steps = recommended("monolith-split").data.migration
        assert [step.number for step in steps] == list(range(1, len(steps) + 1))
        assert all(step.does and step.undo and step.done_when for step in steps)

    def test_all_services_but_the_one_that_stays_are_moved_out(self) -> None:
        does = [step.does for step in recommended("monolith-split").data.migration]
        names = [service.name for service in recommended("monolith-split").system.services]
        moved = [name for name in names if any(f"the unit {name}," in text for text in does)]
        assert len(moved) >= len(names) - 1

    def test_each_context_writes_only_its_own_data(self) -> None:
        stores = {store.name: store.owner for store in recommended("monolith-split").system.data_stores}
        writes = [e for e in recommended("monolith-split").system.interactions if e.target in stores]
        assert writes
        assert [each for each in writes if stores[each.target] != each.source] == []

    def test_a_brief_without_an_existing_system_has_no_way_to_go(self) -> None:
        assert recommended("shop").data.migration == ()
        assert "### Migration Path" not in recommended("shop").report()


class TestStartSimple:
    def test_four_people_do_not_get_fourteen_services(self) -> None:
        data = brief("shop").model_dump(mode="json")
        more = [{"name": f"more-{number}", "entities": [{"name": f"thing-{number}"}]} for number in range(7)]
        contexts = [*data["contexts"], *more]
        teams = [{"name": "all", "size": 4, "contexts": [context["name"] for context in contexts]}]
        assert len(contexts) == 14
        assert len(changed("shop", contexts=contexts, teams=teams).system.services) <= 3

    def test_nothing_but_a_name_gives_one_unit_and_the_question_that_would_change_it(self) -> None:
        found = recommend_once(Brief(system="shop"))
        assert len(found.system.services) == 1
        assert "contexts" in [question.about for question in found.data.questions]

    def test_more_teams_never_give_fewer_services(self) -> None:
        contexts = [context.name for context in brief("monolith-split").contexts]
        one = changed("monolith-split", teams=[{"name": "all", "size": 22, "contexts": contexts}])
        assert len(one.system.services) <= len(recommended("monolith-split").system.services)


class TestWhatIsNotOpenToChoice:
    def test_no_forbidden_technology_is_used(self) -> None:
        forbidden = sorted(item.id for item in all_chosen(recommended("shop")))
        found = changed("shop", constraints={"forbidden": forbidden})
        assert {item.id for item in all_chosen(found)} & set(forbidden) == set()

    def test_a_mandated_technology_is_used_where_it_applies(self) -> None:
        found = changed("monolith-split", constraints={"mandated": ["mysql", "go"]})
        assert {chosen(found, "runtime", service.name) for service in found.system.services} == {"go"}
        assert {chosen(found, "datastore", context.name) for context in brief("monolith-split").contexts} == {
            "mysql"
        }

    def test_nothing_can_be_mandated_and_forbidden(self) -> None:
        with pytest.raises(BriefError, match=r"constraints\.mandated\.0: 'go' is also forbidden"):
            changed("monolith-split", constraints={"mandated": ["go"], "forbidden": ["go"]})

    def test_what_only_one_provider_offers_is_not_used_on_our_own_machines(self) -> None:
        assert brief("monolith-split").constraints.cloud == "on-premises"
        assert [item.id for item in all_chosen(recommended("monolith-split")) if item.only_on] == []

    def test_required_skills_are_the_skills_of_the_teams(self) -> None:
        skills = {"python", "mysql"}
        contexts = [context.name for context in brief("monolith-split").contexts]
        teams = [{"name": "all", "size": 22, "skills": sorted(skills), "contexts": contexts}]
        found = changed("monolith-split", teams=teams, constraints={"skills": "require"})
        runtimes = {chosen(found, "runtime", service.name) for service in found.system.services}
        assert runtimes | {chosen(found, "datastore", context) for context in contexts} == skills


class TestWhatIsOpenToChoice:
    def test_another_number_of_several_teams_changes_the_style(self) -> None:
        parameters = {"architecture-style.several_teams": 4}
        assert results(recommended("monolith-split"), "architecture-style")[0].choice == "service-based"
        found = changed("monolith-split", parameters=parameters)
        assert results(found, "architecture-style")[0].choice == "modular-monolith"

    def test_another_capacity_of_a_replica_changes_how_many_there_are(self) -> None:
        found = changed("monolith-split", parameters={"replica-capacity": 20})
        before = {
            service.name: service.replicas or 0 for service in recommended("monolith-split").system.services
        }
        after = {service.name: service.replicas or 0 for service in found.system.services}
        assert after["inventory"] > before["inventory"]

    def test_what_was_changed_is_told(self) -> None:
        found = changed("monolith-split", parameters={"architecture-style.several_teams": 4})
        conventions = results(found, "architecture-style")[0].conventions
        told = {each.parameter: (each.value, each.overridden) for each in conventions}
        assert told["architecture-style.several_teams"] == ("4", True)
        assert found.data.knowledge[0].parameters == {"architecture-style.several_teams": "4"}

    def test_priorities_change_the_style(self) -> None:
        assert results(recommended("monolith-split"), "architecture-style")[0].choice != "modular-monolith"
        found = changed("monolith-split", priorities={"simplicity": 10, "autonomy": 0})
        assert results(found, "architecture-style")[0].choice == "monolith"


class TestHonesty:
    @pytest.mark.parametrize("name", NAMES)
    def test_every_argument_and_veto_has_a_source(self, name: str) -> None:
        options = [option for each in recommended(name).decisions for option in each.result.options]
        reasons = [reason for option in options for reason in (*option.vetoes, *option.arguments)]
        assert reasons
        assert [reason.rule for reason in reasons if not reason.sources] == []

    @pytest.mark.parametrize("name", NAMES)
    def test_every_choice_says_what_it_gives_up(self, name: str) -> None:
        choices = [each.choice for each in recommended(name).decisions if each.choice]
        assert choices
        assert [choice.id for choice in choices if not choice.gives_up] == []

    @pytest.mark.parametrize("name", NAMES)
    def test_every_margin_between_two_options_is_told(self, name: str) -> None:
        pairs = [each.result for each in recommended(name).decisions if each.runner_up]
        assert [result.subject for result in pairs if result.margin not in {"clear", "close", "tie"}] == []

    def test_what_a_brief_says_is_not_assumed(self) -> None:
        said: dict[str, Any] = {"availability": "99 %", "rto": "1 h"}
        found = recommend_once(Brief.model_validate({"system": "shop", "objectives": said}))
        assumed = {assumption.default for assumption in found.data.assumptions}
        assert {"availability", "recovery-time"} & assumed == set()
        assert "recovery-point" in assumed
