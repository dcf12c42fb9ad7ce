// Xml: a small XML document as S3 and the query services answer with, as a tree. For these answers alone: no document
// type, no entities but XML's own five and character references, prefixes and attributes are dropped.
// Thread-safety: reading is safe from any thread. Errors: kInvalidInput for what is not well-formed, kLimitExceeded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace housing::aws {

inline constexpr int kMaxXmlDepth = 32;
inline constexpr std::size_t kMaxXmlElements = 100'000;

struct Xml {
  std::string name;  // without prefix
  std::string text;  // of this element, its children's left out
  std::vector<Xml> children;

  static base::Result<Xml> parse(std::string_view document);

  const Xml* child(std::string_view child_name) const;             // nullptr: none of that name
  std::string_view child_text(std::string_view child_name) const;  // "" where there is none
  const Xml* find(std::string_view element_name) const;  // this or the first below it, in the document's order
};

}  // namespace housing::aws
