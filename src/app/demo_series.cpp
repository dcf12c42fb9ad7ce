#include "app/demo_series.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace housing::app {
namespace {

// Yearly growth of the made-up nation, a year each: a boom, a bust, a long climb, a jump, a calm.
constexpr std::array<double, 25> kNationalGrowth = {.055,  .060,  .070, .085, .090, .030, -.030, -.090, -.070,
                                                    -.040, -.035, .030, .065, .055, .050, .050,  .060,  .050,
                                                    .040,  .080,  .165, .075, .030, .025, .015};
constexpr double kFirstNationalValue = 150'000;
constexpr double kYearlyYield = 0.062;  // rent of a year over value, at the beginning
constexpr int kMonths = 12;
// What a month's season does to days on the market: slow in winter.
constexpr std::array<double, kMonths> kSeason = {1.25, 1.15, 0.95, 0.85, 0.80, 0.82,
                                                 0.88, 0.92, 1.00, 1.05, 1.12, 1.22};

double level_of(std::string_view name, std::string_view what, double spread) {
  if (name.empty()) return 1;
  NamedRandom random(std::string(name) + ":" + std::string(what));
  return std::exp(spread * random.bell());
}

model::Cell to_cell(double scaled) { return static_cast<model::Cell>(std::lround(std::clamp(scaled, 0.0, 2e9))); }

}  // namespace

NamedRandom::NamedRandom(std::string_view name) : state_(0xcbf29ce484222325ULL) {
  for (const char c : name) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
}

std::uint64_t NamedRandom::next() {
  state_ += 0x9e3779b97f4a7c15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

double NamedRandom::uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

double NamedRandom::bell() {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += uniform();
  return std::clamp(sum, -3.5, 3.5);
}

DemoMarket demo_market(const DemoKinship& kin, std::size_t months, std::size_t late_start) {
  NamedRandom own(std::string(kin.region) + ":path");
  NamedRandom state(std::string(kin.state) + ":path");
  double value = kFirstNationalValue * level_of(kin.state, "level", .28) * level_of(kin.county, "level", .26) *
                 level_of(kin.region, "level", kin.region == "us" ? 0 : .15);
  double rent = value * kYearlyYield * level_of(kin.region, "yield", .08) / kMonths;
  const double beta = 0.7 + 0.6 * state.uniform();  // how strongly the state follows the nation
  const double pace = 28 + 24 * own.uniform();
  double own_trend = 0;
  double state_trend = 0;
  DemoMarket market;
  for (std::size_t month = 0; month < months; ++month) {
    const std::size_t year = std::min(month / kMonths, kNationalGrowth.size() - 1);
    state_trend = .95 * state_trend + .0006 * state.bell();
    own_trend = .90 * own_trend + (kin.region == "us" ? 0 : .0008 * own.bell());
    const double growth = (kin.region == "us" ? 1 : beta) * kNationalGrowth[year] / kMonths + state_trend + own_trend;
    value *= 1 + growth;
    rent *= 1 + .0024 + .35 * growth;
    const double heat = 50 + 420 * growth + 2 * own.bell();
    const double days = pace * kSeason[month % kMonths] * std::exp(-9 * growth) + own.bell();
    const bool gap = month < late_start;
    market.home_value.push_back(gap ? model::kGap : to_cell(value * 100));
    market.rent.push_back(gap ? model::kGap : to_cell(rent * 100));
    market.days_to_pending.push_back(gap ? model::kGap : to_cell(std::max(days, 3.0) * 100));
    market.market_heat.push_back(gap ? model::kGap : to_cell(std::max(heat, 0.0)));
  }
  return market;
}

std::vector<model::Cell> demo_hpi(const std::vector<model::Cell>& home_value) {
  std::vector<model::Cell> index;
  for (std::size_t month = 1; month < home_value.size(); month += 3)
    index.push_back(to_cell(10'000.0 * home_value[month] / home_value[1]));
  return index;
}

std::vector<model::Cell> demo_mortgage_rate(std::size_t weeks) {
  NamedRandom random("mortgage-rate");
  std::vector<model::Cell> rates;
  double rate = 6.9;
  for (std::size_t week = 0; week < weeks; ++week) {
    const double years = static_cast<double>(week) / 52;
    const double pull = years < 12 ? 6.9 - .28 * years : years < 20 ? 3.9 : years < 21.2 ? 3.0 : 6.6;
    rate += .03 * (pull - rate) + .05 * random.bell();
    rates.push_back(to_cell(std::max(rate, 2.4) * 100));
  }
  return rates;
}

}  // namespace housing::app
