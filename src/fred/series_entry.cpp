#include "fred/series_entry.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "app/catalogue_view.hpp"
#include "base/text.hpp"
#include "fred/words.hpp"

namespace housing::fred {
namespace {

using model::MetricInfo;

// "2025-03-31T16:20:05Z" as FRED writes it: "2025-03-31 16:20:05+00".
std::string updated_text(const series::ShardEntry* newest) {
  if (newest == nullptr) return {};
  std::string text = newest->retrieved;
  if (const std::size_t t = text.find('T'); t != std::string::npos) text[t] = ' ';
  if (text.ends_with('Z')) text.replace(text.size() - 1, 1, "+00");
  return text;
}

std::string notes_of(const app::World& world, const MetricInfo& metric) {
  const model::SourceInfo& source = app::source_of(world, metric);
  std::string notes(metric.definition);
  notes.append(" ").append(source.attribution).append(". Terms: ").append(source.licence);
  return notes;
}

struct Span {
  std::string first;
  std::string last;
};

// First and last day of values; of what is covered where there is none.
Span span_of(const Row& row, model::Frequency frequency) {
  const auto has_value = [](model::WideCell value) { return value != model::kWideGap; };
  const auto first = std::ranges::find_if(row.values, has_value);
  if (row.ordinals.empty()) return {};
  std::size_t begin = 0;
  std::size_t end = row.values.size();
  if (first != row.values.end()) {
    begin = static_cast<std::size_t>(first - row.values.begin());
    while (!has_value(row.values[end - 1])) --end;
  }
  return {observation_date({frequency, row.ordinals[begin]}).to_string(),
          observation_date({frequency, row.ordinals[end - 1]}).to_string()};
}

std::string_view filterable(const MetricInfo& metric, std::string_view variable) {
  if (variable == "frequency") return frequency_word(metric.frequency).text;
  if (variable == "units") return units_word(metric.unit).text;
  return adjustment_word(metric.adjustment).text;
}

Answered<void> filter(const Question& question, std::vector<FoundSeries>& found) {
  constexpr std::array<std::string_view, 4> kVariables = {"", "frequency", "units", "seasonal_adjustment"};
  HT_TRY(const std::string variable, choice(question.query, "filter_variable", kVariables));
  const std::string value = question.text("filter_value");
  if (variable.empty() != value.empty())
    return bad_request("Variables filter_variable and filter_value belong together.");
  if (variable.empty()) return {};
  std::erase_if(found, [&](const FoundSeries& one) {
    return !base::equal_ignoring_case(filterable(*one.key.metric, variable), value);
  });
  return {};
}

// What a list is ordered by; what is the same everywhere (real time, popularity) orders nothing.
std::string order_text(const app::World& world, const SeriesKey& key, std::string_view order) {
  if (order == "title") return base::lower(title_of(world, key));
  if (order == "units" || order == "frequency" || order == "seasonal_adjustment")
    return std::string(filterable(*key.metric, order));
  if (order == "last_updated" || order == "observation_start" || order == "observation_end") {
    const auto row = present_row(world, key);
    if (!row) return {};
    if (order == "last_updated") return updated_text(row->newest);
    const Span span = span_of(*row, key.metric->frequency);
    return order == "observation_start" ? span.first : span.last;
  }
  return {};
}

void put_in_order(const app::World& world, std::vector<FoundSeries>& found, std::string_view order, bool descending) {
  struct Place {
    int rank;
    std::string text;
    std::string id;
    SeriesKey key;
  };
  std::vector<Place> places;
  places.reserve(found.size());
  for (const FoundSeries& one : found)
    places.push_back({order == "search_rank" ? one.rank : 0, order_text(world, one.key, order),
                      series_id(*one.key.metric, one.key.region), one.key});
  const auto before = [&](const Place& a, const Place& b) {
    if (a.rank != b.rank) return descending ? a.rank > b.rank : a.rank < b.rank;
    if (a.text != b.text) return descending ? a.text > b.text : a.text < b.text;
    return descending && order == "series_id" ? a.id > b.id : a.id < b.id;
  };
  std::ranges::sort(places, before);
  std::ranges::transform(places, found.begin(), [](const Place& place) { return FoundSeries{place.key, place.rank}; });
}

}  // namespace

std::string title_of(const app::World& world, const SeriesKey& key) {
  return std::string(key.metric->name) + " in " + world.label(key.region);
}

Fields series_entry(const app::World& world, const SeriesKey& key, const Row& row, const RealTime& period,
                    bool is_hit) {
  const MetricInfo& metric = *key.metric;
  const Span span = span_of(row, metric.frequency);
  const Word frequency = frequency_word(metric.frequency);
  const Word units = units_word(metric.unit);
  const Word adjustment = adjustment_word(metric.adjustment);
  Fields fields = {{"id", series_id(metric, key.region)},
                   {"realtime_start", period.start.to_string()},
                   {"realtime_end", period.end.to_string()},
                   {"title", title_of(world, key)},
                   {"observation_start", span.first},
                   {"observation_end", span.last},
                   {"frequency", std::string(frequency.text)},
                   {"frequency_short", std::string(frequency.brief)},
                   {"units", std::string(units.text)},
                   {"units_short", std::string(units.brief)},
                   {"seasonal_adjustment", std::string(adjustment.text)},
                   {"seasonal_adjustment_short", std::string(adjustment.brief)},
                   {"last_updated", updated_text(row.newest)},
                   {"popularity", std::int64_t{0}}};
  if (is_hit) fields.push_back({"group_popularity", std::int64_t{0}});
  fields.push_back({"notes", notes_of(world, metric)});
  if (row.newest != nullptr) fields.push_back({"provenance", row.newest->id});
  return fields;
}

Answer series_list(const Question& question, const RealTime& period, std::vector<FoundSeries> found, Ranked ranked) {
  constexpr std::array<std::string_view, 13> kOrders = {
      "search_rank",         "series_id",      "title",           "units",        "frequency",
      "seasonal_adjustment", "realtime_start", "realtime_end",    "last_updated", "observation_start",
      "observation_end",     "popularity",     "group_popularity"};
  const auto orders = std::span(kOrders).subspan(ranked == Ranked::kYes ? 0 : 1);
  HT_TRY(const std::string order, choice(question.query, "order_by", orders));
  const bool best_first = order == "search_rank" || order.ends_with("popularity");
  HT_TRY(const Page asked, page(question.query, kMaxListed, best_first));
  HT_CHECK_OK(filter(question, found));
  if (found.size() > kMaxFoundSeries)
    return bad_request("More than " + std::to_string(kMaxFoundSeries) + " series fit. Ask for fewer.");
  put_in_order(question.world, found, order, asked.descending);
  Fields head = {{"realtime_start", period.start.to_string()},
                 {"realtime_end", period.end.to_string()},
                 {"order_by", order},
                 {"sort_order", std::string(asked.descending ? "desc" : "asc")},
                 {"count", static_cast<std::int64_t>(found.size())},
                 {"offset", asked.offset},
                 {"limit", asked.limit}};
  if (question.world.synthetic()) head.push_back({"synthetic", true});
  ListWriter writer(question.file_type, {"seriess", "series"}, head);
  const Slice slice = slice_of(asked, found.size());
  for (std::size_t i = slice.first; i < slice.end; ++i)
    if (const auto row = present_row(question.world, found[i].key))
      writer.item(series_entry(question.world, found[i].key, *row, period, ranked == Ranked::kYes));
  return writer.finish();
}

Answer answer_series(const Question& question) {
  constexpr std::array<std::string_view, 3> kNames = {"series_id", "realtime_start", "realtime_end"};
  HT_CHECK_OK(check_names(question.query, kNames));
  HT_TRY(const SeriesKey key, asked_series(question));
  HT_TRY(const RealTime period, real_time(question.query, question.today, question.today));
  std::optional<Row> row;
  if (period.asked) {
    auto vintages = vintages_of(question.world, question.store, key);
    if (!vintages) return internal(vintages.error());
    for (Vintage& vintage : *vintages)
      if (vintage.date <= period.end) row = std::move(vintage.row);
  } else {
    row = present_row(question.world, key);
  }
  if (!row)
    return bad_request("The series did not exist in the real time period. series_vintagedates has its first day.");
  Fields head = {{"realtime_start", period.start.to_string()}, {"realtime_end", period.end.to_string()}};
  if (question.world.synthetic()) head.push_back({"synthetic", true});
  ListWriter writer(question.file_type, {"seriess", "series"}, head);
  writer.item(series_entry(question.world, key, *row, period, false));
  return writer.finish();
}

}  // namespace housing::fred
