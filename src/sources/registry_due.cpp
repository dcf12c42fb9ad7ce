// What is due: which files a publisher should have a newer edition of than the one held.
#include <algorithm>

#include "sources/registry_parts.hpp"
#include "sources/registry_periods.hpp"

namespace housing::sources {
namespace {

// An inferred date may lie ahead of an early publisher, and of a fiscal year before it begins.
constexpr int kMaxDaysAhead = 366;

// Everything held of one dataset.
struct Newest {
  bool any = false;
  model::Date release;
  model::Date last_day;
};

// What is held of a dataset, or of one that it is a part of (permits of places come by region).
Newest newest_of(std::span<const HeldDataset> held, std::string_view dataset) {
  Newest newest;
  for (const HeldDataset& one : held) {
    const bool whole_of_it = dataset.starts_with(one.dataset) && dataset.substr(one.dataset.size()).starts_with('/');
    if (one.dataset != dataset && !whole_of_it) continue;
    newest.release = newest.any ? std::max(newest.release, one.release) : one.release;
    newest.last_day = newest.any ? std::max(newest.last_day, one.last_day) : one.last_day;
    newest.any = true;
  }
  return newest;
}

// An older file about the same time has to be there before a newer one is asked for: the oldest missing come first.
void add_due_periods(const PeriodFamily& family, const Newest& held, model::Date today, Selection& selection) {
  const model::Period newest = newest_period(family, today);
  model::Period first = newest;
  if (held.any) {
    first = model::Period::containing(family.frequency, held.last_day);
    ++first.ordinal;
    if (family.newest_only) first.ordinal = std::max(first.ordinal, newest.ordinal);
  }
  std::size_t count = 0;
  for (model::Period period = first; period <= newest && count < kMaxDuePeriods; ++period.ordinal, ++count) {
    const RemoteFile file = period_file(family, period);
    (file.on_request && !held.any ? selection.left_out : selection.files).push_back(file);
  }
}

// The dataset that a file's import is filed under: a history is one of its publisher's other file too.
std::string filed_under(const RemoteFile& file) {
  constexpr std::string_view kHistory = "-history/";
  std::string dataset = file.dataset;
  if (const std::size_t at = dataset.find(kHistory); at != std::string::npos) dataset.replace(at, kHistory.size(), "/");
  return dataset;
}

}  // namespace

base::Result<Selection> due_files(const std::vector<HeldDataset>& held, model::Date today) {
  for (const HeldDataset& one : held)
    if (one.release > today.plus_days(kMaxDaysAhead))
      return base::fail(base::ErrorCode::kInvalidInput,
                        "a release of " + one.dataset + " is dated " + one.release.to_string() +
                            ", long after today, " + today.to_string() +
                            "; set the clock right, or import that file again with its date");
  Selection selection;
  for (const RemoteFile& file : remote_files()) {
    const bool history = filed_under(file) != file.dataset;
    const Newest newest = newest_of(held, filed_under(file));
    // Histories are for the beginning: with any edition held, the small file of the newest month goes on from there.
    const bool due = !newest.any || (!history && newest.release.plus_days(file.cadence_days) <= today);
    if (!due) continue;
    (file.on_request && (!newest.any || history) ? selection.left_out : selection.files).push_back(file);
  }
  for (const PeriodFamily& family : period_families())
    add_due_periods(family, newest_of(held, family.dataset), today, selection);
  return selection;
}

}  // namespace housing::sources
