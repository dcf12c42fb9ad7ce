// Example: a part of a document of worked examples, read member by member. What is read is remembered, so that what
// nobody understood can be named; the first thing missing or of the wrong kind is kept as the document's error, and
// reading goes on with NaN or nothing. Ownership: an Example is a view of the Reading's document. Thread-safety: one
// Reading, one thread.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "proof/check.hpp"

namespace housing::proof {

class Example;

// One reading of one document.
class Reading {
 public:
  explicit Reading(const base::Json& document) : document_(document) {}
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  Example root();
  const std::optional<base::Error>& error() const { return error_; }
  // Paths of members that nothing read, outermost only.
  std::vector<std::string> unread() const;

 private:
  friend class Example;
  void fail(const std::string& path, std::string_view what);
  void collect_unread(const base::Json& json, const std::string& path, std::vector<std::string>& found) const;

  const base::Json& document_;
  std::set<const base::Json*> read_;
  std::optional<base::Error> error_;
};

class Example {
 public:
  Example(Reading& reading, const base::Json* json, std::string path)
      : reading_(&reading), json_(json), path_(std::move(path)) {}

  const std::string& path() const { return path_; }
  bool has(std::string_view name) const { return json_ != nullptr && json_->find(name) != nullptr; }

  // Of the member `name`, which must be there.
  double number(std::string_view name) const;
  std::vector<double> numbers(std::string_view name) const;
  std::string text(std::string_view name) const;
  Example object(std::string_view name) const;
  std::vector<Example> items(std::string_view name) const;  // of an array
  Example open(std::string_view name) const;                // of any kind

  // Of an array or number that this is itself.
  std::vector<double> all_numbers() const;
  std::vector<Example> all_items() const;
  std::vector<std::string> all_texts() const;
  double as_number() const;
  std::vector<std::pair<std::string, Example>> all_members() const;

  // Members called `prefix` + a number + `suffix`: that number, and the member.
  std::vector<std::pair<double, Example>> numbered(std::string_view prefix, std::string_view suffix) const;
  // Read, for people only.
  void pass_over(std::string_view name) const;

  void fail(std::string_view what) const { reading_->fail(path_, what); }
  // A check of `got` against this number. Without a tolerance: as precisely as it is printed.
  void check(Checks& checks, double got, std::optional<double> tolerance = {}) const;
  // The same of the member of that name.
  void check(Checks& checks, std::string_view name, double got, std::optional<double> tolerance = {}) const;

 private:
  Example member(std::string_view name, std::string_view kind) const;
  const base::Json::Array* array() const;
  Example item(const base::Json& json, std::size_t i) const;

  Reading* reading_;
  const base::Json* json_;  // nullptr where something is missing; the error is kept already
  std::string path_;
};

}  // namespace housing::proof
