#include "proof/verify.hpp"

#include <algorithm>
#include <numeric>

#include "base/assert.hpp"
#include "proof/families.hpp"

extern "C" {
extern const char housing_examples_begin[];
extern const char housing_examples_end[];
}

namespace housing::proof {
namespace {

std::size_t failures_of(const Checks& checks) {
  return static_cast<std::size_t>(std::ranges::count_if(checks, [](const Check& check) { return !check.ok(); }));
}

}  // namespace

std::size_t Report::count() const {
  std::size_t all = 0;
  for (const FamilyReport& family : families) all += family.checks.size();
  return all;
}

std::size_t Report::failed() const {
  std::size_t all = 0;
  for (const FamilyReport& family : families) all += failures_of(family.checks);
  return all;
}

const FamilyReport* Report::find(std::string_view key) const {
  const auto found = std::ranges::find(families, key, &FamilyReport::key);
  return found == families.end() ? nullptr : &*found;
}

const Family* find_family(std::string_view key) {
  for (const auto& families :
       {growth_families(), household_families(), market_families(), decomposition_families(), forecast_families()})
    for (const Family& family : families)
      if (family.key == key) return &family;
  return nullptr;
}

base::Result<Report> verify(std::string_view document) {
  if (document.size() > kMaxDocumentBytes)
    return base::fail(base::ErrorCode::kLimitExceeded,
                      "the document has more than " + std::to_string(kMaxDocumentBytes) + " bytes");
  HT_TRY(const auto json, base::Json::parse(document));
  Reading reading(json);
  const Example root = reading.root();
  root.pass_over("_note");
  Report report;
  for (const auto& [key, value] : json.members()) {
    const Family* family = find_family(key);
    if (family == nullptr || report.find(key) != nullptr) continue;  // a second one stays unread
    FamilyRun run;
    family->run(root.open(key), run);
    report.families.push_back({key, std::move(run.checks)});
    std::ranges::move(run.not_run, std::back_inserter(report.not_run));
  }
  if (reading.error()) return std::unexpected(*reading.error());
  report.unknown = reading.unread();
  return report;
}

std::string_view built_in_examples() { return {housing_examples_begin, housing_examples_end}; }

Report verify_built_in() {
  auto report = verify(built_in_examples());
  HT_ASSERT(report.has_value());
  return std::move(*report);
}

}  // namespace housing::proof
