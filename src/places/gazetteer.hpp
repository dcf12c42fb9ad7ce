// Gazetteer: the places of the United States and what is known of them without any publisher's file: names, kinds,
// parents, children, ZIP codes' cities, populations. It is not the list of what data exists, and it holds no values.
//
// Ownership: a view; the bytes it was opened over must outlive it and every Place. Copies are cheap.
// Thread-safety: immutable. Errors: only open() can fail. Source: tools/gazetteer (Census Bureau, us-atlas, GeoNames).
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/region.hpp"

namespace housing::places {

class Place;

// A random-access range made by number; `Element` is what the range gives by value.
template <class Range, class Element>
class NumberedIterator {
 public:
  using value_type = Element;
  using difference_type = std::ptrdiff_t;
  NumberedIterator() = default;
  NumberedIterator(const Range& range, std::size_t at) : range_(range), at_(at) {}
  Element operator*() const { return range_[at_]; }
  NumberedIterator& operator++() {
    ++at_;
    return *this;
  }
  NumberedIterator operator++(int) {
    auto before = *this;
    ++at_;
    return before;
  }
  bool operator==(const NumberedIterator& other) const { return at_ == other.at_; }

 private:
  Range range_{};
  std::size_t at_ = 0;
};

// Places one after another in the table: those of a type.
class PlaceRange {
 public:
  PlaceRange() = default;
  PlaceRange(const std::byte* file, std::size_t first, std::size_t count) : file_(file), first_(first), count_(count) {}
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  Place operator[](std::size_t i) const;
  NumberedIterator<PlaceRange, Place> begin() const { return {*this, 0}; }
  NumberedIterator<PlaceRange, Place> end() const { return {*this, count_}; }

 private:
  const std::byte* file_ = nullptr;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
};

// Places a place refers to: parents, links, children.
class PlaceList {
 public:
  PlaceList() = default;
  PlaceList(const std::byte* file, std::size_t first, std::size_t count) : file_(file), first_(first), count_(count) {}
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  Place operator[](std::size_t i) const;
  NumberedIterator<PlaceList, Place> begin() const { return {*this, 0}; }
  NumberedIterator<PlaceList, Place> end() const { return {*this, count_}; }

 private:
  const std::byte* file_ = nullptr;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
};

class AliasList {
 public:
  AliasList() = default;
  AliasList(const std::byte* file, std::size_t first, std::size_t count) : file_(file), first_(first), count_(count) {}
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  std::string_view operator[](std::size_t i) const;
  NumberedIterator<AliasList, std::string_view> begin() const { return {*this, 0}; }
  NumberedIterator<AliasList, std::string_view> end() const { return {*this, count_}; }

 private:
  const std::byte* file_ = nullptr;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
};

struct Location {
  double latitude = 0;   // degrees north
  double longitude = 0;  // degrees east
};

// One place of the table, by number. Text it gives lies in the gazetteer's bytes.
class Place {
 public:
  Place() = default;
  Place(const std::byte* file, std::size_t number) : file_(file), number_(number) {}

  std::size_t number() const { return number_; }
  model::RegionId id() const;
  model::RegionType type() const;
  // "San Francisco-Oakland-Fremont, CA", "Cook County", "94110".
  std::string_view name() const;
  // What to print: "Cook County, IL", "94110, San Francisco, CA"; else the name.
  std::string label() const;
  // A ZIP code's city; empty for everything else.
  std::string_view city() const;
  // Nearest first, ending in the nation: a ZIP code's county, metro, state(s), nation.
  PlaceList parents() const;
  // Largest kinds first, within a kind by population; those no longer in use last.
  PlaceList children() const;
  // What replaced a former place, or what this one replaced; Connecticut's counties and planning regions.
  PlaceList links() const;
  // What shares a boundary with a state, county or present metro (through its counties): present places first, the
  // largest first. Symmetric. Empty for islands and every other type; for ZIP codes there is near_places().
  PlaceList neighbours() const;
  AliasList aliases() const;
  std::optional<Location> location() const;
  // Census estimate of 2024; a metro's is the sum of its counties'; 0 unknown.
  std::uint32_t population() const;
  // The year of the delineation or of the county's boundaries (for a former place the last one); 0 has none.
  int vintage() const;
  bool is_metropolitan() const;
  bool is_micropolitan() const;
  // True for a dissolved CBSA or division and for a county that no longer exists.
  bool is_former() const;
  // The first state among the parents, itself for a state.
  std::optional<Place> state() const;

  bool operator==(const Place& other) const { return file_ == other.file_ && number_ == other.number_; }

 private:
  const std::byte* file_ = nullptr;
  std::size_t number_ = 0;
};

class Gazetteer {
 public:
  // Checks everything once: form, checksum, order, every reference. kCorrupt when anything is wrong.
  static base::Result<Gazetteer> open(std::span<const std::byte> bytes);

  std::size_t size() const;
  Place at(std::size_t number) const { return {file_, number}; }  // number < size()
  std::optional<Place> find(const model::RegionId& id) const;     // O(log n), allocates nothing
  // The state of a Census place or town, which the table lacks, by the FIPS code its id begins with; nothing for
  // others.
  std::optional<Place> state_of_code(const model::RegionId& id) const;
  PlaceRange all() const { return {file_, 0, size()}; }
  PlaceRange of_type(model::RegionType type) const;  // by code

 private:
  explicit Gazetteer(const std::byte* file) : file_(file) {}

  const std::byte* file_;
};

}  // namespace housing::places
