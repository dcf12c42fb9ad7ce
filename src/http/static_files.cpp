#include "http/static_files.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <map>
#include <thread>

#include "http/problem.hpp"
#include "http/query.hpp"
#include "http/variants.hpp"

namespace housing::http {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kImmutablePrefix = "/_next/static/";
constexpr std::string_view kImmutable = "public, max-age=31536000, immutable";
constexpr std::string_view kRevalidate = "no-cache";
constexpr std::string_view kHtml = ".html";
constexpr std::string_view kNotFoundPage = "/404.html";

struct File {
  Response response;
  PreparedPtr plain;
  std::unique_ptr<const Variants> variants;
  std::atomic<const Variants*> ready{nullptr};  // variants.get(), once it is complete
};

base::Result<std::string> read_file(const fs::path& path, std::size_t size) {
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(size, '\0');
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(size)))
    return base::fail(base::ErrorCode::kIo, path.string() + ": cannot be read");
  return bytes;
}

Response not_found_problem() {
  return to_response({.status = 404,
                      .type = "not-found",
                      .title = {},
                      .detail = "There is no page at this address.",
                      .instance = {},
                      .parameter = {},
                      .suggestions = {}});
}

}  // namespace

struct StaticSite::Impl {
  StaticSiteConfig config;
  std::map<std::string, std::unique_ptr<File>, std::less<>> files;  // by "/path/in/directory.ext"
  std::map<std::string, const File*, std::less<>> pages;            // by the address people use
  std::unique_ptr<File> not_found;
  std::size_t bytes = 0;
  std::atomic<bool> stopping{false};
  std::atomic<bool> compressed{false};
  std::thread compressor;

  base::Status add(const fs::path& path, const std::string& key, std::size_t size);
  void name_pages();
  void make_not_found();
  void compress_all();
  const File& lookup(std::string_view raw_path) const;
};

base::Status StaticSite::Impl::add(const fs::path& path, const std::string& key, std::size_t size) {
  bytes += size;
  if (bytes > config.max_site_bytes || files.size() == config.max_files) {
    return base::fail(base::ErrorCode::kLimitExceeded, config.directory.string() + ": the site has more than " +
                                                           std::to_string(config.max_site_bytes) + " bytes or " +
                                                           std::to_string(config.max_files) + " files");
  }
  HT_TRY(std::string content, read_file(path, size));
  auto file = std::make_unique<File>();
  file->response.content_type = content_type_of(key);
  file->response.cache_control = key.starts_with(kImmutablePrefix) ? kImmutable : kRevalidate;
  file->response.headers = config.headers;
  file->response.etag = etag_of(content);
  file->response.body = std::move(content);
  file->plain = PreparedResponse::make(file->response);
  files.emplace(key, std::move(file));
  return {};
}

// "/x.html" is also "/x"; "/x/index.html" is also "/x" and "/x/".
void StaticSite::Impl::name_pages() {
  constexpr std::string_view kIndex = "/index.html";
  for (const auto& [key, file] : files) {
    pages.insert_or_assign(key, file.get());
    if (!key.ends_with(kHtml)) continue;
    if (key.ends_with(kIndex)) {
      const std::string directory = key.substr(0, key.size() - kIndex.size());
      pages.emplace(directory + "/", file.get());
      if (!directory.empty()) pages.emplace(directory, file.get());
    } else {
      pages.insert_or_assign(key.substr(0, key.size() - kHtml.size()), file.get());
    }
  }
}

void StaticSite::Impl::make_not_found() {
  not_found = std::make_unique<File>();
  const auto page = files.find(kNotFoundPage);
  not_found->response = page == files.end() ? not_found_problem() : page->second->response;
  not_found->response.status = 404;
  not_found->plain = PreparedResponse::make(not_found->response);
}

