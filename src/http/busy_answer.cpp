#include "http/busy_answer.hpp"

#include <string>

#include "http/problem.hpp"

namespace housing::http {

BusyAnswer::BusyAnswer() {
  for (std::size_t i = 0; i < kMostSeconds; ++i) {
    Response response = to_response({.status = 503,
                                     .type = "busy",
                                     .title = {},
                                     .detail = "The server has too much to do. Try again in a moment.",
                                     .instance = {},
                                     .parameter = {},
                                     .suggestions = {}});
    response.headers.push_back({"Retry-After", std::to_string(i + 1)});
    answers_[i] = PreparedResponse::make(response);
  }
}

}  // namespace housing::http
