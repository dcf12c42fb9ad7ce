// Least values of smooth functions of one to four bounded numbers: what fitting a smoothing model needs, no more.
//
// Deterministic: the same function gives the same bits. No derivatives. Both give a local minimum; the caller starts
// them near the right one, from a coarse grid. Source: Brent 1973 (golden section with parabolas); Nelder and Mead
// 1965. Limits: kMaxSteps evaluations in one dimension, kMaxSimplexSteps otherwise. Thread-safety: pure.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

namespace housing::forecast {

inline constexpr int kMaxSteps = 60;
inline constexpr int kMaxSimplexSteps = 160;

struct Interval {
  double low;
  double high;
};

// The place in `bounds` where `f` is least, to about 1e-7 of the width.
template <class F>
double minimise_on(const F& f, Interval bounds) {
  constexpr double kGolden = 0.3819660112501051;
  const double tolerance = 1e-7 * (bounds.high - bounds.low);
  double a = bounds.low;
  double b = bounds.high;
  double x = a + kGolden * (b - a);
  double w = x;
  double v = x;
  double fx = f(x);
  double fw = fx;
  double fv = fx;
  double step = 0;
  double before = 0;
  for (int i = 0; i < kMaxSteps; ++i) {
    const double middle = 0.5 * (a + b);
    const double least = tolerance + 1e-9 * std::abs(x);
    if (std::abs(x - middle) <= 2 * least - 0.5 * (b - a)) break;
    bool golden = true;
    if (std::abs(before) > least) {  // a parabola through the three best
      const double r = (x - w) * (fx - fv);
      double q = (x - v) * (fx - fw);
      double p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = std::abs(q);
      if (std::abs(p) < std::abs(0.5 * q * before) && p > q * (a - x) && p < q * (b - x)) {
        before = step;
        step = p / q;
        golden = false;
      }
    }
    if (golden) {
      before = x < middle ? b - x : a - x;
      step = kGolden * before;
    }
    const double u = x + (std::abs(step) >= least ? step : step > 0 ? least : -least);
    const double fu = f(u);
    if (fu <= fx) {
      (u < x ? b : a) = x;
      v = w, fv = fw, w = x, fw = fx, x = u, fx = fu;
    } else {
      (u < x ? a : b) = u;
      if (fu <= fw || w == x)
        v = w, fv = fw, w = u, fw = fu;
      else if (fu <= fv || v == x || v == w)
        v = u, fv = fu;
    }
  }
  return x;
}

// The same for several numbers: a simplex that begins at `start`, each corner a tenth of the bounds away; points
// outside the bounds are moved onto them. Stops when the corners agree to 1e-7 of the value.
template <std::size_t N, class F>
std::array<double, N> minimise_in(const F& f, const std::array<double, N>& start,
                                  const std::array<Interval, N>& bounds) {
  using Point = std::array<double, N>;
  struct Corner {
    Point at;
    double value;
  };
  const auto inside = [&](Point point) {
    for (std::size_t i = 0; i < N; ++i) point[i] = std::clamp(point[i], bounds[i].low, bounds[i].high);
    return point;
  };
  std::array<Corner, N + 1> corners;
  corners[0] = {inside(start), f(inside(start))};
  for (std::size_t i = 0; i < N; ++i) {
    Point point = corners[0].at;
    const double width = 0.1 * (bounds[i].high - bounds[i].low);
    point[i] += point[i] + width <= bounds[i].high ? width : -width;
    corners[i + 1] = {inside(point), f(inside(point))};
  }
  const auto by_value = [](const Corner& a, const Corner& b) { return a.value < b.value; };
  std::ranges::stable_sort(corners, by_value);
  for (int evaluations = static_cast<int>(N) + 1; evaluations < kMaxSimplexSteps;) {
    if (corners[N].value - corners[0].value <= 1e-7 * (std::abs(corners[0].value) + 1e-300)) break;
    Point centre{};
    for (std::size_t c = 0; c < N; ++c)
      for (std::size_t i = 0; i < N; ++i) centre[i] += corners[c].at[i] / static_cast<double>(N);
    const auto along = [&](double by) {
      Point point;
      for (std::size_t i = 0; i < N; ++i) point[i] = centre[i] + by * (corners[N].at[i] - centre[i]);
      point = inside(point);
      ++evaluations;
      return Corner{point, f(point)};
    };
    Corner next = along(-1);
    if (next.value < corners[0].value) {
      const Corner further = along(-2);
      if (further.value < next.value) next = further;
    } else if (next.value >= corners[N - 1].value) {
      next = along(next.value < corners[N].value ? -0.5 : 0.5);
      if (next.value >= corners[N].value) {  // nothing better that way: draw all towards the best
        for (std::size_t c = 1; c <= N; ++c) {
          for (std::size_t i = 0; i < N; ++i) corners[c].at[i] = 0.5 * (corners[c].at[i] + corners[0].at[i]);
          corners[c].value = f(corners[c].at);
          ++evaluations;
        }
        std::ranges::stable_sort(corners, by_value);
        continue;
      }
    }
    corners[N] = next;
    std::ranges::stable_sort(corners, by_value);
  }
  return corners[0].at;
}

}  // namespace housing::forecast
