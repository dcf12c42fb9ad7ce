#include "testing/boto3.hpp"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "base/text.hpp"
#include "testing/child_process.hpp"

namespace housing::testing {
namespace {

namespace fs = std::filesystem;

// pyenv's shims need its settings; the versions beside them do not.
std::vector<fs::path> folders_of_path() {
  std::vector<fs::path> folders;
  const char* const path = std::getenv("PATH");
  for (const std::string_view folder : base::split(path == nullptr ? "" : path, ':')) {
    folders.emplace_back(folder);
    std::error_code error;
    if (folders.back().filename() == "shims")
      for (const auto& version : fs::directory_iterator(folders.back().parent_path() / "versions", error))
        folders.push_back(version.path() / "bin");
  }
  return folders;
}

}  // namespace

std::string python_with_boto3() {
  for (const fs::path& folder : folders_of_path()) {
    const std::string python = folder / "python3";
    if (fs::exists(python) &&
        run_child({python, "-c", "import boto3"}, {.output = "/dev/null", .environment = {}}) == 0)
      return python;
  }
  return "";
}

}  // namespace housing::testing
