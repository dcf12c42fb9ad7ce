#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "http/static_files.hpp"

namespace housing::http {

std::string_view content_type_of(std::string_view file_name) {
  using Row = std::pair<std::string_view, std::string_view>;
  static constexpr std::array<Row, 23> kTypes = {{
      {"html", "text/html; charset=utf-8"},
      {"css", "text/css; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"mjs", "text/javascript; charset=utf-8"},
      {"json", "application/json"},
      {"map", "application/json"},
      {"webmanifest", "application/manifest+json"},
      {"geojson", "application/geo+json"},
      {"txt", "text/plain; charset=utf-8"},
      {"md", "text/markdown; charset=utf-8"},
      {"csv", "text/csv; charset=utf-8"},
      {"xml", "application/xml"},
      {"svg", "image/svg+xml"},
      {"png", "image/png"},
      {"jpg", "image/jpeg"},
      {"jpeg", "image/jpeg"},
      {"webp", "image/webp"},
      {"avif", "image/avif"},
      {"gif", "image/gif"},
      {"ico", "image/vnd.microsoft.icon"},
      {"woff2", "font/woff2"},
      {"woff", "font/woff"},
      {"wasm", "application/wasm"},
  }};
  const std::size_t dot = file_name.rfind('.');
  const std::string ending = dot == std::string_view::npos ? std::string() : base::lower(file_name.substr(dot + 1));
  const auto* row = std::ranges::find(kTypes, std::string_view(ending), &Row::first);
  return row == kTypes.end() ? std::string_view("application/octet-stream") : row->second;
}

}  // namespace housing::http
