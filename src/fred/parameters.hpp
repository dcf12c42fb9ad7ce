// Parameters: what a question in FRED's manner says, checked. One place knows the names, the defaults and the limits.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fred/document.hpp"
#include "fred/refusal.hpp"
#include "http/query.hpp"
#include "model/date.hpp"

namespace housing::fred {

inline constexpr std::int64_t kMaxObservations = 100'000;
inline constexpr std::int64_t kMaxVintageDates = 10'000;
inline constexpr std::int64_t kMaxListed = 1000;  // series and releases of one answer
inline constexpr std::int64_t kMaxOffset = 1'000'000'000;
inline constexpr std::size_t kMaxAskedVintages = 2000;

// FRED's first and last day, which stand for "ever".
model::Date first_day();  // 1776-07-04
model::Date last_day();   // 9999-12-31

// "YYYY-MM-DD" between them.
std::optional<model::Date> parse_day(std::string_view text);

// xml without the parameter; nullopt for a type that is not answered.
std::optional<FileType> file_type_of(const http::Query& query);

// Of those that `query` has, all must be among `known` or file_type and api_key.
Answered<void> check_names(const http::Query& query, std::span<const std::string_view> known);

struct RealTime {
  model::Date start;
  model::Date end;
  bool asked = false;  // else it is today, and the present answers
};
// realtime_start, realtime_end; each is `start` and `end` where it is not sent.
Answered<RealTime> real_time(const http::Query& query, model::Date start, model::Date end);

// A day, or `otherwise`.
Answered<model::Date> day(const http::Query& query, std::string_view name, model::Date otherwise);
// "vintage_dates": ascending, each once; empty without the parameter.
Answered<std::vector<model::Date>> vintage_dates(const http::Query& query);

// The value, among `choices`; the first of them where it is not sent.
Answered<std::string> choice(const http::Query& query, std::string_view name,
                             std::span<const std::string_view> choices);

struct Page {
  std::int64_t limit = 0;
  std::int64_t offset = 0;
  bool descending = false;
};
Answered<Page> page(const http::Query& query, std::int64_t max_limit, bool descending_by_itself = false);

// First and one-behind-last of `count` things that are on the page.
struct Slice {
  std::size_t first = 0;
  std::size_t end = 0;
};
Slice slice_of(const Page& page, std::size_t count);

}  // namespace housing::fred
