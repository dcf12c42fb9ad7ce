// Measure: a metric and what is made of it, the thing that screens compare, rankings order and maps colour:
// "home_value", "yoy(home_value)", "cagr(home_value,10)", "index(rent,2020-01)", "real(sale_price,cpi)",
// "price_to_rent".
//
// Derived measures are quotients of two metrics, each at the newest period by the same day; their formula is open.
// Errors: QuestionError naming the parameter the text came in. Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/question_error.hpp"
#include "app/transform_rules.hpp"
#include "model/catalogue.hpp"

namespace housing::analyses {

inline constexpr int kDefaultCagrYears = 5;
inline constexpr int kMaxCagrYears = 50;
inline constexpr std::size_t kMaxMeasureBytes = 120;
inline constexpr std::string_view kDefaultDeflator = "cpi";

struct Derived {
  std::string_view id;
  std::string_view name;
  std::string_view numerator;
  std::string_view denominator;
  double factor;
  model::Unit unit;
  int decimals;
  std::string_view formula;
};
std::span<const Derived> all_derived();

struct Measure {
  const model::MetricInfo* metric = nullptr;  // of a derived one, its numerator
  app::Transform transform = app::Transform::kLevel;
  int years = 0;                                // of cagr
  std::optional<std::int32_t> base;             // of index: the period that is 100
  const model::MetricInfo* deflator = nullptr;  // of real
  const Derived* derived = nullptr;

  std::string text() const;  // what parse_measure() reads
  std::string_view name() const { return derived != nullptr ? derived->name : metric->name; }
  auto operator<=>(const Measure&) const = default;
};

// `transform` is what `text` may be put into ("yoy" and "home_value" are "yoy(home_value)"); empty: nothing.
app::Answered<Measure> parse_measure(std::string_view text, std::string_view parameter,
                                     std::string_view transform = {});

}  // namespace housing::analyses
