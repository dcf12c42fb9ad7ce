#include "places/nearest.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "places/typo.hpp"

namespace housing::places {

using model::RegionId;
using model::RegionType;

namespace {

constexpr int kMaxTypeMistakes = 2;
constexpr int kMaxCodeMistakes = 2;
constexpr std::size_t kMaxText = RegionId::kMaxLength + 2;

struct Candidate {
  int distance = 0;
  std::size_t place = 0;
  auto operator<=>(const Candidate&) const = default;
};

// 0 for the code or a beginning of it, else 1 and more.
int code_distance(std::string_view typed, std::string_view code) {
  if (!typed.empty() && code.starts_with(typed)) return 0;
  return std::max(1, word_distance(typed, code, kMaxCodeMistakes));
}

// The types `typed` may mean, with the mistakes in it.
std::vector<std::pair<RegionType, int>> types_like(std::string_view typed) {
  std::vector<std::pair<RegionType, int>> types;
  for (std::size_t i = 0; i < model::kRegionTypes; ++i) {
    const auto type = static_cast<RegionType>(i);
    const int mistakes = typed.empty() ? 0 : word_distance(typed, to_string(type), kMaxTypeMistakes);
    if (mistakes == 0 && !typed.empty()) return {{type, 0}};
    if (mistakes <= kMaxTypeMistakes) types.emplace_back(type, mistakes);
  }
  return types;
}

}  // namespace

std::vector<RegionId> nearest_ids(const Gazetteer& gazetteer, std::string_view text, std::size_t limit) {
  const std::string id = base::lower(base::trim(text));
  if (id.empty() || id.size() > kMaxText) return {};
  const std::size_t dash = id.find('-');
  const std::string_view type_text =
      dash == std::string::npos ? std::string_view() : std::string_view(id).substr(0, dash);
  const std::string_view code = std::string_view(id).substr(dash == std::string::npos ? 0 : dash + 1);
  std::vector<Candidate> candidates;
  for (const auto& [type, mistakes] : types_like(type_text)) {
    for (const Place place : gazetteer.of_type(type)) {
      const RegionId known = place.id();
      const int distance = mistakes + code_distance(code, known.code());
      if (distance <= kMaxCodeMistakes) candidates.push_back({distance, place.number()});
    }
  }
  std::ranges::sort(candidates);
  std::vector<RegionId> ids;
  for (const Candidate& candidate : candidates) {
    if (ids.size() == limit || candidate.distance > candidates.front().distance) break;
    ids.push_back(gazetteer.at(candidate.place).id());
  }
  return ids;
}

}  // namespace housing::places
