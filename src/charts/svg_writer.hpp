// SvgWriter: appends SVG elements to a text. All text and attribute values are escaped here and nowhere else; what XML
// cannot hold (control characters, broken UTF-8) becomes U+FFFD. The same calls give the same bytes.
// Errors: none; closing what is not open is an assertion. Thread-safety: one writer, one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace housing::charts {

class SvgWriter {
 public:
  explicit SvgWriter(std::string& out) : out_(out) {}

  // Attributes follow until the next element, text or close.
  SvgWriter& open(std::string_view element);
  SvgWriter& attribute(std::string_view name, std::string_view value);
  SvgWriter& attribute(std::string_view name, double value);
  SvgWriter& text(std::string_view content);
  SvgWriter& close();

 private:
  void end_tag();

  std::string& out_;
  std::vector<std::string> open_;
  bool in_tag_ = false;
  bool has_children_ = false;
};

// At most two digits behind the point, none that are zero.
void append_coordinate(std::string& out, double value);

// Content of an element or of a quoted attribute.
void append_escaped(std::string& out, std::string_view text);

}  // namespace housing::charts
