// Scales: from a value to where it stands in the picture, linear or logarithmic.
// Errors: none; a logarithmic scale takes values above zero only (asserted). Thread-safety: values.
#pragma once

#include <cstdint>

namespace housing::charts {

enum class ScaleKind : std::uint8_t { kLinear, kLogarithmic };

class Scale {
 public:
  // `from` stands at `start`, `to` at `end`; from < to. start > end for an axis that grows upwards.
  Scale(ScaleKind kind, double from, double to, double start, double end);

  double at(double value) const;
  ScaleKind kind() const { return kind_; }
  double from() const { return from_; }
  double to() const { return to_; }

 private:
  ScaleKind kind_;
  double from_;
  double to_;
  double start_;
  double end_;
};

}  // namespace housing::charts
