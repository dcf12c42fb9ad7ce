#include "series/file_layout.hpp"

#include <fcntl.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstring>

#include "base/assert.hpp"

namespace housing::series {
namespace {

static_assert(std::endian::native == std::endian::little, "shards and blocks are used in place, little-endian");

constexpr std::size_t kBufferBytes = 1 << 20;
// The disk begins to write after so many bytes, while the next are being made, instead of all at the end.
constexpr std::size_t kWritebackBytes = 4 << 20;
constexpr std::size_t kDigestBytes = 32;

struct Footer {
  std::array<char, kMagicSize> magic{};
  std::uint32_t version = 0;
  std::uint64_t directory_offset = 0;
  std::uint64_t directory_size = 0;
  std::array<char, kDigestBytes> digest{};  // first half of the hexadecimal SHA-256
};

std::string digest_of(std::string_view directory) { return base::sha256_hex(directory).substr(0, kDigestBytes); }

template <class T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
void take(std::string_view& in, T& value) {
  std::memcpy(&value, in.data(), sizeof value);
  in.remove_prefix(sizeof value);
}

}  // namespace

base::Result<LayoutWriter> LayoutWriter::create(const std::filesystem::path& path) {
  std::FILE* file = std::fopen(path.c_str(), "wbe");
  if (file == nullptr) return base::fail_errno(path.string());
  auto buffer =
      std::make_unique_for_overwrite<char[]>(kBufferBytes);  // the library's own would be 4 KB, whatever asked
  std::setvbuf(file, buffer.get(), _IOFBF, kBufferBytes);
  return LayoutWriter(path, std::move(buffer), file);
}

base::Result<std::uint64_t> LayoutWriter::begin_array() {
  static constexpr std::array<std::byte, kAlignment> kZeros{};
  const std::size_t over = offset_ % kAlignment;
  if (over != 0) HT_CHECK_OK(append(std::span(kZeros).first(kAlignment - over)));
  return offset_;
}

base::Status LayoutWriter::append(std::span<const std::byte> bytes) {
  if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
    return base::fail_errno(path_.string());
  offset_ += bytes.size();
  start_writeback();
  return {};
}

void LayoutWriter::start_writeback() {
  if (offset_ - writeback_ < kWritebackBytes) return;
  // Only a hint: whatever it says, finish() and the store's own sync decide.
  ::sync_file_range(::fileno(file_.get()), static_cast<off_t>(writeback_), static_cast<off_t>(offset_ - writeback_),
                    SYNC_FILE_RANGE_WRITE);
  writeback_ = offset_;
}

base::Status LayoutWriter::finish(std::string_view magic, std::uint32_t version, std::string_view directory) {
  HT_ASSERT(magic.size() == kMagicSize);
  const std::uint64_t directory_offset = offset_;
  HT_CHECK_OK(append(std::as_bytes(std::span(directory))));
  std::string footer(magic);
  put(footer, version);
  put(footer, directory_offset);
  put(footer, static_cast<std::uint64_t>(directory.size()));
  footer.append(digest_of(directory));
  footer.append(kFooterSize - footer.size(), '\0');
  HT_CHECK_OK(append(std::as_bytes(std::span(std::string_view(footer)))));
  std::FILE* file = file_.release();
  if (std::fclose(file) != 0) return base::fail_errno(path_.string());
  return {};
}

base::Result<LayoutReader> LayoutReader::open(const std::filesystem::path& path, std::string_view magic,
                                              std::uint32_t version) {
  HT_TRY(auto file, base::MappedFile::open(path));
  const std::string_view text = file.text();
  const auto corrupt = [&](std::string_view why) {
    return base::fail(base::ErrorCode::kCorrupt, path.string() + ": " + std::string(why));
  };
  if (text.size() < kFooterSize) return corrupt("too short to be one of our files");
  std::string_view rest = text.substr(text.size() - kFooterSize);
  Footer footer;
  take(rest, footer.magic);
  take(rest, footer.version);
  take(rest, footer.directory_offset);
  take(rest, footer.directory_size);
  take(rest, footer.digest);
  if (std::string_view(footer.magic.data(), kMagicSize) != magic)
    return corrupt("not a " + std::string(magic) + " file");
  if (footer.version != version)
    return base::fail(base::ErrorCode::kInvalidInput, path.string() + ": version " + std::to_string(footer.version) +
                                                          ", this program reads " + std::to_string(version));
  const std::uint64_t arrays_end = text.size() - kFooterSize;
  if (footer.directory_offset > arrays_end || footer.directory_size != arrays_end - footer.directory_offset)
    return corrupt("its directory is not where the footer says");
  const std::string_view directory = text.substr(footer.directory_offset, footer.directory_size);
  if (std::string_view(footer.digest.data(), kDigestBytes) != digest_of(directory))
    return corrupt("its directory was changed after it was written");
  auto parsed = base::Json::parse(directory);
  if (!parsed) return corrupt(parsed.error().message);
  return LayoutReader(std::move(file), std::move(*parsed), footer.directory_offset, path.string());
}

base::Result<const char*> LayoutReader::range(std::int64_t offset, std::int64_t count, std::size_t size) const {
  const auto limit = static_cast<std::int64_t>(arrays_size_);
  if (offset < 0 || count < 0 || offset % static_cast<std::int64_t>(kAlignment) != 0 || offset > limit ||
      count > (limit - offset) / static_cast<std::int64_t>(size))
    return base::fail(base::ErrorCode::kCorrupt, name_ + ": an array lies outside the file");
  return file_.bytes().data() + offset;
}

base::Result<Cells> read_cells(const LayoutReader& layout, std::int64_t bytes, std::int64_t offset,
                               std::int64_t count) {
  if (bytes == sizeof(model::WideCell)) {
    HT_TRY(const auto wide, layout.array<model::WideCell>(offset, count));
    return Cells(wide);
  }
  if (bytes != sizeof(model::Cell)) return base::fail(base::ErrorCode::kCorrupt, "values of impossible size");
  HT_TRY(const auto narrow, layout.array<model::Cell>(offset, count));
  return Cells(narrow);
}

}  // namespace housing::series
