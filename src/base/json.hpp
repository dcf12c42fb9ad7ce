// Json: a parsed JSON document, read-only. A thin tree of ours over a well-kept parser, so that one .cpp file pays for
// the parser's header. Thread-safety: reading is safe from any thread. Writing JSON: json_writer.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace housing::base {

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;  // in the document's order

  // Errors: kInvalidInput with the byte where it went wrong; kLimitExceeded when nested deeper than kMaxDepth.
  static Result<Json> parse(std::string_view text);
  static constexpr int kMaxDepth = 64;

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_text() const { return std::holds_alternative<std::string>(value_); }

  // The member of that name; nullptr when this is no object or has none.
  const Json* find(std::string_view name) const;

  // What this holds, or the given value when it holds something else.
  std::string_view text_or(std::string_view otherwise) const;
  std::int64_t integer_or(std::int64_t otherwise) const;
  double number_or(double otherwise) const;
  bool bool_or(bool otherwise) const;
  const Array& items() const;     // empty when this is no array
  const Object& members() const;  // empty when this is no object

  // Of a member, with a default where it is missing.
  std::string_view text(std::string_view name, std::string_view otherwise = {}) const;
  std::int64_t integer(std::string_view name, std::int64_t otherwise = 0) const;
  const Array& array(std::string_view name) const;

  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> value_ = nullptr;
};

// The document as compact text.
std::string to_text(const Json& json);

}  // namespace housing::base
