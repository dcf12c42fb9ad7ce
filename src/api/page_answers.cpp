#include "api/page_answers.hpp"

#include "api/page_head.hpp"
#include "api/region_words.hpp"
#include "api/sitemap.hpp"
#include "charts/card.hpp"
#include "charts/png.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace housing::api {
namespace {

using http::Response;

constexpr std::string_view kRegion = "/region/";
constexpr std::string_view kRegionFile = "/region.html";
constexpr std::string_view kPictures = "/og/";
constexpr std::string_view kRegionPicture = "region/";
constexpr std::string_view kPng = ".png";
constexpr std::string_view kSitemap = "/sitemap";
constexpr std::string_view kRobots = "/robots.txt";
// A shared cache may keep it for a minute, and show it for a day when the server does not answer.
constexpr std::string_view kPageLifetime = "public, max-age=0, s-maxage=60, stale-if-error=86400";
constexpr std::string_view kPictureLifetime = "public, max-age=3600, stale-if-error=86400";

Response made(std::string body, std::string_view type, std::string_view lifetime) {
  Response response;
  response.content_type = type;
  response.cache_control = lifetime;
  response.body = http::Body(std::move(body));
  return response;
}

bool is_region_path(std::string_view path) {
  return path.starts_with(kRegion) && path.size() > kRegion.size() &&
         path.find('/', kRegion.size()) == std::string_view::npos;
}

std::optional<app::RegionProfile> profile_of(const app::World& world, std::string_view id) {
  const auto region = model::RegionId::parse(id);
  if (!region || region->text() != id || !world.knows(*region)) return std::nullopt;
  auto profile = app::answer_region(world, id);
  if (!profile) return std::nullopt;
  return std::move(*profile);
}

// What the picture of that name shows; nothing where there is none.
std::optional<charts::Card> card_of(const app::World& world, std::string_view name) {
  if (!name.starts_with(kRegionPicture) || !name.ends_with(kPng)) return std::nullopt;
  if (name.size() <= kRegionPicture.size() + kPng.size()) return std::nullopt;
  const auto profile =
      profile_of(world, name.substr(kRegionPicture.size(), name.size() - kRegionPicture.size() - kPng.size()));
  if (!profile) return std::nullopt;
  return region_card(world, *profile);
}

}  // namespace

PageAnswers::PageAnswers(const http::StaticSite& site, std::string address)
    : site_(site), address_(std::move(address)) {}

bool PageAnswers::is_page_path(std::string_view path) {
  return is_region_path(path) || path.starts_with(kPictures) || path == kRobots ||
         (path.starts_with(kSitemap) && path.ends_with(".xml"));
}

bool PageAnswers::is_heavy(std::string_view path) { return path.starts_with(kPictures); }

Response PageAnswers::answer(const app::World& world, std::string_view raw_path) const {
  const auto path = http::percent_decode(raw_path);
  if (!path) return unknown(raw_path);
  if (is_region_path(*path)) return region_page(world, std::string_view(*path).substr(kRegion.size()));
  if (path->starts_with(kPictures)) {
    const auto card = card_of(world, std::string_view(*path).substr(kPictures.size()));
    return card ? picture(*card) : unknown(raw_path);
  }
  if (*path == kRobots) return made(robots_txt(address_), "text/plain; charset=utf-8", kPageLifetime);
  if (auto xml = sitemap_xml({.world = world, .site = address_, .pages = site_.page_addresses()}, *path))
    return made(std::move(*xml), "application/xml", kPageLifetime);
  return unknown(raw_path);
}

Response PageAnswers::region_page(const app::World& world, std::string_view id) const {
  const Response* const page = site_.file(kRegionFile);
  if (page == nullptr) return unknown(std::string(kRegion).append(id));
  Response response = *page;
  response.etag.clear();
  response.cache_control = kPageLifetime;
  const auto profile = profile_of(world, id);
  if (!profile) response.status = 404;
  const PageHead head = profile ? region_head(world, *profile, address_)
                                : PageHead{.title = "Unknown place \xC2\xB7 " + std::string(kSiteName),
                                           .description = "There is no place at this address.",
                                           .hidden = true};
  response.body = http::Body(with_head(page->body.bytes, head));
  return response;
}

Response PageAnswers::picture(const charts::Card& card) const {
  auto png = charts::png_of_svg(charts::card_svg(card), charts::kCardWidth, charts::kCardHeight);
  if (png) return made(std::move(*png), "image/png", kPictureLifetime);
  return http::to_response({.status = 500,
                            .type = "internal",
                            .title = {},
                            .detail = "The picture cannot be drawn: " + png.error().message + ".",
                            .instance = {},
                            .parameter = {},
                            .suggestions = {}});
}

Response PageAnswers::unknown(std::string_view path) const {
  return http::to_response({.status = 404,
                            .type = "not-found",
                            .title = {},
                            .detail = "There is nothing at this address.",
                            .instance = path,
                            .parameter = {},
                            .suggestions = {}});
}

}  // namespace housing::api
