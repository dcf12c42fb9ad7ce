// Rows: values of ZIP codes as CSV, by month, for the databases that the bench compares with. For this module's bench.
#pragma once

#include <cstdint>
#include <cstdio>
#include <span>
#include <string>

#include "app/world.hpp"
#include "base/assert.hpp"
#include "base/json_writer.hpp"
#include "model/catalogue.hpp"
#include "series/block.hpp"

namespace housing::analyses::testing {

inline constexpr int kExportedMonths = 13;

// Lines of month, metric, zip, value to the file `path`; gives how many. The first metric's last `months`,
// kExportedMonths of the others; metrics by their place in the list.
inline std::uint64_t write_rows(const app::World& world, const char* path, int months, std::span<char*> metrics) {
  std::FILE* file = std::fopen(path, "wb");
  HT_ASSERT(file != nullptr);
  const auto& ordinals = world.block(*model::find_metric(metrics.front()))->ordinals();
  std::string text;
  std::uint64_t rows = 0;
  for (std::int32_t ordinal = ordinals.back() - months + 1; ordinal <= ordinals.back(); ++ordinal)
    for (std::size_t number = 0; number < metrics.size(); ++number) {
      const series::Block& block = *world.block(*model::find_metric(metrics[number]));
      const auto column = block.find_column(ordinal);
      if (!column || (number > 0 && ordinal <= ordinals.back() - kExportedMonths)) continue;
      const auto range = block.rows_of(model::RegionType::kZip);
      const std::string begin =
          model::Period{model::Frequency::kMonth, ordinal}.to_string() + "-01," + std::to_string(number) + ",";
      for (std::uint32_t row = range.begin; row < range.end; ++row) {
        const model::WideCell cell = block.column(*column)[row];
        if (cell == model::kWideGap) continue;
        text.append(begin).append(block.regions()[row].text().substr(4)).append(",");
        base::append_fixed_padded(text, cell, block.decimals());
        text.push_back('\n');
        ++rows;
      }
      HT_ASSERT(std::fwrite(text.data(), 1, text.size(), file) == text.size());
      text.clear();
    }
  HT_ASSERT(std::fclose(file) == 0);
  return rows;
}

}  // namespace housing::analyses::testing
