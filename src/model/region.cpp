#include "model/region.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace housing::model {
namespace {

constexpr std::array<std::string_view, kRegionTypes> kTypeNames = {
    "us", "region", "division", "state", "metro", "metrodiv", "nonmetro", "county", "place", "town", "zip", "x"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool digits(std::string_view code, std::size_t count) {
  return code.size() == count && std::ranges::all_of(code, is_digit);
}

bool postal(std::string_view code) { return code.size() == 2 && std::ranges::all_of(code, is_lower); }

bool valid_code(RegionType type, std::string_view code) {
  switch (type) {
    case RegionType::kUs: return code.empty();
    case RegionType::kRegion: return code.size() == 1 && code[0] >= '1' && code[0] <= '4';
    case RegionType::kDivision: return code.size() == 1 && code[0] >= '1' && code[0] <= '9';
    case RegionType::kState:
    case RegionType::kNonmetro: return postal(code);
    case RegionType::kMetro:
    case RegionType::kMetroDivision:
    case RegionType::kCounty:
    case RegionType::kZip: return digits(code, 5);
    case RegionType::kPlace: return digits(code, 7);
    case RegionType::kTown: return digits(code, 10);
    case RegionType::kUnresolved: {
      const std::size_t dash = code.find('-');
      if (dash == std::string_view::npos || dash == 0 || dash + 1 == code.size()) return false;
      return std::ranges::all_of(code, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
    }
  }
  return false;
}

}  // namespace

std::string_view to_string(RegionType type) { return kTypeNames[static_cast<std::size_t>(type)]; }

std::optional<RegionType> parse_region_type(std::string_view text) {
  const auto found = std::ranges::find(kTypeNames, text);
  if (found == kTypeNames.end()) return std::nullopt;
  return static_cast<RegionType>(found - kTypeNames.begin());
}

std::optional<RegionId> RegionId::parse(std::string_view text) {
  if (text.size() > kMaxLength) return std::nullopt;
  const std::size_t dash = text.find('-');
  const auto type = parse_region_type(text.substr(0, dash));
  if (!type) return std::nullopt;
  if ((*type == RegionType::kUs) != (dash == std::string_view::npos)) return std::nullopt;
  const std::string_view code = dash == std::string_view::npos ? std::string_view() : text.substr(dash + 1);
  if (!valid_code(*type, code)) return std::nullopt;
  RegionId id;
  id.text_.fill('\0');
  std::ranges::copy(text, id.text_.begin());
  id.length_ = static_cast<std::uint8_t>(text.size());
  id.type_ = *type;
  return id;
}

RegionId RegionId::unresolved(std::string_view publisher, std::string_view publisher_id) {
  const auto id = parse("x-" + std::string(publisher) + "-" + std::string(publisher_id));
  HT_ASSERT(id.has_value());
  return *id;
}

std::string_view RegionId::code() const {
  const std::size_t dash = text().find('-');
  return dash == std::string_view::npos ? std::string_view() : text().substr(dash + 1);
}

}  // namespace housing::model
