// TempFolder: an empty folder of a test's own, removed with all in it at the end.
// Errors: none are expected; one is an assertion.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace housing::testing {

class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // Writes a file below the folder, with the folders on the way to it; gives its path.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

// The whole of a file.
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace housing::testing
