// Ranking: the regions of a level in order of a measure, from either end.
//
// Equal values share the better rank. Where the publisher gives margins of error (ACS, 90 %), each row says which ranks
// it could as well have: regions whose intervals overlap are not told apart by the survey.
// Errors: as level.hpp and measure.hpp. Thread-safety: pure over the columns.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyses/level.hpp"

namespace housing::analyses {

inline constexpr std::int64_t kDefaultRankingRows = 50;
inline constexpr std::int64_t kMaxRankingRows = 1000;
inline constexpr std::int64_t kMaxOffset = 1'000'000;

struct RankingQuestion {
  LevelQuestion level;
  std::string metric;     // a measure
  std::string transform;  // around it
  std::string order;      // "desc" (default), "asc"
  std::string limit;
  std::string offset;
};

struct RankedRow {
  std::uint32_t place = 0;  // on the level's axis
  std::uint32_t rank = 0;
  // The ranks its margin of error leaves open; equal to `rank` where nothing overlaps, 0 where no margin is known.
  std::uint32_t best_rank = 0;
  std::uint32_t worst_rank = 0;
};

struct Ranking {
  Level level;
  Measure measure;
  std::shared_ptr<const Column> column;
  std::shared_ptr<const Column> margin;  // nullptr: the publisher gives none
  bool greatest_first = true;
  std::size_t of = 0;  // regions that have a value
  std::vector<RankedRow> rows;
  std::optional<std::size_t> next;  // the offset of what follows
};

app::Answered<Ranking> answer_ranking(Columns& columns, const RankingQuestion& question);

// "desc" or empty: true; "asc": false. Error unknown-order.
app::Answered<bool> parse_order(std::string_view text, std::string_view parameter);

// How many places of the level have a value in the column.
std::size_t present_in(const Column& column, const Level& level);

}  // namespace housing::analyses
