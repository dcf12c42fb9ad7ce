#include "base/json.hpp"

#include <nlohmann/json.hpp>

#include "base/json_writer.hpp"

namespace housing::base {
namespace {

// Builds the tree while the library reads, so that depth is limited and no exception is needed.
class TreeBuilder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  Json root;
  Error error{ErrorCode::kInvalidInput, "JSON ends early"};

  bool null() override { return put({}); }
  bool boolean(bool value) override { return put(Json{.value_ = value}); }
  bool number_integer(number_integer_t value) override { return put(Json{.value_ = std::int64_t{value}}); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<std::uint64_t>(INT64_MAX)) return put(Json{.value_ = static_cast<double>(value)});
    return put(Json{.value_ = static_cast<std::int64_t>(value)});
  }
  bool number_float(number_float_t value, const string_t&) override { return put(Json{.value_ = value}); }
  bool string(string_t& value) override { return put(Json{.value_ = std::move(value)}); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json{.value_ = Json::Object{}}); }
  bool key(string_t& name) override {
    key_ = std::move(name);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json{.value_ = Json::Array{}}); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    error = {ErrorCode::kInvalidInput, "not valid JSON at byte " + std::to_string(position)};
    return false;
  }

 private:
  Json* place(Json&& value) {
    if (open_.empty()) {
      root = std::move(value);
      return &root;
    }
    if (auto* array = std::get_if<Json::Array>(&open_.back()->value_)) return &array->emplace_back(std::move(value));
    return &std::get<Json::Object>(open_.back()->value_).emplace_back(std::move(key_), std::move(value)).second;
  }
  bool put(Json&& value) {
    place(std::move(value));
    return true;
  }
  bool open(Json&& value) {
    if (open_.size() >= Json::kMaxDepth) {
      error = {ErrorCode::kLimitExceeded, "JSON is nested deeper than " + std::to_string(Json::kMaxDepth) + " levels"};
      return false;
    }
    open_.push_back(place(std::move(value)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<Json*> open_;  // a parent never grows while one of its children is open, so these stay valid
  std::string key_;
};

void write(JsonWriter& writer, const Json& json) {
  if (json.is_object()) {
    writer.begin_object();
    for (const auto& [name, member] : json.members()) write(writer.key(name), member);
    writer.end_object();
  } else if (json.is_array()) {
    writer.begin_array();
    for (const Json& item : json.items()) write(writer, item);
    writer.end_array();
  } else if (const auto* text = std::get_if<std::string>(&json.value_)) {
    writer.value(std::string_view(*text));
  } else if (const auto* whole = std::get_if<std::int64_t>(&json.value_)) {
    writer.value(*whole);
  } else if (const auto* number = std::get_if<double>(&json.value_)) {
    writer.value(*number);
  } else if (const auto* truth = std::get_if<bool>(&json.value_)) {
    writer.value(*truth);
  } else {
    writer.null();
  }
}

}  // namespace

Result<Json> Json::parse(std::string_view text) {
  TreeBuilder builder;
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder))
    return std::unexpected<Error>(std::move(builder.error));
  return std::move(builder.root);
}

std::string to_text(const Json& json) {
  std::string text;
  JsonWriter writer(text);
  write(writer, json);
  return text;
}

const Json* Json::find(std::string_view name) const {
  for (const auto& [key, value] : members())
    if (key == name) return &value;
  return nullptr;
}

std::string_view Json::text_or(std::string_view otherwise) const {
  const auto* text = std::get_if<std::string>(&value_);
  return text != nullptr ? *text : otherwise;
}

std::int64_t Json::integer_or(std::int64_t otherwise) const {
  const auto* number = std::get_if<std::int64_t>(&value_);
  return number != nullptr ? *number : otherwise;
}

double Json::number_or(double otherwise) const {
  if (const auto* whole = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*whole);
  const auto* number = std::get_if<double>(&value_);
  return number != nullptr ? *number : otherwise;
}

bool Json::bool_or(bool otherwise) const {
  const auto* truth = std::get_if<bool>(&value_);
  return truth != nullptr ? *truth : otherwise;
}

const Json::Array& Json::items() const {
  static const Array kEmpty;
  const auto* array = std::get_if<Array>(&value_);
  return array != nullptr ? *array : kEmpty;
}

const Json::Object& Json::members() const {
  static const Object kEmpty;
  const auto* object = std::get_if<Object>(&value_);
  return object != nullptr ? *object : kEmpty;
}

std::string_view Json::text(std::string_view name, std::string_view otherwise) const {
  const Json* member = find(name);
  return member != nullptr ? member->text_or(otherwise) : otherwise;
}

std::int64_t Json::integer(std::string_view name, std::int64_t otherwise) const {
  const Json* member = find(name);
  return member != nullptr ? member->integer_or(otherwise) : otherwise;
}

const Json::Array& Json::array(std::string_view name) const {
  static const Array kEmpty;
  const Json* member = find(name);
  return member != nullptr ? member->items() : kEmpty;
}

}  // namespace housing::base
