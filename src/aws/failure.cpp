// What a service says went wrong, in the three ways services say it.
#include <algorithm>
#include <array>

#include "aws/session.hpp"
#include "aws/verdict.hpp"
#include "aws/xml.hpp"
#include "base/text.hpp"

namespace housing::aws {
namespace {

using base::ErrorCode;

// Behind the first line some services repeat the request, its token included.
std::string first_line(std::string_view text) {
  text = base::trim(text);
  return std::string(text.substr(0, std::min(text.find_first_of("\r\n"), kMaxFailureMessage)));
}

// "com.amazonaws.sqs#QueueDoesNotExist:http://…" without what stands around the name.
std::string bare_code(std::string_view code) {
  code = code.substr(0, code.find(':'));
  return std::string(base::trim(code.substr(code.find('#') + 1)));  // npos + 1 is 0
}

std::string first_text(const base::Json& json, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const base::Json* const found = json.find(name); found != nullptr && found->is_text())
      return std::string(found->text_or(""));
  return "";
}

void read_json(std::string_view body, Failure& failure) {
  const auto json = base::Json::parse(body);
  if (!json) return;
  failure.code = bare_code(first_text(*json, {"__type", "code", "Code"}));
  failure.message = first_line(first_text(*json, {"message", "Message"}));
}

void read_xml(std::string_view body, Failure& failure) {
  const auto xml = Xml::parse(body);
  if (!xml) return;
  const Xml* const error = xml->find("Error");
  if (error == nullptr) return;
  failure.code = bare_code(error->child_text("Code"));
  failure.message = first_line(error->child_text("Message"));
  for (const char* name : {"RequestId", "RequestID"})
    if (const Xml* const id = xml->find(name)) failure.request_id = id->text;
}

bool names_any(std::string_view code, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return code.contains(word); });
}

ErrorCode code_of(const Failure& failure) {
  if (failure.status == 404 || names_any(failure.code, {"NotFound", "NoSuch", "DoesNotExist", "NonExistent"}))
    return ErrorCode::kNotFound;
  if (failure.status == 409 || failure.status == 412 || names_any(failure.code, {"Conflict", "AlreadyExists"}))
    return ErrorCode::kConflict;
  if (failure.status >= 500 || failure.status == 408 || is_throttling(failure) || is_refused_credentials(failure))
    return ErrorCode::kUnavailable;
  if (failure.status == 413 || names_any(failure.code, {"LimitExceeded", "TooLarge", "TooLong"}))
    return ErrorCode::kLimitExceeded;
  return ErrorCode::kInvalidInput;
}

}  // namespace

std::optional<Failure> failure_of(const client::Answer& answer) {
  if (answer.status < 400) return std::nullopt;
  Failure failure{.status = answer.status, .code = {}, .message = {}, .request_id = {}};
  const std::string_view body = base::trim(answer.body);
  if (body.starts_with('{'))
    read_json(body, failure);
  else if (body.starts_with('<') || body.starts_with('\xef'))
    read_xml(body, failure);
  if (const auto type = answer.header("x-amzn-errortype"); type && failure.code.empty())
    failure.code = bare_code(*type);
  for (const char* header : {"x-amzn-requestid", "x-amz-request-id", "x-amzn-request-id"})
    if (const auto id = answer.header(header); id && failure.request_id.empty()) failure.request_id = *id;
  return failure;
}

base::Error error_of(const Failure& failure, std::string_view where) {
  std::string message = failure.message.empty() ? "the service says no more" : failure.message;
  message += " (" + (failure.code.empty() ? std::string() : failure.code + ", ");
  message += "status " + std::to_string(failure.status);
  if (!failure.request_id.empty()) message += ", request " + failure.request_id;
  return base::Error{code_of(failure), message + ")"}.at(where);
}

}  // namespace housing::aws
