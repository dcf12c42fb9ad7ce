#include "aws/times.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace housing::aws {
namespace {

constexpr auto kMonths = std::to_array<std::string_view>(
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});

// The digits of `text` where `pattern` has the field's letter, the other characters as in the pattern.
class Fields {
 public:
  Fields(std::string_view text, std::string_view pattern) : text_(text), pattern_(pattern) {
    good_ = text.size() == pattern.size();
    for (std::size_t i = 0; good_ && i < text.size(); ++i) {
      const bool digit = text[i] >= '0' && text[i] <= '9';
      if (pattern[i] != '?') good_ = std::string_view("YNDhms").contains(pattern[i]) ? digit : text[i] == pattern[i];
    }
  }
  bool good() const { return good_; }
  int operator[](char letter) const {
    int value = 0;
    for (std::size_t i = 0; i < text_.size(); ++i)
      if (pattern_[i] == letter) value = value * 10 + (text_[i] - '0');
    return value;
  }

 private:
  std::string_view text_;
  std::string_view pattern_;
  bool good_;
};

std::optional<base::WallTime> time_of(const Fields& fields, unsigned month) {
  const std::chrono::year_month_day date(std::chrono::year(fields['Y']), std::chrono::month(month),
                                         std::chrono::day(static_cast<unsigned>(fields['D'])));
  if (!date.ok() || fields['h'] > 23 || fields['m'] > 59 || fields['s'] > 60) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(fields['h']) + std::chrono::minutes(fields['m']) +
         std::chrono::seconds(fields['s']);
}

}  // namespace

std::optional<base::WallTime> parse_http_date(std::string_view text) {
  text = base::trim(text);
  const Fields fields(text, "???, DD ??? YYYY hh:mm:ss GMT");
  if (!fields.good()) return std::nullopt;
  const auto month = std::ranges::find(kMonths, text.substr(8, 3));
  if (month == kMonths.end()) return std::nullopt;
  return time_of(fields, static_cast<unsigned>(month - kMonths.begin()) + 1);
}

std::optional<base::WallTime> parse_iso8601(std::string_view text) {
  text = base::trim(text);
  constexpr std::string_view kPattern = "YYYY-NN-DDThh:mm:ss";
  const Fields fields(text.substr(0, kPattern.size()), kPattern);
  if (!fields.good()) return std::nullopt;
  std::string_view rest = text.substr(kPattern.size());
  if (rest.starts_with('.')) {
    const std::size_t end = rest.find_first_not_of("0123456789", 1);
    if (end == 1 || end == std::string_view::npos) return std::nullopt;
    rest = rest.substr(end);
  }
  if (rest != "Z" && rest != "+00:00") return std::nullopt;
  return time_of(fields, static_cast<unsigned>(fields['N']));
}

}  // namespace housing::aws
