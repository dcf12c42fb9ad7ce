#include "adapters/postgres/values.hpp"

#include <libpq-fe.h>

#include <charconv>
#include <string_view>

#include "base/text.hpp"

namespace housing::postgres {
namespace {

// From the server's catalogue pg_type, where they never change.
constexpr Oid kBool = 16;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kText = 25;
constexpr Oid kFloat4 = 700;
constexpr Oid kFloat8 = 701;
constexpr Oid kNumeric = 1700;

std::string printed(double number) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

double number_of(std::string_view text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Parameters::Parameters(std::span<const ports::SqlValue> values) {
  numbers_.reserve(values.size());  // pointers_ points into it
  for (const ports::SqlValue& value : values) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      pointers_.push_back(text->c_str());
    } else if (std::holds_alternative<std::nullptr_t>(value)) {
      pointers_.push_back(nullptr);
    } else {
      const auto* integer = std::get_if<std::int64_t>(&value);
      numbers_.push_back(integer ? std::to_string(*integer) : printed(std::get<double>(value)));
      pointers_.push_back(numbers_.back().c_str());
    }
  }
}

std::vector<unsigned> types_of(std::span<const ports::SqlValue> values) {
  std::vector<unsigned> types;
  for (const ports::SqlValue& value : values) {
    constexpr Oid kByIndex[] = {0, kInt8, kFloat8, kText};
    types.push_back(kByIndex[value.index()]);
  }
  return types;
}

ports::SqlValue cell_of(const PGresult& answer, int row, int column) {
  if (PQgetisnull(&answer, row, column) != 0) return nullptr;
  const std::string_view text(PQgetvalue(&answer, row, column),
                              static_cast<std::size_t>(PQgetlength(&answer, row, column)));
  switch (PQftype(&answer, column)) {
    case kBool: return std::int64_t{text == "t"};
    case kInt2:
    case kInt4:
    case kInt8: return base::parse_integer(text).value_or(0);
    case kNumeric:
      if (const auto whole = base::parse_integer(text)) return *whole;
      return number_of(text);
    case kFloat4:
    case kFloat8: return number_of(text);
    default: return std::string(text);
  }
}

}  // namespace housing::postgres
