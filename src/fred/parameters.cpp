#include "fred/parameters.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/text.hpp"

namespace housing::fred {
namespace {

// Not Date::of(): FRED's years reach further than any number's.
model::Date day_of(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return {static_cast<std::int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count())};
}

constexpr int kFirstYear = 1776;
constexpr int kLastYear = 9999;

Answered<std::int64_t> number(const http::Query& query, std::string_view name, std::int64_t least, std::int64_t most,
                              std::int64_t otherwise) {
  const auto text = query.get(name);
  if (!text) return otherwise;
  const auto value = base::parse_integer(*text);
  if (!value || *value < least || *value > most)
    return bad_request("Variable " + std::string(name) + " is not a whole number from " + std::to_string(least) +
                       " to " + std::to_string(most) + ".");
  return *value;
}

}  // namespace

model::Date first_day() { return day_of(kFirstYear, 7, 4); }
model::Date last_day() { return day_of(kLastYear, 12, 31); }

std::optional<model::Date> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = base::parse_integer(text.substr(0, 4));
  const auto month = base::parse_integer(text.substr(5, 2));
  const auto day = base::parse_integer(text.substr(8, 2));
  if (!year || !month || !day || *year < kFirstYear || *month < 1 || *month > 12 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year(static_cast<int>(*year)),
                                        std::chrono::month(static_cast<unsigned>(*month)),
                                        std::chrono::day(static_cast<unsigned>(*day))};
  if (!ymd.ok()) return std::nullopt;
  const model::Date date{static_cast<std::int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count())};
  return date < first_day() ? std::nullopt : std::optional(date);
}

std::optional<FileType> file_type_of(const http::Query& query) {
  const auto text = query.get("file_type");
  if (!text || *text == "xml") return FileType::kXml;
  if (*text == "json") return FileType::kJson;
  return std::nullopt;
}

Answered<void> check_names(const http::Query& query, std::span<const std::string_view> known) {
  for (const http::QueryParameter& parameter : query.parameters()) {
    if (parameter.name == "file_type" || parameter.name == "api_key") continue;
    if (std::ranges::find(known, parameter.name) != known.end()) continue;
    std::string names;
    for (const std::string_view name : known) names.append(" ").append(name);
    return bad_request("Variable " + parameter.name.substr(0, 40) + " is not answered at this address. It takes" +
                       names + " file_type api_key.");
  }
  return {};
}

Answered<model::Date> day(const http::Query& query, std::string_view name, model::Date otherwise) {
  const auto text = query.get(name);
  if (!text) return otherwise;
  const auto date = parse_day(*text);
  if (date) return *date;
  return bad_request("Variable " + std::string(name) + " is not a date of the form YYYY MM DD with hyphens between.");
}

Answered<RealTime> real_time(const http::Query& query, model::Date start, model::Date end) {
  RealTime period;
  HT_TRY(period.start, day(query, "realtime_start", start));
  HT_TRY(period.end, day(query, "realtime_end", end));
  period.asked = query.get("realtime_start") || query.get("realtime_end");
  if (period.end < period.start)
    return bad_request("Variable realtime_end is before realtime_start. Without one of them it is " +
                       std::string(start == end ? "today." : "the first or last day there is."));
  return period;
}

Answered<std::vector<model::Date>> vintage_dates(const http::Query& query) {
  std::vector<model::Date> dates;
  const auto text = query.get("vintage_dates");
  if (!text) return dates;
  if (query.get("realtime_start") || query.get("realtime_end"))
    return bad_request(
        "Variable vintage_dates stands instead of realtime_start and realtime_end. Send one of the two.");
  for (const std::string_view part : base::split(*text, ',')) {
    const auto date = parse_day(part);
    if (!date) return bad_request("Variable vintage_dates is not a list of dates with commas between.");
    dates.push_back(*date);
  }
  std::ranges::sort(dates);
  dates.erase(std::ranges::unique(dates).begin(), dates.end());
  if (dates.size() > kMaxAskedVintages)
    return bad_request("Variable vintage_dates has more than " + std::to_string(kMaxAskedVintages) + " dates.");
  return dates;
}

Answered<std::string> choice(const http::Query& query, std::string_view name,
                             std::span<const std::string_view> choices) {
  const auto text = query.get(name);
  if (!text) return std::string(choices.front());
  if (std::ranges::find(choices, *text) != choices.end()) return std::string(*text);
  std::string names;
  for (const std::string_view one : choices) names.append(" ").append(one);
  return bad_request("Variable " + std::string(name) + " is not one of" + names + ".");
}

Answered<Page> page(const http::Query& query, std::int64_t max_limit, bool descending_by_itself) {
  Page page;
  HT_TRY(page.limit, number(query, "limit", 1, max_limit, max_limit));
  HT_TRY(page.offset, number(query, "offset", 0, kMaxOffset, 0));
  constexpr std::array<std::string_view, 2> kUp = {"asc", "desc"};
  constexpr std::array<std::string_view, 2> kDown = {"desc", "asc"};
  HT_TRY(const std::string order, choice(query, "sort_order", descending_by_itself ? kDown : kUp));
  page.descending = order == "desc";
  return page;
}

Slice slice_of(const Page& page, std::size_t count) {
  const std::size_t first = std::min(count, static_cast<std::size_t>(page.offset));
  return {first, first + std::min(count - first, static_cast<std::size_t>(page.limit))};
}

}  // namespace housing::fred