void StaticSite::Impl::compress_all() {
  const auto make = [](File& file) {
    auto variants = Variants::make(file.response, CompressionLevel::kStatic);
    if (!variants) return;  // the plain form goes on being served
    variants->make_all();
    file.variants = std::make_unique<const Variants>(std::move(*variants));
    file.ready.store(file.variants.get(), std::memory_order_release);
  };
  make(*not_found);
  for (const auto& [key, file] : files) {
    if (stopping.load(std::memory_order_relaxed)) return;
    make(*file);
  }
  compressed = true;
  compressed.notify_all();
}

const File& StaticSite::Impl::lookup(std::string_view raw_path) const {
  const auto path = percent_decode(raw_path);
  if (!path) return *not_found;
  if (const auto page = pages.find(*path); page != pages.end()) return *page->second;
  for (const std::string& prefix : config.rewrites) {
    if (!path->starts_with(prefix) || path->size() == prefix.size()) continue;
    if (path->find('/', prefix.size()) != std::string::npos) continue;
    const auto page = pages.find(std::string_view(prefix).substr(0, prefix.size() - 1));
    if (page != pages.end()) return *page->second;
  }
  return *not_found;
}

base::Result<std::unique_ptr<StaticSite>> StaticSite::load(StaticSiteConfig config) {
  auto impl = std::make_unique<Impl>();
  impl->config = std::move(config);
  const fs::path& root = impl->config.directory;
  std::error_code ec;
  fs::recursive_directory_iterator entry(root, ec);
  if (ec) return base::fail(base::ErrorCode::kNotFound, root.string() + ": " + ec.message() + "; build the site first");
  for (; entry != fs::recursive_directory_iterator(); entry.increment(ec)) {
    if (ec) return base::fail(base::ErrorCode::kIo, root.string() + ": " + ec.message());
    if (entry->is_symlink(ec) || !entry->is_regular_file(ec)) continue;
    const std::size_t size = entry->file_size(ec);
    if (ec) return base::fail(base::ErrorCode::kIo, entry->path().string() + ": " + ec.message());
    HT_CHECK_OK(impl->add(entry->path(), "/" + entry->path().lexically_relative(root).generic_string(), size));
  }
  if (!impl->files.contains("/index.html"))
    return base::fail(base::ErrorCode::kNotFound, root.string() + ": there is no index.html; build the site first");
  impl->name_pages();
  impl->make_not_found();
  impl->compressor = std::thread([raw = impl.get()] { raw->compress_all(); });
  return std::unique_ptr<StaticSite>(new StaticSite(std::move(impl)));
}

StaticSite::StaticSite(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

StaticSite::~StaticSite() {
  impl_->stopping = true;
  if (impl_->compressor.joinable()) impl_->compressor.join();
}

PreparedPtr StaticSite::find(std::string_view raw_path, std::string_view accept_encoding) const {
  const File& file = impl_->lookup(raw_path);
  const Variants* variants = file.ready.load(std::memory_order_acquire);
  return variants ? variants->pick(accept_encoding) : file.plain;
}

void StaticSite::handle(const Request& request, Reply reply) const {
  if (request.method != Method::kGet && request.method != Method::kHead)
    return reply.send(method_not_allowed("GET, HEAD", request.path));
  reply.send(find(request.path, request.header("Accept-Encoding")));
}

void StaticSite::wait_until_compressed() const { impl_->compressed.wait(false); }

const Response* StaticSite::file(std::string_view key) const {
  const auto found = impl_->files.find(key);
  return found == impl_->files.end() ? nullptr : &found->second->response;
}

std::vector<std::string> StaticSite::page_addresses() const {
  constexpr std::string_view kIndexName = "index";
  std::vector<std::string> addresses;
  for (const auto& [key, file] : impl_->files) {
    if (!key.ends_with(kHtml) || key == kNotFoundPage) continue;
    std::string address = key.substr(0, key.size() - kHtml.size());
    if (address.ends_with("/" + std::string(kIndexName))) address.resize(address.size() - kIndexName.size());
    addresses.push_back(std::move(address));
  }
  return addresses;
}

std::size_t StaticSite::file_count() const { return impl_->files.size(); }

}  // namespace housing::http
