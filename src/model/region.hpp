// RegionId: one place, one id, whatever a publisher calls it ("us", "state-ca", "metro-41860", "county-06075",
// "zip-94110", "x-zillow-395057"; the whole list: docs/data-model.md). A value without memory of its own on the heap.
// Errors: parse() gives nothing for text that is no id; it does not say whether such a place exists.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace housing::model {

// In the order lists show them, largest first.
enum class RegionType : std::uint8_t {
  kUs,
  kRegion,
  kDivision,
  kState,
  kMetro,
  kMetroDivision,
  kNonmetro,
  kCounty,
  kPlace,
  kTown,
  kZip,
  kUnresolved
};

inline constexpr std::size_t kRegionTypes = 12;

// "us", "region", "division", "state", "metro", "metrodiv", "nonmetro", "county", "place", "town", "zip", "x".
std::string_view to_string(RegionType type);
std::optional<RegionType> parse_region_type(std::string_view text);

class RegionId {
 public:
  static constexpr std::size_t kMaxLength = 30;

  RegionId() = default;  // "us"
  static std::optional<RegionId> parse(std::string_view text);
  static RegionId us() { return {}; }
  static RegionId unresolved(std::string_view publisher, std::string_view publisher_id);

  std::string_view text() const { return {text_.data(), length_}; }
  RegionType type() const { return type_; }
  // What follows the type: "41860" of "metro-41860"; empty for "us".
  std::string_view code() const;

  friend bool operator==(const RegionId& a, const RegionId& b) { return a.text() == b.text(); }
  friend std::strong_ordering operator<=>(const RegionId& a, const RegionId& b) { return a.text() <=> b.text(); }

 private:
  std::array<char, kMaxLength> text_{'u', 's'};
  std::uint8_t length_ = 2;
  RegionType type_ = RegionType::kUs;
};

}  // namespace housing::model

template <>
struct std::hash<housing::model::RegionId> {
  std::size_t operator()(const housing::model::RegionId& id) const noexcept {
    return std::hash<std::string_view>{}(id.text());
  }
};
