#include "sources/fhfa_rows.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {

bool is_digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<model::Period> read_fhfa_quarter(std::string_view year, std::string_view quarter) {
  return model::Period::parse(model::Frequency::kQuarter, std::string(year) + "-Q" + std::string(quarter));
}

bool is_fhfa_missing(std::string_view text) { return text.empty() || text == "-" || text == "."; }

Place fhfa_area_place(std::string_view code, std::string_view name, const places::Resolver& resolver) {
  const auto id = resolver.fhfa_area(code, name);
  return {.id = id ? *id : model::RegionId::unresolved("fhfa", code),
          .publisher_id = std::string(code),
          .name = std::string(base::trim(name))};
}

std::optional<std::string> fhfa_other_name(const Panel::Entry& area, std::string_view name) {
  if (area.place.name == name) return std::nullopt;
  return "area " + area.place.publisher_id + " is named " + in_quotes(name) + " here and " +
         in_quotes(area.place.name) + " on line " + std::to_string(area.first_line);
}

}  // namespace housing::sources
