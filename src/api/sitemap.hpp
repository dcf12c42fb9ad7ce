// What a search engine is told of the pages there are: robots.txt, an index of sitemaps, and sitemaps: the dashboard's
// own pages, and of each type of place those that a metric has numbers for. https://www.sitemaps.org/protocol.html
// Limits: kMaxSitemapPlaces addresses a file (the protocol lets 50,000). Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/world.hpp"

namespace housing::api {

inline constexpr std::size_t kMaxSitemapPlaces = 20'000;

// `site`: the address people reach this installation at, without a slash at its end. `pages`: "/", "/map" …
struct SitemapInputs {
  const app::World& world;
  std::string site;
  std::vector<std::string> pages;
};

std::string robots_txt(const std::string& site);
// `path` of "/sitemap.xml" or of one that it names; nothing for any other.
std::optional<std::string> sitemap_xml(const SitemapInputs& inputs, std::string_view path);

}  // namespace housing::api
