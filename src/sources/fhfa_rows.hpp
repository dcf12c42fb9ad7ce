// What FHFA's files share: how they write quarters, missing values and places. Thread-safety: functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/period.hpp"
#include "places/resolver.hpp"
#include "sources/panel.hpp"

namespace housing::sources {

bool is_digits(std::string_view text, std::size_t count);  // exactly so many

std::optional<model::Period> read_fhfa_quarter(std::string_view year, std::string_view quarter);  // "2016", "1"

// "-", "." or nothing.
bool is_fhfa_missing(std::string_view text);

// A metro or division by its code and name; x-fhfa-<code> when it is not known here. `code`: five digits.
Place fhfa_area_place(std::string_view code, std::string_view name, const places::Resolver& resolver);

// The words for a row whose code was another name's before; nothing when it is the same.
std::optional<std::string> fhfa_other_name(const Panel::Entry& area, std::string_view name);

}  // namespace housing::sources
