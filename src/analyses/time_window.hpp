// The `from` and `to` of a question as days. Errors: bad-date, bad-window naming the parameter.
#pragma once

#include <optional>
#include <string>

#include "app/question_error.hpp"
#include "model/date.hpp"
#include "model/period.hpp"

namespace housing::analyses {

struct TimeWindow {
  std::optional<model::Date> from;
  std::optional<model::Date> to;

  // Whether the period lies wholly inside.
  bool holds(const model::Period& period) const {
    return (!from || period.begin() >= *from) && (!to || period.end() <= *to);
  }
};

app::Answered<TimeWindow> parse_time_window(const std::string& from, const std::string& to);

}  // namespace housing::analyses
