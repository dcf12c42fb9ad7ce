// LineFigures: what one line of a long table tells of one place: a value or several for each metric it has. The line is
// kept or refused as a whole: a place that has the periods already, or came under another code, is refused.
// Values of wide metrics and others are set alike. A metric that the line sets no value of is not covered by it.
// Thread-safety: one parse, one thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sources/source.hpp"

namespace housing::sources {

// Column of a value that is made of several cells of its line.
inline constexpr std::uint32_t kWholeLine = 0;

class LineFigures {
 public:
  // `table` must outlive this.
  LineFigures(const Table& table, Sink& sink) : table_(table), sink_(sink), figures_(table.metrics.size()) {}

  void begin(std::uint64_t line);
  // Ordinals of one metric must ascend. `column`: from 1, or kWholeLine. A value too large for the metric is refused.
  void set(std::size_t metric, std::int32_t ordinal, model::WideCell value, std::uint32_t column);
  // The number in `text`, without blanks around it; an empty text is a gap, no number or a negative one is refused.
  // What was read, kWideGap for none. `power`: the text counts tens to that power ("thousands of dollars" is 3).
  model::WideCell read(std::size_t metric, std::int32_t ordinal, std::string_view text, std::uint32_t column,
                       int power = 0);
  void refuse_cell(std::uint32_t column, std::string reason);
  void refuse_line(std::uint32_t column, std::string reason);
  // Errors: the sink's, but not kConflict: that refuses the line.
  base::Status write(const Place& place);

 private:
  struct Figures {
    std::vector<std::int32_t> ordinals;
    std::vector<model::WideCell> values;
    std::vector<std::uint32_t> columns;
  };
  base::Status write_run(const Place& place, std::size_t metric, const Figures& figures);

  const Table& table_;
  Sink& sink_;
  std::uint64_t line_ = 0;
  std::vector<Figures> figures_;  // by metric
  std::vector<model::Cell> narrow_;
};

}  // namespace housing::sources
