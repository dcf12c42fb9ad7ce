// PageHead: what search engines and other sites' previews read in the head of a page, and how an exported page gets it.
// The pages are static files that know neither the place nor the address they are reached at; here their head is
// completed with both. No script and no style is put in, and everything is escaped.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace housing::api {

inline constexpr std::string_view kSiteName = "Housing Trends";

struct PageHead {
  std::string title = {};
  std::string description = {};
  std::string address = {};  // the page's own, whole; empty: it has none to be found at
  std::string image = {};    // whole address; empty: none
  std::string image_words = {};
  bool hidden = false;  // search engines shall pass it by
};

// `html` with this head: its title and description replaced, the rest put before </head>. A text without a head comes
// back as it is.
std::string with_head(std::string_view html, const PageHead& head);

std::string escape_html(std::string_view text);

}  // namespace housing::api
