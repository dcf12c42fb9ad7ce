#include "api/form.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace housing::api {

using accounts::RefusalKind;

accounts::Outcome<Form> Form::of(const http::OwnedRequest& request) {
  Form form;
  form.json_.value_ = base::Json::Object{};
  if (request.body.empty()) return form;
  const std::string type = base::lower(base::trim(base::split(request.header("Content-Type"), ';').front()));
  if (type != "application/json")
    return accounts::refuse(RefusalKind::kInvalid, "Send the body as JSON, with Content-Type: application/json.");
  if (!base::is_valid_utf8(request.body)) return accounts::refuse(RefusalKind::kInvalid, "The body is not UTF-8.");
  auto parsed = base::Json::parse(request.body);
  if (!parsed) return accounts::refuse(RefusalKind::kInvalid, "The body is not JSON: " + parsed.error().message + ".");
  if (!parsed->is_object()) return accounts::refuse(RefusalKind::kInvalid, "The body must be a JSON object.");
  form.json_ = std::move(*parsed);
  return form;
}

const base::Json* Form::take(std::string_view name) {
  known_.emplace(name);
  const base::Json* member = json_.find(name);
  return member == nullptr || member->is_null() ? nullptr : member;
}

void Form::wrong(std::string_view name, std::string message) {
  errors_.push_back({std::string(name), std::move(message)});
}

std::optional<std::string> Form::maybe_text(std::string_view name, std::size_t max_bytes) {
  const base::Json* member = take(name);
  if (member == nullptr) return std::nullopt;
  if (!member->is_text()) {
    wrong(name, "must be text");
    return std::nullopt;
  }
  std::string text(member->text_or({}));
  if (text.size() > max_bytes) wrong(name, "may have at most " + std::to_string(max_bytes) + " bytes");
  return text;
}

std::string Form::text(std::string_view name, std::size_t max_bytes) {
  if (take(name) == nullptr) wrong(name, "is missing");
  return maybe_text(name, max_bytes).value_or("");
}

std::optional<double> Form::maybe_number(std::string_view name) {
  const base::Json* member = take(name);
  if (member == nullptr) return std::nullopt;
  const double number = member->number_or(std::nan(""));
  if (std::isfinite(number)) return number;
  wrong(name, "must be a number");
  return std::nullopt;
}

double Form::number(std::string_view name) {
  if (take(name) == nullptr) wrong(name, "is missing");
  return maybe_number(name).value_or(0);
}

std::optional<std::int64_t> Form::maybe_integer(std::string_view name) {
  const base::Json* member = take(name);
  if (member == nullptr) return std::nullopt;
  if (std::holds_alternative<std::int64_t>(member->value_)) return member->integer_or(0);
  wrong(name, "must be a whole number");
  return std::nullopt;
}

std::optional<bool> Form::maybe_bool(std::string_view name) {
  const base::Json* member = take(name);
  if (member == nullptr) return std::nullopt;
  if (std::holds_alternative<bool>(member->value_)) return member->bool_or(false);
  wrong(name, "must be true or false");
  return std::nullopt;
}

std::vector<std::string> Form::texts(std::string_view name, std::size_t most) {
  std::vector<std::string> all;
  const base::Json* member = take(name);
  if (member == nullptr) return all;
  if (!member->is_array() || member->items().size() > most) {
    wrong(name, "must be a list of at most " + std::to_string(most));
    return all;
  }
  for (const base::Json& item : member->items()) {
    if (!item.is_text()) {
      wrong(name, "must be a list of texts");
      return {};
    }
    all.emplace_back(item.text_or({}));
  }
  return all;
}

const base::Json* Form::maybe_object(std::string_view name) {
  const base::Json* member = take(name);
  if (member == nullptr || member->is_object()) return member;
  wrong(name, "must be an object");
  return nullptr;
}

accounts::Done Form::done(std::vector<accounts::FieldError> more) {
  for (const auto& [name, value] : json_.members())
    if (!known_.contains(name)) wrong(name.substr(0, 64), "is not known here");
  for (accounts::FieldError& error : more)
    if (std::ranges::find(errors_, error.field, &accounts::FieldError::field) == errors_.end())
      errors_.push_back(std::move(error));
  if (!errors_.empty()) return accounts::refuse(std::move(errors_));
  return {};
}

}  // namespace housing::api
