// Query strings and percent-decoding (application/x-www-form-urlencoded, also usable for small form bodies).
// Errors: kInvalidInput for a broken escape or a NUL; kLimitExceeded for too many parameters or too long a value.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace housing::http {

inline constexpr std::size_t kMaxQueryParameters = 64;
inline constexpr std::size_t kMaxQueryNameBytes = 64;
inline constexpr std::size_t kMaxQueryValueBytes = 4096;

struct QueryParameter {
  std::string name;
  std::string value;
};

class Query {
 public:
  // '+' is a blank; "a" is a parameter with an empty value; empty pieces ("&&") are skipped.
  static base::Result<Query> parse(std::string_view raw);

  // In the order sent, repetitions kept.
  const std::vector<QueryParameter>& parameters() const { return parameters_; }
  // The first of that name.
  std::optional<std::string_view> get(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;

 private:
  std::vector<QueryParameter> parameters_;
};

// "%2F" -> "/". '+' stays itself unless `plus_is_blank`.
base::Result<std::string> percent_decode(std::string_view raw, bool plus_is_blank = false);
// Everything but RFC 3986's unreserved characters is escaped.
std::string percent_encode(std::string_view text);

}  // namespace housing::http
