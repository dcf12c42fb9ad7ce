// Forecast: where one series of one region may go, how sure that is, and how such forecasts did in the past of this
// very series, beside the plain methods everybody should beat. The answer behind `GET /api/v1/forecast`.
//
// Errors: kNotFound for an unknown region; kInvalidInput naming the parameter otherwise; no-data where nothing is
// published for the pair. A series too short is no error: the answer says why it is withheld. Units: those of the
// metric. Gaps: see forecast_input.hpp. Limits: horizons of max_horizon() periods, kMaxForecastMethods methods,
// kMaxLevels levels. Thread-safety: pure over the world. Complexity: 5 to 30 ms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyses/forecast_input.hpp"
#include "app/question_error.hpp"
#include "forecast/track_record.hpp"

namespace housing::analyses {

inline constexpr std::string_view kDefaultMethod = "ensemble";
inline constexpr std::string_view kAllMethods = "all";

// As asked, still text. `region` and `metric` are one each.
struct ForecastQuestion {
  std::string region;
  std::string metric;
  std::string horizon;
  std::string method;  // names with commas, or "all"
  std::string levels;  // percent, with commas
};

struct Forecast {
  model::RegionId region;
  const model::MetricInfo* metric = nullptr;
  ForecastInput input;
  std::vector<model::Period> periods;           // the ones forecast
  forecast::MethodSet asked;                    // of those that can be fitted
  std::optional<forecast::TrackRecord> record;  // asked and baselines; nothing when withheld
  std::optional<std::string> withheld;
  std::vector<std::string> notes;
};

app::Answered<Forecast> answer_forecast(const app::World& world, const ForecastQuestion& question);

// The parts, which the back-test asks for as well. An empty text is the default.
app::Answered<std::size_t> parse_horizon(std::string_view text, model::Frequency frequency);
app::Answered<forecast::MethodSet> parse_methods(std::string_view text, std::string_view parameter);
app::Answered<std::vector<double>> parse_levels(std::string_view text);

}  // namespace housing::analyses
