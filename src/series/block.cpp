#include "series/block.hpp"

#include <algorithm>
#include <type_traits>

#include "series/axis.hpp"

namespace housing::series {
namespace {

base::Status corrupt(std::string_view why) {
  return base::fail(base::ErrorCode::kCorrupt, "block: " + std::string(why));
}

}  // namespace

static_assert(std::is_trivially_copyable_v<model::RegionId> && sizeof(model::RegionId) == 32,
              "region ids are stored as they are in memory");

base::Result<Block> Block::open(const std::filesystem::path& path) {
  HT_TRY(auto layout, LayoutReader::open(path, "HTBLOCK\n", kBlockVersion));
  Block block(std::move(layout));
  if (auto status = block.read(); !status) return std::unexpected(status.error().at(path.string()));
  return block;
}

base::Status Block::read() {
  const base::Json& directory = layout_.directory();
  metric_ = directory.text("metric");
  const auto frequency = model::parse_frequency(directory.text("frequency"));
  if (!frequency) return corrupt("unknown frequency");
  frequency_ = *frequency;
  decimals_ = static_cast<int>(directory.integer("decimals"));
  const std::int64_t rows = directory.integer("rows", -1);
  const std::int64_t columns = directory.integer("columns", -1);
  if (rows < 0 || rows > (1 << 28) || columns < 0 || columns > (1 << 20)) return corrupt("impossible size");
  const auto at = [&](std::string_view name) { return directory.integer(name, -1); };
  HT_TRY(regions_, layout_.array<model::RegionId>(at("regions_at"), rows));
  HT_TRY(ordinals_, layout_.array<std::int32_t>(at("ordinals_at"), columns));
  const std::int64_t bytes = directory.integer("bytes", sizeof(model::Cell));
  HT_TRY(by_region_, read_cells(layout_, bytes, at("by_region_at"), rows * columns));
  HT_TRY(by_period_, read_cells(layout_, bytes, at("by_period_at"), rows * columns));
  HT_TRY(origin_begins_, layout_.array<std::uint32_t>(at("origin_begins_at"), rows + 1));
  HT_TRY(origins_, layout_.array<Origin>(at("origins_at"), directory.integer("origins", -1)));
  for (const base::Json& shard : directory.array("shards")) shards_.emplace_back(shard.text_or(""));
  if (!is_axis(frequency_, ordinals_)) return corrupt("periods that are no axis");
  HT_CHECK_OK(read_rows());
  return check_origins();
}

base::Status Block::read_rows() {
  for (std::uint32_t row = 0; row < regions_.size(); ++row) {
    if (regions_[row].text().size() > model::RegionId::kMaxLength) return corrupt("a region of impossible length");
    const auto type = static_cast<std::size_t>(regions_[row].type());
    if (type >= model::kRegionTypes) return corrupt("a region of unknown type");
    if (type_rows_[type].end == 0) type_rows_[type].begin = row;
    type_rows_[type].end = row + 1;
  }
  return {};
}

// Each row's origins begin at its first column and ascend.
base::Status Block::check_origins() const {
  if (!std::ranges::is_sorted(origin_begins_) || origin_begins_.back() > origins_.size())
    return corrupt("origins out of order");
  for (std::uint32_t row = 0; row < regions_.size(); ++row) {
    std::uint32_t least = 0;
    for (const Origin& origin : origins(row)) {
      if (origin.first_column < least || origin.first_column >= ordinals_.size() ||
          (least == 0) != (origin.first_column == 0))
        return corrupt("origins out of order");
      if (origin.shard != kNoShard && origin.shard >= shards_.size()) return corrupt("an origin that is not there");
      least = origin.first_column + 1;
    }
  }
  return {};
}

std::optional<std::uint32_t> Block::find_row(const model::RegionId& region) const {
  const RowRange range = rows_of(region.type());
  const auto begin = regions_.begin() + range.begin;
  const auto end = regions_.begin() + range.end;
  const auto found = std::lower_bound(begin, end, region);
  if (found == end || *found != region) return std::nullopt;
  return static_cast<std::uint32_t>(found - regions_.begin());
}

std::optional<std::uint32_t> Block::find_column(std::int32_t ordinal) const {
  const auto found = std::ranges::lower_bound(ordinals_, ordinal);
  if (found == ordinals_.end() || *found != ordinal) return std::nullopt;
  return static_cast<std::uint32_t>(found - ordinals_.begin());
}

}  // namespace housing::series
