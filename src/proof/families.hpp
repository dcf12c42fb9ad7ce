// Families: what each member of a document of examples means, and how its numbers are computed again.
// A family is one function: it reads its inputs, runs the formula, and adds a check for each number expected.
// Errors: kept by the Reading. Thread-safety: pure functions.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "proof/example.hpp"
#include "proof/verify.hpp"

namespace housing::proof {

struct FamilyRun {
  Checks checks;
  std::vector<NotRun> not_run;
};

struct Family {
  std::string_view key;
  void (*run)(const Example& example, FamilyRun& run);
};

std::span<const Family> growth_families();
std::span<const Family> household_families();
std::span<const Family> market_families();
std::span<const Family> decomposition_families();
std::span<const Family> forecast_families();

const Family* find_family(std::string_view key);

}  // namespace housing::proof
