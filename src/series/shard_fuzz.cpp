// Shard and block files with any content: opening says "corrupt" or gives something that can be read to its end.
//
// The fuzzer's bytes are the arrays and the directory; the footer, whose digest no fuzzer would guess, is made here.
//
// The file lies in memory: nothing is left behind, however the process ends.
#include <sys/mman.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/assert.hpp"
#include "series/block.hpp"
#include "series/shard.hpp"

namespace {

using namespace housing;

// A file of ours: `arrays` and `directory` behind one of the two magics.
std::filesystem::path made_file(std::string_view arrays, std::string_view directory, std::string_view magic,
                                std::uint32_t version) {
  static const int file = ::memfd_create("shard-fuzz", MFD_CLOEXEC);
  HT_ASSERT(file >= 0);
  static const std::filesystem::path path = "/proc/self/fd/" + std::to_string(file);
  auto layout = series::LayoutWriter::create(path);
  HT_ASSERT(layout.has_value());
  HT_ASSERT(layout->append(std::as_bytes(std::span(arrays))).has_value());
  HT_ASSERT(layout->finish(magic, version, directory).has_value());
  return path;
}

// Of any width, wrapping around.
std::uint64_t sum_of(const series::Cells& cells) {
  std::uint64_t sum = 0;
  for (const model::WideCell cell : cells) sum += static_cast<std::uint64_t>(cell);
  return sum;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t arrays = std::min<std::size_t>(static_cast<unsigned char>(bytes[0]) * 16, size - 1);
  std::uint64_t read = 0;
  if (const auto shard = series::ShardReader::open(
          made_file(bytes.substr(1, arrays), bytes.substr(1 + arrays), "HTSHARD\n", series::kShardVersion)))
    for (const auto& table : shard->tables())
      for (std::size_t row = 0; row < table.places.size(); ++row) read += sum_of(table.row(row));
  if (const auto block = series::Block::open(
          made_file(bytes.substr(1, arrays), bytes.substr(1 + arrays), "HTBLOCK\n", series::kBlockVersion)))
    for (std::uint32_t row = 0; row < block->regions().size(); ++row) {
      read += sum_of(block->row(row)) + block->origins(row).size();
      HT_ASSERT(block->find_row(block->regions()[row]) == row);
    }
  return read == UINT64_MAX ? 1 : 0;
}
