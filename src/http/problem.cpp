#include "http/problem.hpp"

#include "base/json_writer.hpp"

namespace housing::http {

Response to_response(const Problem& problem) {
  std::string text;
  base::JsonWriter json(text);
  json.begin_object();
  json.member("type", problem.type.empty() ? std::string_view("about:blank")
                                           : std::string_view(std::string("about:blank#").append(problem.type)));
  json.member("title", problem.title.empty() ? reason_phrase(problem.status) : problem.title);
  json.member("status", problem.status);
  if (!problem.detail.empty()) json.member("detail", problem.detail);
  if (!problem.instance.empty()) json.member("instance", problem.instance);
  if (!problem.parameter.empty()) json.member("parameter", problem.parameter);
  if (!problem.suggestions.empty()) {
    json.key("suggestions").begin_array();
    for (const std::string& suggestion : problem.suggestions) json.value(suggestion);
    json.end_array();
  }
  if (!problem.errors.empty()) {
    json.key("errors").begin_array();
    for (const FieldProblem& error : problem.errors)
      json.begin_object().member("field", error.field).member("message", error.message).end_object();
    json.end_array();
  }
  json.end_object();
  Response response;
  response.status = problem.status;
  response.content_type = "application/problem+json";
  response.cache_control = "no-store";
  response.body = std::move(text);
  return response;
}

Response method_not_allowed(std::string_view allow, std::string_view instance) {
  Response response = to_response({.status = 405,
                                   .type = "method-not-allowed",
                                   .title = {},
                                   .detail = std::string("This address answers ").append(allow).append(" only."),
                                   .instance = instance,
                                   .parameter = {},
                                   .suggestions = {}});
  response.headers.push_back({"Allow", std::string(allow)});
  return response;
}

}  // namespace housing::http
