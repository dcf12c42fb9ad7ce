#include "analyses/time_window.hpp"

namespace housing::analyses {
namespace {

app::Answered<std::optional<model::DateRange>> bound(const std::string& text, const char* parameter) {
  if (text.empty()) return std::nullopt;
  const auto range = model::parse_date_range(text);
  if (range) return range;
  return app::reject("bad-date", parameter, "'" + text.substr(0, 40) + "' is no date.",
                     {"2024", "2024-06", "2024-Q2", "2024-06-30"});
}

}  // namespace

app::Answered<TimeWindow> parse_time_window(const std::string& from_text, const std::string& to_text) {
  const auto from = bound(from_text, "from");
  if (!from) return std::unexpected(from.error());
  const auto to = bound(to_text, "to");
  if (!to) return std::unexpected(to.error());
  TimeWindow window;
  if (*from) window.from = (*from)->first;
  if (*to) window.to = (*to)->last;
  if (window.from && window.to && *window.to < *window.from)
    return app::reject("bad-window", "to", "The window ends (" + to_text + ") before it begins (" + from_text + ").");
  return window;
}

}  // namespace housing::analyses
