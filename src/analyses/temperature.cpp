#include "analyses/temperature.hpp"

#include <algorithm>

#include "analyses/ranking.hpp"
#include "stats/column_kernels.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;

constexpr std::array<TemperatureInput, kInputs> kAll = {{
    {"days_on_market", {"days_on_market", "days_on_market@redfin", "days_to_pending"}, true},
    {"price_cuts", {"price_reduced_share", "price_drops", ""}, true},
    {"pending", {"pending_ratio", "off_market_in_two_weeks", ""}, false},
    {"sale_to_list", {"sale_to_list", "", ""}, false},
    {"months_of_supply", {"months_of_supply", "", ""}, true},
}};
constexpr model::Cell kWhole = 1'000'000;  // 100 in units of 10^-4

std::shared_ptr<const Column> column_for(Columns& columns, const Level& level, const TemperatureInput& input) {
  for (const std::string_view id : input.metrics) {
    Measure measure;
    measure.metric = id.empty() ? nullptr : model::find_metric(id);
    if (measure.metric == nullptr) continue;
    if (auto column = column_of(columns, level, measure, "type")) return *column;
  }
  return nullptr;
}

// Percentiles among the places of the area, turned so that more is hotter.
std::vector<model::Cell> heat_of(const Column& column, const Level& level, bool less_is_hotter) {
  const auto cells = column.cells();
  std::vector<model::WideCell> inside(cells.size(), model::kWideGap);
  for (std::size_t i = 0; i < inside.size(); ++i)
    if (level.holds(i)) inside[i] = cells[i];
  std::vector<model::Cell> heat(cells.size());
  stats::percentile_cells(inside, heat);
  if (less_is_hotter)
    for (model::Cell& cell : heat)
      if (cell != model::kGap) cell = kWhole - cell;
  return heat;
}

}  // namespace

const std::array<TemperatureInput, kInputs>& temperature_inputs() { return kAll; }

Answered<Temperature> answer_temperature(Columns& columns, const TemperatureQuestion& question) {
  Temperature answer;
  auto level = parse_level(columns, question.level);
  if (!level) return std::unexpected(level.error());
  answer.level = std::move(*level);
  const auto order = parse_order(question.order, "order");
  if (!order) return std::unexpected(order.error());
  answer.hottest_first = *order;
  const auto limit = parse_count(question.limit, "limit", 1, kMaxRankingRows, kDefaultRankingRows);
  if (!limit) return std::unexpected(limit.error());
  const auto offset = parse_count(question.offset, "offset", 0, kMaxOffset, 0);
  if (!offset) return std::unexpected(offset.error());

  std::array<std::vector<model::Cell>, kInputs> heats;
  std::size_t inputs = 0;
  for (std::size_t i = 0; i < kInputs; ++i) {
    answer.columns[i] = column_for(columns, answer.level, kAll[i]);
    if (answer.columns[i] == nullptr) continue;
    ++inputs;
    heats[i] = heat_of(*answer.columns[i], answer.level, kAll[i].less_is_hotter);
  }
  if (inputs < kMinInputs)
    return reject("no-data", "type",
                  "Only " + std::to_string(inputs) + " of the inputs are known of this type of region; " +
                      std::to_string(kMinInputs) + " are needed.",
                  {"metro", "county", "zip"});
  std::vector<model::Cell> scores(answer.level.axis->size(), model::kGap);
  for (std::size_t place = 0; place < scores.size(); ++place) {
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (const auto& heat : heats) {
      if (heat.empty() || heat[place] == model::kGap) continue;
      sum += heat[place];
      ++count;
    }
    if (count >= static_cast<std::int64_t>(kMinInputs))
      scores[place] = static_cast<model::Cell>((sum + count / 2) / count);
  }
  answer.of = stats::count_present(scores);
  const auto wanted = static_cast<std::size_t>(*offset + *limit);
  const auto top = stats::top_cells(scores, wanted, answer.hottest_first);
  for (std::size_t i = static_cast<std::size_t>(*offset); i < top.size(); ++i) {
    TemperatureRow row{.place = top[i], .score = scores[top[i]], .percentiles = {}};
    for (std::size_t input = 0; input < kInputs; ++input)
      if (!heats[input].empty() && heats[input][top[i]] != model::kGap) row.percentiles[input] = heats[input][top[i]];
    answer.rows.push_back(row);
  }
  if (!answer.rows.empty() && wanted < answer.of) answer.next = wanted;
  return answer;
}

}  // namespace housing::analyses
