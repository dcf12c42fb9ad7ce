// LongPlaces: the places of a long table, numbered as they come, by the publisher's code. A code keeps one name
// throughout a file. Ownership: of the places. Limits: kMaxLongPlaces. Thread-safety: one parse, one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sources/source.hpp"

namespace housing::sources {

inline constexpr std::size_t kMaxLongPlaces =
    4'000'000;  // some forty times the towns, ZIP codes and counties there are

class LongPlaces {
 public:
  struct Found {
    std::uint32_t number;
    std::uint64_t first_line;
    std::string_view text;  // as it was on the first line
  };

  // The place of a code, which `make_place()` makes when it is new (a Result<Place>). `text` is what the row says of
  // the place beside its code, for the caller to compare. Errors: make_place()'s; kLimitExceeded.
  template <class MakePlace>
  base::Result<Found> find(std::string_view code, std::string_view text, std::uint64_t line, MakePlace make_place) {
    const auto known = numbers_.find(code);
    if (known != numbers_.end()) {
      const Entry& entry = entries_[known->second];
      return Found{known->second, entry.first_line, entry.text};
    }
    HT_TRY(Place place, make_place());
    if (places_.size() == kMaxLongPlaces)
      return base::fail(base::ErrorCode::kLimitExceeded,
                        "line " + std::to_string(line) + ": more than " + std::to_string(kMaxLongPlaces) + " places");
    const auto number = static_cast<std::uint32_t>(places_.size());
    places_.push_back(std::move(place));
    entries_.push_back({line, std::string(text)});
    numbers_.emplace(code, number);
    return Found{number, line, text};
  }

  // Two codes that came out as one region: the lesser code keeps it, the other gets a region of its own, whatever
  // their order in the file was. Once, before places().
  void part_namesakes(std::string_view source);
  std::span<const Place> places() const { return places_; }

 private:
  struct Entry {
    std::uint64_t first_line;
    std::string text;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  std::vector<Place> places_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
};

}  // namespace housing::sources
