// Refusal: why a question in FRED's manner is not answered, in FRED's manner: a status and a sentence.
// The sentence has letters, digits, blanks, full stops and underscores alone: a client is known that reads no other
// message out of an XML error.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace housing::fred {

struct Refusal {
  int status = 400;
  std::string message;  // "Bad Request.  The series does not exist."
};

template <class T>
using Answered = std::expected<T, Refusal>;

// 400. Anything but the signs named above becomes a blank.
std::unexpected<Refusal> bad_request(std::string_view sentence);
std::unexpected<Refusal> forbidden(std::string_view sentence);  // 403
std::unexpected<Refusal> not_found(std::string_view sentence);  // 404
std::unexpected<Refusal> internal(const base::Error& error);    // 500, or 503 when trying again may help

}  // namespace housing::fred
