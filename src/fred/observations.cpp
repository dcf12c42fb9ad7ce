// /fred/series/observations and /fred/series/vintagedates: the numbers, as they are and as they were.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "fred/observations_of.hpp"
#include "fred/parameters.hpp"
#include "fred/question.hpp"
#include "fred/vintages.hpp"

namespace housing::fred {
namespace {

using model::Date;

struct Observation {
  Date date;
  Date start;  // of the days on which the value was the one known
  Date end;
  std::string value;
};

// What was known from `start` to `end`.
struct Spell {
  Date start;
  Date end;
  Row row;
};

struct Known {
  std::vector<Spell> spells;  // in order of time
  RealTime period;            // what the answer's head says
};

std::vector<Spell> spells_of(std::vector<Vintage> vintages, const RealTime& period) {
  std::vector<Spell> spells;
  for (std::size_t i = 0; i < vintages.size(); ++i) {
    const bool is_last = i + 1 == vintages.size();
    const Date start = std::max(vintages[i].date, period.start);
    const Date end = is_last ? period.end : std::min(vintages[i + 1].date.plus_days(-1), period.end);
    if (start <= end) spells.push_back({start, end, std::move(vintages[i].row)});
  }
  return spells;
}

// A spell a date, the last vintage not after it.
std::vector<Spell> spells_on(const std::vector<Vintage>& vintages, const std::vector<Date>& dates) {
  std::vector<Spell> spells;
  for (const Date date : dates) {
    const auto next = std::ranges::upper_bound(vintages, date, {}, &Vintage::date);
    if (next != vintages.begin()) spells.push_back({date, date, std::prev(next)->row});
  }
  return spells;
}

Answered<Known> known_of(const Question& question, const SeriesKey& key) {
  Known known;
  HT_TRY(known.period, real_time(question.query, question.today, question.today));
  HT_TRY(const auto dates, vintage_dates(question.query));
  if (!known.period.asked && dates.empty()) {
    if (auto row = present_row(question.world, key))
      known.spells.push_back({known.period.start, known.period.end, std::move(*row)});
    return known;
  }
  auto vintages = vintages_of(question.world, question.store, key);
  if (!vintages) return internal(vintages.error());
  if (dates.empty()) {
    known.spells = spells_of(std::move(*vintages), known.period);
  } else {
    known.period = {.start = dates.front(), .end = dates.back(), .asked = true};
    known.spells = spells_on(*vintages, dates);
  }
  if (known.spells.empty())
    return bad_request("The series did not exist in the real time period. series_vintagedates has its first day.");
  return known;
}

// By date, then by the day from which the value was known.
std::vector<Observation> all_observations(const Known& known, const model::MetricInfo& metric,
                                          const Treatment& treatment, Date from, Date to) {
  std::map<Date, std::vector<Observation>> by_date;
  std::size_t at = 0;
  std::map<Date, std::size_t> last_spell;
  for (const Spell& spell : known.spells) {
    const Observations found = observations_of(spell.row, metric, treatment);
    for (std::size_t i = 0; i < found.dates.size(); ++i) {
      if (found.dates[i] < from || found.dates[i] > to) continue;
      auto& values = by_date[found.dates[i]];
      if (!values.empty() && last_spell[found.dates[i]] + 1 == at && values.back().value == found.values[i])
        values.back().end = spell.end;
      else
        values.push_back({found.dates[i], spell.start, spell.end, found.values[i]});
      last_spell[found.dates[i]] = at;
    }
    ++at;
  }
  std::vector<Observation> observations;
  for (auto& [date, values] : by_date) std::ranges::move(values, std::back_inserter(observations));
  return observations;
}

Answered<void> check_output(const http::Query& query) {
  constexpr std::array<std::string_view, 1> kOrders = {"observation_date"};
  HT_TRY(const std::string order, choice(query, "order_by", kOrders));
  const auto type = query.get("output_type");
  if (!type || *type == "1") return {};
  return bad_request(
      "Variable output_type is answered with 1 alone which is observations by real time period. The other types can "
      "be made from it with realtime_start 1776 and realtime_end 9999.");
}

}  // namespace

Answer answer_observations(const Question& question) {
  constexpr std::array<std::string_view, 14> kNames = {
      "series_id",          "realtime_start", "realtime_end",      "limit",           "offset",    "sort_order",
      "order_by",           "units",          "observation_start", "observation_end", "frequency", "output_type",
      "aggregation_method", "vintage_dates"};
  HT_CHECK_OK(check_names(question.query, kNames));
  HT_TRY(const SeriesKey key, asked_series(question));
  HT_CHECK_OK(check_output(question.query));
  HT_TRY(const Page asked, page(question.query, kMaxObservations));
  HT_TRY(const Treatment treatment, treatment_of(question.query, *key.metric));
  HT_TRY(const Date from, day(question.query, "observation_start", first_day()));
  HT_TRY(const Date to, day(question.query, "observation_end", last_day()));
  if (to < from) return bad_request("Variable observation_end is before observation_start.");
  HT_TRY(const Known known, known_of(question, key));

  std::vector<Observation> all = all_observations(known, *key.metric, treatment, from, to);
  if (asked.descending) std::ranges::reverse(all);
  Fields head = {{"realtime_start", known.period.start.to_string()},
                 {"realtime_end", known.period.end.to_string()},
                 {"observation_start", from.to_string()},
                 {"observation_end", to.to_string()},
                 {"units", std::string(to_string(treatment.units))},
                 {"output_type", std::int64_t{1}},
                 {"file_type", std::string(question.file_type == FileType::kJson ? "json" : "xml")},
                 {"order_by", std::string("observation_date")},
                 {"sort_order", std::string(asked.descending ? "desc" : "asc")},
                 {"count", static_cast<std::int64_t>(all.size())},
                 {"offset", asked.offset},
                 {"limit", asked.limit}};
  if (!known.spells.empty() && known.spells.back().row.newest != nullptr)
    head.push_back({"provenance", known.spells.back().row.newest->id});
  if (question.world.synthetic()) head.push_back({"synthetic", true});
  ListWriter writer(question.file_type, {"observations", "observation"}, head);
  const Slice slice = slice_of(asked, all.size());
  for (std::size_t i = slice.first; i < slice.end; ++i)
    writer.item({{"realtime_start", all[i].start.to_string()},
                 {"realtime_end", all[i].end.to_string()},
                 {"date", all[i].date.to_string()},
                 {"value", std::move(all[i].value)}});
  return writer.finish();
}

Answer answer_vintage_dates(const Question& question) {
  constexpr std::array<std::string_view, 6> kNames = {"series_id", "realtime_start", "realtime_end",
                                                      "limit",     "offset",         "sort_order"};
  HT_CHECK_OK(check_names(question.query, kNames));
  HT_TRY(const SeriesKey key, asked_series(question));
  HT_TRY(const Page asked, page(question.query, kMaxVintageDates));
  HT_TRY(const RealTime period, real_time(question.query, first_day(), last_day()));
  const auto vintages = vintages_of(question.world, question.store, key);
  if (!vintages) return internal(vintages.error());
  std::vector<Date> dates;
  for (const Vintage& vintage : *vintages)
    if (vintage.date >= period.start && vintage.date <= period.end) dates.push_back(vintage.date);
  if (asked.descending) std::ranges::reverse(dates);
  Fields head = {{"realtime_start", period.start.to_string()},
                 {"realtime_end", period.end.to_string()},
                 {"order_by", std::string("vintage_date")},
                 {"sort_order", std::string(asked.descending ? "desc" : "asc")},
                 {"count", static_cast<std::int64_t>(dates.size())},
                 {"offset", asked.offset},
                 {"limit", asked.limit}};
  if (question.world.synthetic()) head.push_back({"synthetic", true});
  ListWriter writer(question.file_type, {"vintage_dates", "vintage_date"}, head);
  const Slice slice = slice_of(asked, dates.size());
  for (std::size_t i = slice.first; i < slice.end; ++i) writer.text_item(dates[i].to_string());
  return writer.finish();
}

}  // namespace housing::fred
