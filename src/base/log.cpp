#include "base/log.hpp"

#include <unistd.h>

#include "base/json_writer.hpp"

namespace housing::base {
namespace {

std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug: return "debug";
    case LogLevel::kInfo: return "info";
    case LogLevel::kWarn: return "warn";
    case LogLevel::kError: return "error";
  }
  return "error";
}

}  // namespace

void Log::write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
  if (level < least_) return;
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.member("time", std::string_view(to_iso8601(clock_.now())));
  json.member("level", name_of(level)).member("msg", message);
  for (const LogField& field : fields) {
    json.key(field.name);
    std::visit([&](const auto& value) { json.value(value); }, field.value);
  }
  json.end_object();
  line.push_back('\n');
  const std::scoped_lock lock(mutex_);
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written <= 0) return;  // nowhere left to complain to
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace housing::base
