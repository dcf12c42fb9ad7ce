#include "proof/example.hpp"

#include <charconv>
#include <limits>

namespace housing::proof {
namespace {

using base::Json;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool is_number(const Json& json) {
  return std::holds_alternative<double>(json.value_) || std::holds_alternative<std::int64_t>(json.value_);
}

std::string join_path(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + "." + std::string(name);
}

std::string item_path(const std::string& path, std::size_t i) { return path + "[" + std::to_string(i) + "]"; }

}  // namespace

Example Reading::root() {
  if (!document_.is_object()) fail("the document", "an object is needed");
  return Example(*this, &document_, "");
}

void Reading::fail(const std::string& path, std::string_view what) {
  if (!error_) error_ = base::Error{base::ErrorCode::kInvalidInput, path + ": " + std::string(what)};
}

std::vector<std::string> Reading::unread() const {
  std::vector<std::string> found;
  collect_unread(document_, "", found);
  return found;
}

void Reading::collect_unread(const Json& json, const std::string& path, std::vector<std::string>& found) const {
  for (const auto& [name, member] : json.members()) {
    if (!read_.contains(&member))
      found.push_back(join_path(path, name));
    else
      collect_unread(member, join_path(path, name), found);
  }
  for (std::size_t i = 0; i < json.items().size(); ++i) collect_unread(json.items()[i], item_path(path, i), found);
}

Example Example::member(std::string_view name, std::string_view kind) const {
  std::string path = join_path(path_, name);
  const Json* found = json_ == nullptr ? nullptr : json_->find(name);
  if (found == nullptr)
    reading_->fail(path, std::string(kind) + " is needed, and there is none");
  else
    reading_->read_.insert(found);
  return Example(*reading_, found, std::move(path));
}

Example Example::item(const Json& json, std::size_t i) const { return Example(*reading_, &json, item_path(path_, i)); }

double Example::number(std::string_view name) const { return member(name, "a number").as_number(); }
std::vector<double> Example::numbers(std::string_view name) const {
  return member(name, "an array of numbers").all_numbers();
}
std::vector<Example> Example::items(std::string_view name) const { return member(name, "an array").all_items(); }

Example Example::open(std::string_view name) const { return member(name, "a value"); }

std::string Example::text(std::string_view name) const {
  const Example found = member(name, "text");
  if (found.json_ != nullptr && !found.json_->is_text()) found.fail("text is needed");
  return found.json_ == nullptr ? std::string() : std::string(found.json_->text_or(""));
}

Example Example::object(std::string_view name) const {
  const Example found = member(name, "an object");
  if (found.json_ != nullptr && !found.json_->is_object()) found.fail("an object is needed");
  return found;
}

double Example::as_number() const {
  if (json_ == nullptr) return kNaN;
  if (!is_number(*json_)) fail("a number is needed");
  return json_->number_or(kNaN);
}

const Json::Array* Example::array() const {
  if (json_ == nullptr) return nullptr;
  if (!json_->is_array()) {
    fail("an array is needed");
    return nullptr;
  }
  return &json_->items();
}

std::vector<double> Example::all_numbers() const {
  std::vector<double> numbers;
  for (const Example& one : all_items()) numbers.push_back(one.as_number());
  return numbers;
}

std::vector<Example> Example::all_items() const {
  std::vector<Example> all;
  const Json::Array* of = array();
  if (of == nullptr) return all;
  for (std::size_t i = 0; i < of->size(); ++i) all.push_back(item((*of)[i], i));
  return all;
}

std::vector<std::string> Example::all_texts() const {
  std::vector<std::string> texts;
  for (const Example& one : all_items()) {
    if (!one.json_->is_text()) one.fail("text is needed");
    texts.emplace_back(one.json_->text_or(""));
  }
  return texts;
}

std::vector<std::pair<std::string, Example>> Example::all_members() const {
  std::vector<std::pair<std::string, Example>> all;
  if (json_ == nullptr) return all;
  for (const auto& [name, json] : json_->members()) {
    reading_->read_.insert(&json);
    all.emplace_back(name, Example(*reading_, &json, join_path(path_, name)));
  }
  return all;
}

std::vector<std::pair<double, Example>> Example::numbered(std::string_view prefix, std::string_view suffix) const {
  std::vector<std::pair<double, Example>> found;
  if (json_ == nullptr) return found;
  for (const auto& [name, json] : json_->members()) {
    if (name.size() <= prefix.size() + suffix.size() || !name.starts_with(prefix) || !name.ends_with(suffix)) continue;
    const char* const end = name.data() + name.size() - suffix.size();
    double number = 0;
    const auto read = std::from_chars(name.data() + prefix.size(), end, number);
    if (read.ec != std::errc() || read.ptr != end) continue;
    reading_->read_.insert(&json);
    found.emplace_back(number, Example(*reading_, &json, join_path(path_, name)));
  }
  return found;
}

void Example::pass_over(std::string_view name) const {
  if (json_ == nullptr) return;
  if (const Json* found = json_->find(name)) reading_->read_.insert(found);
}

void Example::check(Checks& checks, double got, std::optional<double> tolerance) const {
  const double expected = as_number();
  checks.push_back({path_, expected, got, tolerance.value_or(rounding_of(expected))});
}

void Example::check(Checks& checks, std::string_view name, double got, std::optional<double> tolerance) const {
  member(name, "a number").check(checks, got, tolerance);
}

}  // namespace housing::proof
