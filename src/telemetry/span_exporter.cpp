#include "telemetry/span_exporter.hpp"

#include <utility>

namespace housing::telemetry {
namespace {

// Cut where a character begins.
void cut(std::string& text) {
  if (text.size() <= kMaxAttributeBytes) return;
  std::size_t end = kMaxAttributeBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  text.resize(end);
}

}  // namespace

void FinishedSpan::set(std::string_view attribute, std::variant<std::string, std::int64_t, bool> value) {
  if (attributes.size() == kMaxAttributes) return;
  if (auto* text = std::get_if<std::string>(&value)) cut(*text);
  attributes.push_back({attribute, std::move(value)});
}

}  // namespace housing::telemetry
