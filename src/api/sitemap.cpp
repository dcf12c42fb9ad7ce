#include "api/sitemap.hpp"

#include <algorithm>
#include <array>

#include "api/page_head.hpp"
#include "base/text.hpp"

namespace housing::api {
namespace {

using model::RegionType;

constexpr std::string_view kIndex = "/sitemap.xml";
constexpr std::string_view kPrefix = "/sitemap-";
constexpr std::string_view kSuffix = ".xml";
constexpr std::string_view kPages = "pages";
constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view kNamespace = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
constexpr std::size_t kDayLength = 10;  // "2025-03-31" of an ISO time

constexpr std::array kTypes = {RegionType::kUs,       RegionType::kRegion, RegionType::kDivision,
                               RegionType::kState,    RegionType::kMetro,  RegionType::kMetroDivision,
                               RegionType::kNonmetro, RegionType::kCounty, RegionType::kPlace,
                               RegionType::kTown,     RegionType::kZip};

// Pages that are one person's, or a step on somebody's way.
constexpr std::array<std::string_view, 14> kPrivate = {
    "/account", "/admin",    "/alerts", "/confirm-email", "/exports", "/forgot",      "/notifications",
    "/reset",   "/register", "/saved",  "/sign-in",       "/verify",  "/unsubscribe", "/watchlist"};
constexpr std::string_view kPlace = "/region";  // the page of no place

bool is_listed(std::string_view page) { return page != kPlace && std::ranges::find(kPrivate, page) == kPrivate.end(); }

// The day the world was put together: no page's numbers are newer.
std::string day_of(const app::World& world) { return world.manifest().created.substr(0, kDayLength); }

void add(std::string& out, std::string_view element, const std::string& address, const std::string& day) {
  out.append("<").append(element).append("><loc>").append(escape_html(address)).append("</loc>");
  if (!day.empty()) out.append("<lastmod>").append(day).append("</lastmod>");
  out.append("</").append(element).append(">\n");
}

std::string part_name(RegionType type, std::size_t part) {
  return std::string(kPrefix).append(to_string(type)).append("-").append(std::to_string(part)).append(kSuffix);
}

std::string index_of(const SitemapInputs& inputs) {
  const std::string day = day_of(inputs.world);
  std::string out = std::string(kXml) + "<sitemapindex" + std::string(kNamespace);
  add(out, "sitemap", inputs.site + std::string(kPrefix).append(kPages).append(kSuffix), day);
  for (const RegionType type : kTypes) {
    const std::size_t places = inputs.world.regions_with_data(type).size();
    for (std::size_t begin = 0; begin < places; begin += kMaxSitemapPlaces)
      add(out, "sitemap", inputs.site + part_name(type, begin / kMaxSitemapPlaces + 1), day);
  }
  return out + "</sitemapindex>\n";
}

std::string pages_of(const SitemapInputs& inputs) {
  const std::string day = day_of(inputs.world);
  std::string out = std::string(kXml) + "<urlset" + std::string(kNamespace);
  for (const std::string& page : inputs.pages)
    if (is_listed(page)) add(out, "url", inputs.site + page, day);
  return out + "</urlset>\n";
}

std::optional<std::string> places_of(const SitemapInputs& inputs, std::string_view name) {
  const std::size_t dash = name.rfind('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto type = model::parse_region_type(name.substr(0, dash));
  const auto part = base::parse_integer(name.substr(dash + 1));
  if (!type || std::ranges::find(kTypes, *type) == kTypes.end() || !part || *part < 1) return std::nullopt;
  const auto places = inputs.world.regions_with_data(*type);
  const std::size_t pages = (places.size() + kMaxSitemapPlaces - 1) / kMaxSitemapPlaces;
  if (static_cast<std::uint64_t>(*part) > pages) return std::nullopt;
  const std::size_t begin = (static_cast<std::size_t>(*part) - 1) * kMaxSitemapPlaces;
  const std::size_t end = std::min(places.size(), begin + kMaxSitemapPlaces);
  const std::string day = day_of(inputs.world);
  std::string out = std::string(kXml) + "<urlset" + std::string(kNamespace);
  for (std::size_t i = begin; i < end; ++i)
    add(out, "url", inputs.site + "/region/" + std::string(places[i].text()), day);
  return out + "</urlset>\n";
}

}  // namespace

std::string robots_txt(const std::string& site) {
  std::string out = "User-agent: *\n";
  for (const std::string_view page : kPrivate) out.append("Disallow: ").append(page).append("$\n");
  return out + "\nSitemap: " + site + std::string(kIndex) + "\n";
}

std::optional<std::string> sitemap_xml(const SitemapInputs& inputs, std::string_view path) {
  if (path == kIndex) return index_of(inputs);
  if (!path.starts_with(kPrefix) || !path.ends_with(kSuffix)) return std::nullopt;
  if (path.size() <= kPrefix.size() + kSuffix.size()) return std::nullopt;
  const std::string_view name = path.substr(kPrefix.size(), path.size() - kPrefix.size() - kSuffix.size());
  return name == kPages ? pages_of(inputs) : places_of(inputs, name);
}

}  // namespace housing::api
