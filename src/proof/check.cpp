#include "proof/check.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace housing::proof {

double rounding_of(double printed) {
  std::array<char, 400> buffer{};  // the longest plain spelling of a double has 327 characters
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), printed, std::chars_format::fixed).ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t point = text.find('.');
  const int digits = point == std::string_view::npos ? 0 : static_cast<int>(text.size() - point - 1);
  return std::max({0.5 * std::pow(10.0, -digits), kLeastTolerance, kLastBits * std::abs(printed)});
}

}  // namespace housing::proof
