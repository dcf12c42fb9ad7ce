// Series entries: what FRED tells of a series, and lists of them.
#pragma once

#include <string>
#include <vector>

#include "fred/parameters.hpp"
#include "fred/question.hpp"
#include "fred/vintages.hpp"

namespace housing::fred {

// More than these at once are not put in order: the question has to be narrowed.
inline constexpr std::size_t kMaxFoundSeries = 200'000;

std::string title_of(const app::World& world, const SeriesKey& key);
// `is_hit`: with group_popularity, as search has it.
Fields series_entry(const app::World& world, const SeriesKey& key, const Row& row, const RealTime& period, bool is_hit);

struct FoundSeries {
  SeriesKey key;
  int rank = 0;  // the higher the better
};

enum class Ranked : bool { kNo, kYes };  // whether search_rank is an order, then the first one

// A page of them by `order_by`, filtered by filter_variable and filter_value. Reads limit, offset, sort_order too.
Answer series_list(const Question& question, const RealTime& period, std::vector<FoundSeries> found, Ranked ranked);

}  // namespace housing::fred
