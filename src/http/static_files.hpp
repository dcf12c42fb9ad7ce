// StaticSite: a directory of built files, read into memory once and served from there.
//
// A request is a lookup in a table of known paths, so no path can leave the directory. `/` is index.html, `/x` is
// x.html, `/region/<anything>` is region.html when "/region/" is among `rewrites`; any other path is 404.html with
// status 404. Files below /_next/static/ carry a hash in their name and never change: immutable for a year. All others
// are revalidated by ETag.
// Thread-safety: find() and handle() from any thread. A thread of the site's own makes the compressed forms after
// load(); until one is there the plain form is served, so no request ever waits for a compressor.
// Errors: kNotFound (no directory, no index.html), kLimitExceeded (site too large), kIo.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/reply.hpp"

namespace housing::http {

struct StaticSiteConfig {
  std::filesystem::path directory;
  std::vector<std::string> rewrites;               // "/region/": /region/x -> /region.html
  std::vector<Header> headers = {};                // sent with every file: a Content-Security-Policy …
  std::size_t max_site_bytes = 256 * 1024 * 1024;  // all files together
  std::size_t max_files = 20'000;
};

class StaticSite {
 public:
  static base::Result<std::unique_ptr<StaticSite>> load(StaticSiteConfig config);
  ~StaticSite();

  // Answers GET and HEAD; any other method 405.
  void handle(const Request& request, Reply reply) const;
  // The form of a path's answer that `accept_encoding` prefers; the 404 page when there is no such file.
  PreparedPtr find(std::string_view raw_path, std::string_view accept_encoding) const;
  // A file by its path in the directory, "/region.html"; nullptr when there is none. It lives as long as the site.
  const Response* file(std::string_view key) const;
  std::vector<std::string> page_addresses() const;  // "/", "/map": every HTML page but the 404 page
  std::size_t file_count() const;
  void wait_until_compressed() const;

 private:
  struct Impl;
  explicit StaticSite(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// "text/html; charset=utf-8" for "x.html"; "application/octet-stream" for unknown endings.
std::string_view content_type_of(std::string_view file_name);

}  // namespace housing::http
