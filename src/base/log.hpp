// Log: one JSON object a line: time, level, msg, the trace at hand if there is one, then the fields given. Never give
// it a secret.
// Thread-safety: any thread may write; lines are never mixed.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.hpp"

namespace housing::base {

enum class LogLevel { kDebug, kInfo, kWarn, kError };

struct LogField {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, bool> value;
  LogField(std::string_view n, std::string_view v) : name(n), value(v) {}
  LogField(std::string_view n, const std::string& v) : name(n), value(std::string_view(v)) {}
  LogField(std::string_view n, const char* v) : name(n), value(std::string_view(v)) {}
  LogField(std::string_view n, std::int64_t v) : name(n), value(v) {}
  LogField(std::string_view n, int v) : name(n), value(static_cast<std::int64_t>(v)) {}
  LogField(std::string_view n, bool v) : name(n), value(v) {}
};

class Log {
 public:
  // `descriptor`: an open file (2 = stderr); it is not closed.
  Log(const Clock& clock, int descriptor, LogLevel least) : clock_(clock), descriptor_(descriptor), least_(least) {}

  void write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {});
  void info(std::string_view message, std::initializer_list<LogField> fields = {}) {
    write(LogLevel::kInfo, message, fields);
  }
  void warn(std::string_view message, std::initializer_list<LogField> fields = {}) {
    write(LogLevel::kWarn, message, fields);
  }
  void error(std::string_view message, std::initializer_list<LogField> fields = {}) {
    write(LogLevel::kError, message, fields);
  }
  // A line that is a JSON object already, without its end: metrics have their own form.
  void line(std::string json);

 private:
  const Clock& clock_;
  int descriptor_;
  LogLevel least_;
  std::mutex mutex_;
};

}  // namespace housing::base
