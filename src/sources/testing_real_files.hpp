// Publishers' real files for tests: the folder that HOUSING_TEST_DATA names, by default ../shared/data beside the
// project. Tests only.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/mapped_file.hpp"
#include "sources/source.hpp"
#include "sources/testing_resolver.hpp"

namespace housing::sources {

inline std::filesystem::path real_files_folder() {
  // tidy: allow no_getenv because this is a part of tests, which are told by it where the files are
  if (const char* folder = std::getenv("HOUSING_TEST_DATA")) return folder;
  return std::filesystem::path(HOUSING_SOURCE_DIR) / ".." / "shared" / "data";
}

inline bool real_file_is_missing(const std::string& path) {
  return !std::filesystem::exists(real_files_folder() / path);
}

// As the importer does it: the head is inflated to recognise the format, then all of the file is parsed.
inline base::Status import_real_file(const std::string& path, Sink& sink) {
  HT_TRY(const base::MappedFile file, base::MappedFile::open(real_files_folder() / path));
  base::MemorySource for_head(file.text());
  const auto head_source = inflating(for_head, file.text());
  HT_TRY(const auto chunk, head_source->next());
  const std::string head(chunk.data(), std::min(chunk.size(), kRecogniseBytes));
  HT_TRY(const Format* const format, recognise(head));
  base::MemorySource bytes(file.text());
  const auto inflated = inflating(bytes, file.text());
  return format->parse(*inflated, {test_resolver(), std::filesystem::path(path).filename().string()}, sink);
}

}  // namespace housing::sources
