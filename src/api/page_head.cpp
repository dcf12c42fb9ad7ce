#include "api/page_head.hpp"

#include <optional>

#include "charts/card.hpp"

namespace housing::api {
namespace {

constexpr std::string_view kTitle = "<title>";
constexpr std::string_view kTitleEnd = "</title>";
constexpr std::string_view kDescription = "<meta name=\"description\" content=\"";
constexpr std::string_view kHeadEnd = "</head>";

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::optional<Span> between(std::string_view html, std::string_view before, std::string_view after) {
  const std::size_t head = html.find(kHeadEnd);
  const std::size_t at = html.find(before);
  if (head == std::string_view::npos || at == std::string_view::npos || at > head) return std::nullopt;
  const std::size_t begin = at + before.size();
  const std::size_t end = html.find(after, begin);
  if (end == std::string_view::npos || end > head) return std::nullopt;
  return Span{begin, end};
}

void replace(std::string& html, std::string_view before, std::string_view after, const std::string& with) {
  if (const auto span = between(html, before, after)) html.replace(span->begin, span->end - span->begin, with);
}

void add(std::string& out, std::string_view kind, std::string_view name, std::string_view content) {
  if (content.empty()) return;
  out.append("<meta ").append(kind).append("=\"").append(name).append("\" content=\"");
  out.append(escape_html(content)).append("\"/>");
}

std::string lines_of(const PageHead& head) {
  std::string out;
  if (head.hidden) add(out, "name", "robots", "noindex");
  if (head.address.empty()) return out;
  out.append("<link rel=\"canonical\" href=\"").append(escape_html(head.address)).append("\"/>");
  add(out, "property", "og:type", "website");
  add(out, "property", "og:site_name", kSiteName);
  add(out, "property", "og:title", head.title);
  add(out, "property", "og:description", head.description);
  add(out, "property", "og:url", head.address);
  if (head.image.empty()) {
    add(out, "name", "twitter:card", "summary");
    return out;
  }
  add(out, "property", "og:image", head.image);
  add(out, "property", "og:image:type", "image/png");
  add(out, "property", "og:image:width", std::to_string(charts::kCardWidth));
  add(out, "property", "og:image:height", std::to_string(charts::kCardHeight));
  add(out, "property", "og:image:alt", head.image_words);
  add(out, "name", "twitter:card", "summary_large_image");
  return out;
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    switch (letter) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += static_cast<unsigned char>(letter) < ' ' ? ' ' : letter;
    }
  }
  return out;
}

std::string with_head(std::string_view html, const PageHead& head) {
  std::string page(html);
  replace(page, kTitle, kTitleEnd, escape_html(head.title));
  if (!head.description.empty()) replace(page, kDescription, "\"", escape_html(head.description));
  if (const std::size_t at = page.find(kHeadEnd); at != std::string::npos) page.insert(at, lines_of(head));
  return page;
}

}  // namespace housing::api
