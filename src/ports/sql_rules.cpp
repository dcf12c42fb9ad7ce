#include "ports/sql_rules.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace housing::ports {

std::chrono::steady_clock::time_point moment_of(std::chrono::nanoseconds deadline, const base::Clock& clock) {
  const std::chrono::nanoseconds now = clock.monotonic();
  const auto left = deadline > now ? std::min<std::chrono::nanoseconds>(deadline - now, kMaxTransactionTime)
                                   : std::chrono::nanoseconds(0);
  return std::chrono::steady_clock::now() + left;
}

base::Status check_parameters(std::span<const SqlValue> parameters) {
  const auto refuse = [](std::size_t index, std::string_view why) {
    return base::fail(base::ErrorCode::kInvalidInput,
                      "parameter $" + std::to_string(index + 1) + " " + std::string(why));
  };
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (const auto* text = std::get_if<std::string>(&parameters[i])) {
      if (text->find('\0') != std::string::npos) return refuse(i, "is a text with a NUL in it, which SQL cannot hold");
      if (!base::is_valid_utf8(*text)) return refuse(i, "is a text that is not UTF-8");
    } else if (const auto* number = std::get_if<double>(&parameters[i])) {
      if (!std::isfinite(*number)) return refuse(i, "is not a finite number: leave it NULL");
    }
  }
  return {};
}

std::string excerpt(std::string_view statement) {
  constexpr std::size_t kMaxExcerpt = 160;
  std::string line;
  for (const char c : base::trim(statement)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (blank && line.ends_with(' ')) continue;
    line += blank ? ' ' : c;
    if (line.size() == kMaxExcerpt) return line + " …";
  }
  return line;
}

}  // namespace housing::ports
