// JsonWriter: appends compact JSON to a string. Ours, because fixed-point series written by it take a sixth of the
// time that general libraries need (docs/decisions); reading JSON is left to a library.
// Errors: none; a misuse (value without key in an object) is an assertion. Text must be UTF-8; broken bytes are
// replaced by U+FFFD so that the output is always valid.
// Thread-safety: one writer, one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace housing::base {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth);
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(std::uint64_t number);
  JsonWriter& value(double number);  // the shortest text that reads back as this number; null when it is none
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  // `scaled` / 10^decimals, written exactly; 0 <= decimals <= 9.
  JsonWriter& fixed(std::int64_t scaled, int decimals);
  JsonWriter& null();
  // Text that is JSON already.
  JsonWriter& raw(std::string_view json);

  template <class T>
  JsonWriter& member(std::string_view name, const T& content) {
    key(name);
    return value(content);
  }
  JsonWriter& member_or_null(std::string_view name, std::string_view text) {
    key(name);
    return text.empty() ? null() : value(text);
  }

 private:
  struct Level {
    bool is_object;
    bool has_items;
  };

  void separate();
  void comma();
  void open(char bracket, bool is_object);
  void close(char bracket, bool is_object);

  std::string& out_;
  std::vector<Level> levels_;  // what is open, outermost first
  bool after_key_ = false;
};

// Appends scaled / 10^decimals in plain decimal notation; trailing zeros of the fraction are dropped.
void append_fixed(std::string& out, std::int64_t scaled, int decimals);
// The same, with exactly `decimals` digits behind the point: for CSV and tables.
void append_fixed_padded(std::string& out, std::int64_t scaled, int decimals);

}  // namespace housing::base
