// Methods: what this program computes, each with its formula in plain text, where the formula comes from, and the
// family of examples that proves it. The page on methods is made of these. Thread-safety: constants.
#pragma once

#include <span>
#include <string_view>

namespace housing::proof {

struct Method {
  std::string_view id;
  std::string_view name;
  std::string_view formula;
  std::string_view source;   // of the formula
  std::string_view family;   // member of the document of examples
  std::string_view example;  // what the examples are, for people
};

std::span<const Method> all_methods();

}  // namespace housing::proof
