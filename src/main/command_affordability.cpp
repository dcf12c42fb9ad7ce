#include <cmath>
#include <cstdio>

#include "api/json_affordability.hpp"
#include "api/series_text.hpp"
#include "main/commands.hpp"
#include "main/outside.hpp"
#include "main/query_prints.hpp"
#include "places/embedded.hpp"

namespace housing::main {
namespace {

void print_line(const char* name, double number, const char* behind = "") {
  if (std::isnan(number))
    std::printf("  %-34s %16s\n", name, "-");
  else
    std::printf("  %-34s %16.2f%s\n", name, number, behind);
}

void print_source(const std::optional<analyses::InputValue>& input) {
  if (input)
    std::printf("  %-34s %16.2f  %s\n", std::string(input->metric->id).c_str(), input->value(),
                input->period.to_string().c_str());
}

void print_region(const app::World& world, const analyses::Household& household,
                  const analyses::RegionAffordability& region) {
  const analyses::PlaceAffordability& place = region.place;
  std::printf("\n%s (%s)\n", world.label(region.region).c_str(), std::string(region.region.text()).c_str());
  print_source(region.price), print_source(region.median_income), print_source(region.rent);
  print_line("down payment", place.cost.down), print_line("loan", place.cost.loan);
  print_line("principal and interest a month", place.cost.principal_and_interest);
  print_line("property tax", place.cost.tax), print_line("insurance", place.cost.insurance);
  print_line("mortgage insurance (PMI)", place.cost.pmi), print_line("together", place.cost.total);
  print_line("of income", place.share, " %");
  std::printf("  %-34s %16s\n", ("within " + std::to_string(std::lround(household.rule)) + " % of income").c_str(),
              !place.compared()  ? "-"
              : place.affordable ? "yes"
                                 : "no");
  print_line("qualifying income", place.qualifying_income), print_line("highest price within", place.max_price);
  print_line("rate at which it would be, %", region.rate_needed);
  print_line("down payment with which it would be", region.cash_needed);
  print_line("index by NAR's method", place.index), print_line("price to median income", place.price_to_income);
  print_line("price to yearly rent", place.price_to_rent), print_line("gross yield, %", place.gross_yield);
}

void print_regions(const app::World& world, const analyses::RegionsAffordability& answer) {
  if (world.synthetic())
    std::printf("%.*s\n", static_cast<int>(api::kSyntheticNote.size()), api::kSyntheticNote.data());
  const analyses::Household& household = answer.asking.household;
  std::printf("rate %.2f %%", answer.asking.rate);
  if (answer.asking.market_rate)
    std::printf(" (mortgage_rate, %s)", answer.asking.market_rate->period.to_string().c_str());
  std::printf(", %d years, ", household.years);
  if (household.down.is_cash)
    std::printf("%.2f down", household.down.cash);
  else
    std::printf("%.2f %% down", household.down.percent);
  std::printf("; tax %.2f %%, insurance %.2f %%, PMI %.2f %%\n", household.tax, household.insurance, household.pmi);
  for (const auto& region : answer.regions) print_region(world, household, region);
  std::printf("\n%zu of %zu regions within the rule, %zu compared\n", answer.counts.affordable, answer.counts.places,
              answer.counts.compared);
}

}  // namespace

int run_affordability(const Environment& environment, const AffordabilityOptions& options) {
  const base::SystemClock clock;
  Outside outside(environment, options.data_dir, clock);
  auto store = outside.open_objects();
  if (!store) return report_failure(store.error());
  app::WorldHolder worlds(**store, places::embedded_gazetteer());
  if (const auto loaded = worlds.refresh(); !loaded) return report_failure(loaded.error());
  const app::World& world = *worlds.get();
  const auto answer = analyses::answer_affordability_of_regions(world, options.question);
  if (!answer) return report_question(answer.error());
  if (options.json)
    std::printf("%s\n", api::affordability_json(world, *answer).c_str());
  else
    print_regions(world, *answer);
  for (const std::string& note : answer->notes) std::fprintf(stderr, "housing: %s\n", note.c_str());
  return kExitDone;
}

}  // namespace housing::main
