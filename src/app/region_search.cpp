#include "app/region_search.hpp"

#include "base/text.hpp"

namespace housing::app {
namespace {

Answered<places::TypeFilter> parse_types(const std::string& text) {
  places::TypeFilter filter;
  if (text.empty()) return filter;
  for (const std::string_view part : base::split(text, ',')) {
    const auto type = model::parse_region_type(part);
    if (!type) {
      std::vector<std::string> known;
      for (std::size_t i = 0; i < model::kRegionTypes; ++i)
        known.emplace_back(to_string(static_cast<model::RegionType>(i)));
      return reject("unknown-type", "type", "There is no type of region '" + std::string(part.substr(0, 40)) + "'.",
                    std::move(known));
    }
    filter.set(static_cast<std::size_t>(*type));
  }
  return filter;
}

Answered<std::size_t> parse_count(const std::string& text, const std::string& parameter, std::size_t least,
                                  std::size_t most, std::size_t otherwise) {
  if (text.empty()) return otherwise;
  const auto number = base::parse_integer(text);
  if (!number || *number < static_cast<std::int64_t>(least) || *number > static_cast<std::int64_t>(most))
    return reject(
        "bad-number", parameter,
        "'" + parameter + "' is a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  return static_cast<std::size_t>(*number);
}

}  // namespace

Answered<RegionPage> answer_regions(const World& world, const RegionQuestion& question) {
  if (question.text.size() > kMaxSearchText)
    return reject("limit-exceeded", "q", "A search is at most " + std::to_string(kMaxSearchText) + " bytes long.");
  places::Question asked;
  asked.text = question.text;
  auto types = parse_types(question.types);
  if (!types) return std::unexpected(types.error());
  asked.types = *types;
  if (!question.within.empty()) {
    auto within = known_region(world, question.within, "within");
    if (!within) return std::unexpected(within.error());
    asked.within = *within;
  }
  auto limit = parse_count(question.limit, "limit", 1, kMaxPageSize, kDefaultPageSize);
  if (!limit) return std::unexpected(limit.error());
  auto offset = parse_count(question.cursor, "cursor", 0, kMaxPageOffset, 0);
  if (!offset) return std::unexpected(offset.error());
  asked.limit = *limit + 1;  // one more tells whether there is a next page
  asked.offset = *offset;

  RegionPage page;
  for (const places::Hit& hit : world.search().search(asked)) page.regions.push_back(hit.id);
  if (page.regions.size() > *limit) {
    page.regions.resize(*limit);
    page.next = std::to_string(*offset + *limit);
  }
  return page;
}

}  // namespace housing::app
