// Timed: how long a question takes over many rounds, each answer checked. For this module's bench programs.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/json_writer.hpp"

namespace housing::analyses::testing {

struct Figure {
  std::string name;
  double p50 = 0;  // microseconds
  double p95 = 0;
  double best = 0;
  std::size_t rounds = 0;
};

// answer = ask(round); check(answer, round, thorough) gives a digest of the answer and, when thorough, checks all of
// it.
template <class Ask, class Check>
Figure timed(std::string name, std::size_t rounds, Ask ask, Check check) {
  std::vector<std::uint64_t> digests;
  for (std::size_t round = 0; round < rounds; ++round) digests.push_back(check(ask(round), round, true));
  std::vector<double> times;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    const auto answer = ask(round);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    times.push_back(took.count());
    HT_ASSERT(check(answer, round, false) == digests[round]);
  }
  std::ranges::sort(times);
  return {std::move(name), times[times.size() / 2], times[times.size() * 95 / 100], times.front(), rounds};
}

template <class Range>
std::uint64_t digest(const Range& numbers) {
  std::uint64_t sum = 0;
  for (const auto number : numbers) sum = sum * 31 + static_cast<std::uint64_t>(static_cast<std::int64_t>(number));
  return sum;
}

inline void write_figures(base::JsonWriter& json, const std::vector<Figure>& figures) {
  json.key("figures").begin_array();
  for (const Figure& figure : figures) {
    json.begin_object().member("name", figure.name).member("p50_us", figure.p50).member("p95_us", figure.p95);
    json.member("best_us", figure.best).member("rounds", std::uint64_t{figure.rounds}).end_object();
  }
  json.end_array();
}

}  // namespace housing::analyses::testing
