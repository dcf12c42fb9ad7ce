#include "base/log.hpp"

#include <unistd.h>

#include "base/json_writer.hpp"
#include "base/trace_context.hpp"

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
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  json.member("time", std::string_view(to_iso8601(clock_.now())));
  json.member("level", name_of(level)).member("msg", message);
  if (const TraceContext& trace = current_trace(); trace.has_trace())
    json.member("trace", std::string_view(trace.trace_id()));
  for (const LogField& field : fields) {
    json.key(field.name);
    std::visit([&](const auto& value) { json.value(value); }, field.value);
  }
  json.end_object();
  line(std::move(text));
}

void Log::line(std::string json) {
  json.push_back('\n');
  const std::scoped_lock lock(mutex_);
  std::string_view rest = json;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written <= 0) return;  // nowhere left to complain to
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace housing::base
