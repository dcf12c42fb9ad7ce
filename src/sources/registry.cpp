#include "sources/registry.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "sources/registry_parts.hpp"
#include "sources/registry_periods.hpp"

namespace housing::sources {
namespace {

// "zillow/zhvi" is the beginning of "zillow/zhvi/zip", and not of "zillow/zhvi-sfr/zip".
bool begins(std::string_view dataset, std::string_view wanted) {
  return dataset.starts_with(wanted) && (dataset.size() == wanted.size() || dataset[wanted.size()] == '/');
}

base::Result<Selection> select_of(const std::vector<RemoteFile>& all, std::span<const std::string> wanted) {
  const auto wants = [](const std::string& text, const RemoteFile& file) {
    return text == file.source ? !file.on_request : begins(file.dataset, text);
  };
  for (const std::string& text : wanted) {
    if (std::ranges::any_of(all, [&](const RemoteFile& file) { return wants(text, file); })) continue;
    return base::fail(base::ErrorCode::kInvalidInput,
                      "'" + text + "' is no source or dataset that can be downloaded. Sources are " +
                          base::join(downloadable_sources(), ", ") + "; a dataset is named like zillow/zhvi/zip");
  }
  Selection selection;
  for (const RemoteFile& file : all) {
    if (std::ranges::any_of(wanted, [&](const std::string& text) { return wants(text, file); }))
      selection.files.push_back(file);
    else if (std::ranges::find(wanted, file.source) != wanted.end())
      selection.left_out.push_back(file);
  }
  return selection;
}

}  // namespace

std::vector<RemoteFile> remote_files() {
  std::vector<RemoteFile> files;
  add_fixed(files);
  add_fred(files);
  add_zillow(files);
  return files;
}

std::vector<RemoteFile> remote_files(model::Date today) {
  std::vector<RemoteFile> files = remote_files();
  for (const PeriodFamily& family : period_families())
    files.push_back(period_file(family, newest_period(family, today)));
  return files;
}

std::vector<std::string> downloadable_sources() {
  std::set<std::string> names;
  for (const RemoteFile& file : remote_files()) names.insert(file.source);
  for (const PeriodFamily& family : period_families()) names.insert(std::string(family.source));
  return {names.begin(), names.end()};
}

base::Result<Selection> select_files(std::span<const std::string> wanted) { return select_of(remote_files(), wanted); }

base::Result<Selection> select_files(std::span<const std::string> wanted, model::Date today) {
  return select_of(remote_files(today), wanted);
}

}  // namespace housing::sources
