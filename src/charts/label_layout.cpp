#include "charts/label_layout.hpp"

#include <algorithm>
#include <numeric>

namespace housing::charts {
namespace {

// Labels that touch: they stand as one block, its middle where the sum of squared distances is least.
struct Block {
  std::vector<std::size_t> labels;
  double height = 0;
  double wanted_top = 0;  // sum over the labels of the top each would like the block to have
  double top = 0;
};

}  // namespace

std::vector<double> spread_labels(const std::vector<LabelPlace>& labels, double from, double to) {
  std::vector<std::size_t> order(labels.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return labels[i].wanted; });
  std::vector<Block> blocks;
  const auto settle = [&](Block& block) {
    const double best = block.wanted_top / static_cast<double>(block.labels.size());
    block.top = std::max(from, std::min(best, to - block.height));
  };
  for (const std::size_t i : order) {
    Block block{{i}, labels[i].height, labels[i].wanted - labels[i].height / 2, 0};
    settle(block);
    while (!blocks.empty() && blocks.back().top + blocks.back().height > block.top) {
      Block& above = blocks.back();
      above.wanted_top += block.wanted_top - above.height * static_cast<double>(block.labels.size());
      above.labels.insert(above.labels.end(), block.labels.begin(), block.labels.end());
      above.height += block.height;
      settle(above);
      block = std::move(above);
      blocks.pop_back();
    }
    blocks.push_back(std::move(block));
  }
  std::vector<double> middles(labels.size());
  for (const Block& block : blocks) {
    double top = block.top;
    for (const std::size_t i : block.labels) {
      middles[i] = top + labels[i].height / 2;
      top += labels[i].height;
    }
  }
  return middles;
}

}  // namespace housing::charts
