// Problem documents (RFC 9457): the one shape of every error the server answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/response.hpp"

namespace housing::http {

struct FieldProblem {
  std::string field;
  std::string message;
};

struct Problem {
  int status = 500;
  std::string_view type;                  // short name: "unknown-metric" becomes "about:blank#unknown-metric"
  std::string_view title;                 // empty: the status' reason phrase
  std::string_view detail;                // what happened, what to do
  std::string_view instance;              // the request's path, when known
  std::string_view parameter;             // the query parameter at fault, if one is
  std::vector<std::string> suggestions;   // values that would have been right
  std::vector<FieldProblem> errors = {};  // of a body: each field at fault
};

// Cache-Control: no-store is set; change it where an error may be cached.
Response to_response(const Problem& problem);
// 405 with its Allow header; `allow` like "GET, HEAD".
Response method_not_allowed(std::string_view allow, std::string_view instance);

}  // namespace housing::http
