// LeftOut: rows of a kind that a format knows and does not import (neighbourhoods, an index nobody asked for). They
// are counted and told of in one refusal a kind, at the end, instead of one a row.
// Limits: kMaxLeftOutKinds; rows of further kinds are refused one by one. Thread-safety: one parse, one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "sources/source.hpp"

namespace housing::sources {

inline constexpr std::size_t kMaxLeftOutKinds = 32;

class LeftOut {
 public:
  // `kind`: in words, for "123 rows of <kind> are not imported".
  void add(std::string kind, std::uint64_t line, std::size_t column, Sink& sink) {
    const auto known = kinds_.find(kind);
    if (known != kinds_.end()) {
      ++known->second.rows;
    } else if (kinds_.size() == kMaxLeftOutKinds) {
      sink.row_refused({line, column, "rows of " + kind + " are not imported"});
    } else {
      kinds_.emplace(std::move(kind), Kind{line, column, 1});
    }
  }
  void tell(Sink& sink) const {
    for (const auto& [kind, of] : kinds_)
      sink.row_refused({of.line, of.column,
                        std::to_string(of.rows) + (of.rows == 1 ? " row of " : " rows of ") + kind +
                            (of.rows == 1 ? " is" : ", the first of them here, are") + " not imported"});
  }

 private:
  struct Kind {
    std::uint64_t line;
    std::size_t column;
    std::uint64_t rows;
  };
  std::map<std::string, Kind, std::less<>> kinds_;
};

}  // namespace housing::sources
