#include "sources/zip_archive.hpp"

#include <zip.h>

#include <algorithm>
#include <set>

#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;

std::unexpected<base::Error> broken(std::string_view name, const std::string& why) {
  return base::fail(base::ErrorCode::kInvalidInput,
                    "its part " + in_quotes(name) + " cannot be read (" + why + "); download the file again");
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::string text_of(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

}  // namespace

struct ZipArchive::Handle {
  zip_t* archive = nullptr;
};

void ZipArchive::Close::operator()(Handle* handle) const {
  zip_discard(handle->archive);
  delete handle;
}

base::Result<ZipArchive> ZipArchive::open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* const opened = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  const std::string why = opened == nullptr ? zip_error_strerror(&error) : "";
  zip_error_fini(&error);
  if (opened == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return base::fail(base::ErrorCode::kInvalidInput, "it is damaged or cut short (" + why + "); download it again");
  }
  ZipArchive archive(std::unique_ptr<Handle, Close>(new Handle{opened}));
  const zip_int64_t entries = zip_get_num_entries(opened, 0);
  if (entries > static_cast<zip_int64_t>(kMaxZipEntries))
    return base::fail(base::ErrorCode::kLimitExceeded, "it has more than " + std::to_string(kMaxZipEntries) + " parts");
  std::set<std::string_view> seen;
  for (zip_int64_t i = 0; i < entries; ++i) {
    const char* const name = zip_get_name(opened, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
    if (name == nullptr) return broken("?", "it has no name");
    if (!seen.insert(name).second) return broken(name, "there are two of this name");
    archive.names_.emplace_back(name);
  }
  return archive;
}

bool ZipArchive::has(std::string_view name) const { return std::ranges::find(names_, name) != names_.end(); }

base::Status ZipArchive::read(const std::string& name, const Take& take) {
  const auto found = std::ranges::find(names_, name);
  if (found == names_.end())
    return base::fail(base::ErrorCode::kNotFound, "it has no part " + in_quotes(name) + "; download it again");
  const auto index = static_cast<zip_uint64_t>(found - names_.begin());
  zip_stat_t about;
  zip_stat_init(&about);
  if (zip_stat_index(handle_->archive, index, 0, &about) != 0) return broken(name, zip_strerror(handle_->archive));
  if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
    return broken(name, "it is encrypted");
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(handle_->archive, index, 0));
  if (file == nullptr) return broken(name, zip_strerror(handle_->archive));

  const std::uint64_t by_ratio = std::max<std::uint64_t>(about.comp_size, 1) > kMaxEntryBytes / kMaxInflation
                                     ? kMaxEntryBytes
                                     : std::max(about.comp_size * kMaxInflation, kAlwaysInflated);
  const std::uint64_t most = std::min(kMaxEntryBytes, by_ratio);
  std::uint64_t total = 0;
  std::vector<char> chunk(kChunkBytes);
  while (true) {
    const zip_int64_t count = zip_fread(file.get(), chunk.data(), chunk.size());
    if (count < 0) return broken(name, text_of(zip_error_code_zip(zip_file_get_error(file.get()))));
    if (count == 0) return {};
    total += static_cast<std::uint64_t>(count);
    if (total > most)
      return base::fail(base::ErrorCode::kLimitExceeded, "its part " + in_quotes(name) + " inflates to more than " +
                                                             std::to_string(most) + " bytes, too much for its " +
                                                             std::to_string(about.comp_size) + " packed bytes");
    HT_TRY(const bool more, take({chunk.data(), static_cast<std::size_t>(count)}));
    if (!more) return {};
  }
}

base::Result<std::string> ZipArchive::read_all(const std::string& name, std::uint64_t max_bytes) {
  std::string all;
  HT_CHECK_OK(read(name, [&](std::string_view chunk) -> base::Result<bool> {
    if (all.size() + chunk.size() > max_bytes)
      return base::fail(base::ErrorCode::kLimitExceeded,
                        "its part " + in_quotes(name) + " has more than " + std::to_string(max_bytes) + " bytes");
    all.append(chunk);
    return true;
  }));
  return all;
}

}  // namespace housing::sources
