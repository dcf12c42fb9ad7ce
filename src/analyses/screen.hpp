// Screen: the regions of a level that meet a condition; how many, which, and how each measure is distributed among
// them.
//
// The histogram of a measure counts the regions that meet everything but the condition's own parts about that measure
// ("matching"), so that a slider shows what moving it would gain, and beside it all regions that have a value ("all").
// Its bins lie between the 1st and the 99th percentile; the outer ones are open.
// Errors: as level.hpp, measure.hpp and condition.hpp. Thread-safety: pure over the columns.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyses/condition.hpp"
#include "analyses/level.hpp"

namespace housing::analyses {

inline constexpr std::int64_t kDefaultScreenRows = 50;
inline constexpr std::int64_t kMaxScreenRows = 1000;
inline constexpr std::size_t kMaxScreenColumns = 32;
inline constexpr std::size_t kHistogramBins = 32;

struct ScreenQuestion {
  LevelQuestion level;
  std::optional<Condition> where;    // nothing: every region
  std::vector<std::string> columns;  // measures to print beside those of the condition
  std::string sort;                  // a measure; empty: the condition's first
  std::string order;
  std::string limit;
  std::string offset;
  bool histograms = false;
  bool ids = false;  // every region that matches or cannot be told, not only the page's: for maps and alerts
};

struct Histogram {
  std::vector<double> edges;  // kHistogramBins + 1, in units of 10^-decimals; empty without values
  std::array<std::uint32_t, kHistogramBins> all{};
  std::array<std::uint32_t, kHistogramBins> matching{};
};

struct ScreenColumn {
  Measure measure;
  std::shared_ptr<const Column> column;
  std::size_t present = 0;             // places of the area that have a value
  std::optional<Histogram> histogram;  // when asked for
};

struct Screen {
  Level level;
  std::optional<Condition> where;
  std::vector<ScreenColumn> columns;
  std::size_t matched = 0;
  std::size_t unknown = 0;            // places for which the condition is neither true nor false
  std::vector<std::uint32_t> places;  // the page, sorted
  std::vector<std::uint32_t> all;     // every match, in order of the axis, when asked for
  std::vector<std::uint32_t> untold;  // the unknown ones, likewise
  std::optional<std::size_t> sort;    // index into columns
  bool greatest_first = true;
  std::optional<std::size_t> next;
};

app::Answered<Screen> answer_screen(Columns& columns, const ScreenQuestion& question);

// The places where the condition is true or false; `column` gives each measure's.
// Requires: `column` answers every measure of the condition.
struct ColumnOf {
  virtual ~ColumnOf() = default;
  virtual const Column& operator()(const Measure& measure) const = 0;
};
stats::Truth evaluate(const Condition& condition, const ColumnOf& column);

}  // namespace housing::analyses
