// AcsTable: the columns of a survey's table that are metrics here, and its lines as figures of the five years. What
// data files and answers of the API share. Thread-safety: one file, one thread.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sources/acs_variables.hpp"
#include "sources/line_figures.hpp"
#include "sources/source.hpp"

namespace housing::sources {

class AcsTable {
 public:
  struct Column {
    const AcsVariable* variable;
    bool margin;
    std::size_t at;
    std::size_t metric;  // in the table
  };

  // Errors: kInvalidInput when no code is known here, or two of them are one metric.
  base::Status take_codes(std::span<const std::string_view> codes);
  std::span<const Column> columns() const { return columns_; }

  // `geography`: what kind of places its file is about, where it can be of one only ("county"); part of the dataset.
  base::Status begin(int last_year, std::string_view geography, Sink& sink);
  // `fields` as many as codes. Errors: the sink's.
  base::Status take_line(std::uint64_t line, const Place& place, std::span<const std::string_view> fields);

 private:
  Table table_;
  std::vector<Column> columns_;
  int last_year_ = 0;
  std::optional<LineFigures> figures_;
};

// "census/acs5/dp04" of such a variable.
std::string acs_dataset(const AcsVariable& variable);

}  // namespace housing::sources
