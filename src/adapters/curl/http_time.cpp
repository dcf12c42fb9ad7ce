#include "adapters/curl/http_time.hpp"

#include <curl/curl.h>

#include <string>

namespace housing::curl {
namespace {

constexpr std::chrono::seconds kMadeForTheRequest{60};

}  // namespace

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
  const std::string copy(text);
  const time_t seconds = curl_getdate(copy.c_str(), nullptr);
  if (seconds < 0) return std::nullopt;
  return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

std::optional<model::Date> believable_modification(const ResponseHead& head, base::WallTime now) {
  const auto modified = parse_http_date(head.last_modified);
  if (!modified) return std::nullopt;
  const auto answered = parse_http_date(head.date).value_or(std::chrono::floor<std::chrono::seconds>(now));
  if (answered - *modified < kMadeForTheRequest) return std::nullopt;
  return model::Date::of_time(*modified);
}

}  // namespace housing::curl
