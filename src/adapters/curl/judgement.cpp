#include "adapters/curl/judgement.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace housing::curl {
namespace {

using base::ErrorCode;

constexpr auto kWorthRetrying = std::to_array<int>({408, 425, 429});

Judgement refused(ErrorCode code, std::string message) { return {Meaning::kRefused, {}, {code, std::move(message)}}; }

bool is_web_page(const ResponseHead& head) {
  const std::string type = base::lower(base::trim(head.content_type));
  return type.starts_with("text/html") || type.starts_with("application/xhtml");
}

struct ContentRange {
  std::uint64_t first = 0;
  std::optional<std::uint64_t> total;
};

// "bytes 500-999/1000"; the total may be "*".
std::optional<ContentRange> parse_content_range(std::string_view text) {
  constexpr std::string_view kUnit = "bytes ";
  text = base::trim(text);
  if (!base::equal_ignoring_case(text.substr(0, kUnit.size()), kUnit)) return std::nullopt;
  text.remove_prefix(kUnit.size());
  const std::size_t dash = text.find('-');
  const std::size_t slash = text.find('/');
  if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) return std::nullopt;
  const auto first = base::parse_integer(text.substr(0, dash));
  const auto total = base::parse_integer(text.substr(slash + 1));
  if (!first || *first < 0) return std::nullopt;
  ContentRange range{static_cast<std::uint64_t>(*first), std::nullopt};
  if (total && *total >= 0) range.total = static_cast<std::uint64_t>(*total);
  return range;
}

Judgement within_limit(Judgement judgement, std::uint64_t max_bytes) {
  if (!judgement.total || *judgement.total <= max_bytes) return judgement;
  return refused(ErrorCode::kLimitExceeded, "the file has " + bytes_in_words(*judgement.total) + ", more than the " +
                                                bytes_in_words(max_bytes) + " allowed for it");
}

Judgement judge_whole(const ResponseHead& head, const Asked& asked) {
  if (is_web_page(head))
    return refused(ErrorCode::kInvalidInput,
                   "the publisher answered a web page instead of the file: it has moved, or needs a browser. Download "
                   "it from the publisher's page and import that file");
  Judgement judgement{Meaning::kWhole, {}, {}};
  if (is_plain(head)) judgement.total = head.content_length;
  return within_limit(std::move(judgement), asked.max_bytes);
}

Judgement judge_rest(const ResponseHead& head, const Asked& asked) {
  const auto range = parse_content_range(head.content_range);
  const auto differs = [](const std::string& ours, const std::string& theirs) {
    return !ours.empty() && !theirs.empty() && ours != theirs;
  };
  const bool fits = asked.offset > 0 && range && range->first == asked.offset && is_plain(head) &&
                    !differs(asked.partial.etag, head.etag) &&
                    !differs(asked.partial.last_modified, head.last_modified);
  if (!fits) return {Meaning::kBeginAnew, {}, {}};
  return within_limit({Meaning::kRest, range->total, {}}, asked.max_bytes);
}

Judgement judge_failure(int status) {
  const std::string answered = "the publisher answered " + std::to_string(status);
  if (status >= 500 || std::ranges::find(kWorthRetrying, status) != kWorthRetrying.end())
    return {Meaning::kLater, {}, {ErrorCode::kUnavailable, answered}};
  if (status == 404 || status == 410)
    return refused(ErrorCode::kNotFound,
                   answered + ": there is no such file any more. Look for it on the publisher's page and import that");
  if (status == 401 || status == 403)
    return refused(ErrorCode::kInvalidInput,
                   answered + ": it does not give this file to programs, or has it no more. Download it in a browser");
  return refused(ErrorCode::kInvalidInput, answered + ", which is no answer to a download");
}

}  // namespace

bool is_plain(const ResponseHead& head) {
  const std::string_view encoding = base::trim(head.content_encoding);
  return encoding.empty() || base::equal_ignoring_case(encoding, "identity");
}

std::string bytes_in_words(std::uint64_t bytes) {
  std::string digits = std::to_string(bytes);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits + (bytes == 1 ? " byte" : " bytes");
}

Judgement judge(const ResponseHead& head, const Asked& asked) {
  switch (head.status) {
    case 200: return judge_whole(head, asked);
    case 206: return judge_rest(head, asked);
    case 301:
    case 302:
    case 303:
    case 307:
    case 308: return {Meaning::kRedirect, {}, {}};
    case 304:
      if (asked.conditional) return {Meaning::kNotModified, {}, {}};
      return refused(ErrorCode::kInvalidInput, "the publisher answered 304 although we have no copy");
    case 416:
      if (asked.offset > 0) return {Meaning::kBeginAnew, {}, {}};
      break;
    default: break;
  }
  return judge_failure(head.status);
}

}  // namespace housing::curl
