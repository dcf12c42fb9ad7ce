// Series for tests: simulated ones, the same bits on every machine, and publishers' real ones. Tests only.
#pragma once

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

namespace housing::forecast {

// Normal deviates by a counter (splitmix64) and Box-Muller.
class Noise {
 public:
  explicit Noise(std::uint64_t seed) : state_(seed) {}
  double operator()() {
    const double radius = std::sqrt(-2 * std::log(uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
  }

 private:
  double uniform() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (static_cast<double>((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
  }
  std::uint64_t state_;
};

enum class Simulated { kWalkWithDrift, kSeasonalAutoregression, kStochasticVolatility };

inline std::vector<double> simulate(Simulated kind, std::uint64_t seed, std::size_t count) {
  Noise noise(seed);
  std::vector<double> values(count);
  double state = 0;
  double volatility = 0;
  std::vector<double> season(12);
  for (double& part : season) part = 20 * noise();
  for (std::size_t i = 0; i < count; ++i) {
    switch (kind) {
      case Simulated::kWalkWithDrift:
        state += 1 + 10 * noise();
        values[i] = 2000 + state;
        break;
      case Simulated::kSeasonalAutoregression:
        state = 0.6 * state + 8 * noise();
        season[i % 12] += noise();
        values[i] = 500 + state + season[i % 12];
        break;
      case Simulated::kStochasticVolatility:
        volatility = 0.95 * volatility + 0.3 * noise();
        state += 0.003 + 0.01 * std::exp(volatility / 2) * noise();
        values[i] = 1000 * std::exp(state);
        break;
    }
  }
  return values;
}

inline std::filesystem::path real_file(const std::string& path) {
  // tidy: allow no_getenv because this is a part of tests, which are told by it where the files are
  if (const char* folder = std::getenv("HOUSING_TEST_DATA")) return std::filesystem::path(folder) / path;
  return std::filesystem::path(HOUSING_SOURCE_DIR) / ".." / "shared" / "data" / path;
}

// The series of one of Zillow's wide files (plain or gzip): each row's gap-free tail, rows without a value left out.
inline std::vector<std::vector<double>> real_series(const std::string& path) {
  std::string text;
  gzFile file = gzopen(real_file(path).c_str(), "rb");
  if (file == nullptr) return {};
  std::vector<char> chunk(1 << 16);
  for (int got = 0; (got = gzread(file, chunk.data(), static_cast<unsigned>(chunk.size()))) > 0;)
    text.append(chunk.data(), static_cast<std::size_t>(got));
  gzclose(file);
  std::vector<std::vector<double>> all;
  std::size_t line_begin = text.find('\n') + 1;
  while (line_begin > 0 && line_begin < text.size()) {
    const std::size_t line_end = std::min(text.find('\n', line_begin), text.size());
    std::string_view line(text.data() + line_begin, line_end - line_begin);
    while (!line.empty() && (line.back() == ',' || line.back() == '\r')) line.remove_suffix(1);
    std::vector<double> values;
    while (!line.empty()) {
      const std::size_t comma = line.rfind(',');
      const std::string_view cell = comma == std::string_view::npos ? line : line.substr(comma + 1);
      double value = 0;
      const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
      if (cell.empty() || read.ec != std::errc() || read.ptr != cell.data() + cell.size()) break;
      values.insert(values.begin(), value);
      if (comma == std::string_view::npos) break;
      line = line.substr(0, comma);
    }
    if (!values.empty()) all.push_back(std::move(values));
    line_begin = line_end + 1;
  }
  return all;
}

}  // namespace housing::forecast
