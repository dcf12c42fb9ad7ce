// PageAnswers: what the server makes of its own accord beside the exported files, for those who find and share places:
// the page of a place with its head completed, its picture, sitemaps, robots.txt. The rest of the site is files.
//
//   /region/<id>            the exported page of a place; 404 with the same page where nobody knows the place
//   /og/region/<id>.png     its picture
//   /sitemap.xml, /sitemap-<part>.xml, /robots.txt
//
// Answers are pure functions of (publication, path): the query of a page is the browser's alone.
// Thread-safety: any thread. Ownership: the site must outlive it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/world.hpp"
#include "charts/card.hpp"
#include "http/response.hpp"
#include "http/static_files.hpp"

namespace housing::api {

class PageAnswers {
 public:
  // `address`: where people reach this installation, without a slash at its end.
  PageAnswers(const http::StaticSite& site, std::string address);

  static bool is_page_path(std::string_view path);
  static bool is_heavy(std::string_view path);  // a picture: not for a thread that serves others

  http::Response answer(const app::World& world, std::string_view path) const;

 private:
  http::Response region_page(const app::World& world, std::string_view id) const;
  http::Response picture(const charts::Card& card) const;
  http::Response unknown(std::string_view path) const;

  const http::StaticSite& site_;
  const std::string address_;
};

}  // namespace housing::api
