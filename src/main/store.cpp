#include "main/store.hpp"

#include "adapters/filesystem/folder_store.hpp"

namespace housing::main {

base::Result<std::unique_ptr<ports::ObjectStore>> open_store(const Environment& environment,
                                                             const std::string& data_dir) {
  constexpr std::string_view kFileScheme = "file://";
  std::filesystem::path folder = std::filesystem::path(data_dir) / "objects";
  if (environment.objects_url) {
    const std::string_view url = *environment.objects_url;
    if (!url.starts_with(kFileScheme) || !url.substr(kFileScheme.size()).starts_with('/'))
      return base::fail(base::ErrorCode::kInvalidInput,
                        "HOUSING_OBJECTS_URL: '" + *environment.objects_url + "' is not of the form file:///folder");
    folder = url.substr(kFileScheme.size());
  }
  HT_TRY(auto store, filesystem::FolderStore::open(folder));
  return store;
}

}  // namespace housing::main
