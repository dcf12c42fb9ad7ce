// The methods scored on files of the M4 competition's layout, so that anybody can compare them with the published
// table.
//
// Layout: a header line, then a line a series: its id ("M17"), then its values; rows are of unequal length, cells may
// be quoted. The id's first letter is the frequency: season 1, 4, 12, 1, 1, 24 and horizon 6, 8, 18, 13, 14, 48 for Y,
// Q, M, W, D, H, as the competition had it. Scores are means over the series of each series' mean; OWA of those means.
// Errors: kInvalidInput with line and reason: an unknown letter, a cell that is no number, a series without its test
// values or shorter than its season allows. Limits: kMaxM4Values values a series. Thread-safety: pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "forecast/methods.hpp"

namespace housing::analyses {

inline constexpr std::size_t kMaxM4Values = 20'000;

struct M4Score {
  forecast::Method method = forecast::Method::kNaive;
  double smape = 0;
  double mase = 0;
  double owa = 0;
};

struct M4Scores {
  std::string frequency;  // "Monthly"
  std::size_t series = 0;
  std::vector<M4Score> methods;
};

// By frequency, in the competition's order; then all together when there are several.
base::Result<std::vector<M4Scores>> score_m4(std::string_view train, std::string_view test,
                                             forecast::MethodSet methods);

}  // namespace housing::analyses
