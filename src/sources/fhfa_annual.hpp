// FHFA's annual index of states and counties: a row a place and year. The same rows come as text
// (HPI_AT_BDL_county.csv) and in a workbook (hpi_at_state.xlsx); this reads rows, whatever they come from.
//
// Of the three indexes in a row only the first is taken: the other two are the same one divided by its value of 1990
// and of 2000. Annual changes follow from it too. Thread-safety: one file, one thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "sources/panel.hpp"
#include "sources/source.hpp"

namespace housing::sources {

inline constexpr std::size_t kFhfaAnnualColumns = 8;

// Whether `fields` are the names of one of its tables.
bool is_fhfa_annual_header(std::span<const std::string_view> fields);

// "Last updated: March 25, 2025." anywhere in `text`.
std::optional<model::Date> fhfa_last_updated(std::string_view text);

class FhfaAnnual {
 public:
  FhfaAnnual(const places::Resolver& resolver, Sink& sink) : resolver_(resolver), sink_(sink) {}

  // Once, with the header.
  base::Status begin(std::span<const std::string_view> header, std::optional<model::Date> stamp);
  base::Status take_row(std::uint64_t line, std::span<const std::string_view> fields);
  void refuse(std::uint64_t line, std::size_t column, std::string reason);
  base::Status finish();

 private:
  base::Result<Place> county(std::span<const std::string_view> fields) const;
  base::Result<Place> state(std::span<const std::string_view> fields) const;

  const places::Resolver& resolver_;
  Sink& sink_;
  bool counties_ = false;
  std::optional<Panel> panel_;
  const model::MetricInfo* metric_ = nullptr;
};

}  // namespace housing::sources
