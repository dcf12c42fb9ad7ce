#include "charts/time_ticks.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace housing::charts {
namespace {

using model::Date;

constexpr double kDaysAYear = 365.2425;
constexpr double kDaysAMonth = kDaysAYear / 12;
constexpr std::array<int, 8> kMonthSteps = {1, 2, 3, 6, 12, 24, 60, 120};
constexpr std::array<int, 3> kMoreSteps = {240, 600, 1200};
constexpr std::array<int, 4> kDaySteps = {1, 2, 7, 14};
constexpr int kMostDays = 80;  // a window this short is told by days
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::vector<TimeTick> day_ticks(Date first, Date last, double width, double label_width) {
  const int span = last.days - first.days;
  int step = kDaySteps.back();
  for (const int days : kDaySteps)
    if (span / days * label_width <= width) {
      step = days;
      break;
    }
  std::vector<TimeTick> ticks;
  for (Date day = first; day <= last; day = day.plus_days(step))
    ticks.push_back(
        {day, std::string(kMonths[static_cast<std::size_t>(day.month() - 1)]) + " " + std::to_string(day.day()), ""});
  if (!ticks.empty()) ticks.front().below = std::to_string(first.year());
  for (std::size_t i = 1; i < ticks.size(); ++i)
    if (ticks[i].at.year() != ticks[i - 1].at.year()) ticks[i].below = std::to_string(ticks[i].at.year());
  return ticks;
}

int month_step(Date first, Date last, double width, double label_width) {
  const double months = (last.days - first.days) / kDaysAMonth;
  const auto fits = [&](int step) { return months / step * label_width <= width; };
  for (const int step : kMonthSteps)
    if (fits(step)) return step;
  for (const int step : kMoreSteps)
    if (fits(step)) return step;
  return kMoreSteps.back();
}

}  // namespace

std::vector<TimeTick> time_ticks(Date first, Date last, double width, double label_width) {
  if (last.days - first.days <= kMostDays && first != last) return day_ticks(first, last, width, label_width * 1.2);
  const int step = month_step(first, last, width, label_width);
  std::vector<TimeTick> ticks;
  // Multiples of the step, counted in months from year 0: years that 2, 5 and 10 divide.
  const int begin = first.year() * 12 + first.month() - 1;
  for (int month = (begin + step - 1) / step * step;; month += step) {
    const int year = month / 12;
    if (year > model::kMaxYear) break;
    const Date day = Date::of(year, month % 12 + 1, 1);
    if (day > last) break;
    if (day < first) continue;
    if (step >= 12)
      ticks.push_back({day, std::to_string(year), ""});
    else
      ticks.push_back(
          {day, kMonths[static_cast<std::size_t>(month % 12)], month % 12 == 0 ? std::to_string(year) : ""});
  }
  if (step < 12 && !ticks.empty() && ticks.front().below.empty()) {
    // The first tick says its year, unless the next year's label would touch it.
    const bool alone = ticks.size() < 2 || ticks[1].below.empty();
    if (alone) ticks.front().below = std::to_string(ticks.front().at.year());
  }
  return ticks;
}

}  // namespace housing::charts
