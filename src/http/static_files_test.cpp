#include "http/static_files.hpp"

#include <unistd.h>

#include <fstream>

#include <gtest/gtest.h>

#include "http/recorded_reply.hpp"
#include "http/test_client.hpp"

namespace housing::http {
namespace {

namespace fs = std::filesystem;

class StaticSiteTest : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("static_site_test_" + std::to_string(::getpid()));
    fs::remove_all(root_);
    write("index.html", "<home>");
    write("compare.html", "<compare>" + std::string(5000, 'c'));
    write("region.html", "<region>");
    write("404.html", "<lost>");
    write("guide/index.html", "<guide>");
    write("_next/static/chunks/main-1a2b.js", "console.log(1);" + std::string(5000, ' '));
    write("a b.txt", "blank");
    write("fonts/x.woff2", std::string(3000, 'f'));
    std::ofstream(root_.parent_path() / "static_site_secret.txt") << "secret";
  }
  void TearDown() override {
    fs::remove_all(root_);
    fs::remove(root_.parent_path() / "static_site_secret.txt");
  }
  void write(const std::string& name, const std::string& content) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << content;
  }
  std::unique_ptr<StaticSite> load() {
    auto site = StaticSite::load({.directory = root_, .rewrites = {"/region/"}});
    EXPECT_TRUE(site) << site.error().message;
    (*site)->wait_until_compressed();
    return std::move(*site);
  }
  fs::path root_;
};

TEST_F(StaticSiteTest, FindsPagesByTheAddressesPeopleUse) {
  const auto site = load();
  EXPECT_EQ(site->file_count(), 8U);
  const std::pair<const char*, const char*> cases[] = {
      {"/", "<home>"},
      {"/index.html", "<home>"},
      {"/region", "<region>"},
      {"/region.html", "<region>"},
      {"/guide", "<guide>"},
      {"/guide/", "<guide>"},
      {"/guide/index.html", "<guide>"},
      {"/region/metro-41860", "<region>"},
      {"/a%20b.txt", "blank"},
      {"/region/x%20y", "<region>"},
  };
  for (const auto& [path, body] : cases) {
    EXPECT_EQ(site->find(path, "")->body().bytes, body) << path;
    EXPECT_EQ(site->find(path, "")->status(), 200) << path;
  }
}

TEST_F(StaticSiteTest, AnswersEverythingElseWithThe404Page) {
  fs::create_symlink(root_.parent_path() / "static_site_secret.txt", root_ / "link.txt");
  const auto site = load();
  for (const char* path :
       {"/nothing", "/region/", "/region/a/b", "/regions/x", "/../static_site_secret.txt",
        "/%2e%2e/static_site_secret.txt", "/guide/../index.html", "//index.html", "/./index.html", "/index.html/", "/%",
        "/index.html%00", "", "*", "/link.txt", "/compare.html?x", "/COMPARE"}) {
    EXPECT_EQ(site->find(path, "")->status(), 404) << path;
    EXPECT_EQ(site->find(path, "")->body().bytes, "<lost>") << path;
  }
}

TEST_F(StaticSiteTest, HasTypesCachingAndEtags) {
  const auto site = load();
  const auto script = site->find("/_next/static/chunks/main-1a2b.js", "");
  EXPECT_NE(script->head().find("Cache-Control: public, max-age=31536000, immutable\r\n"), std::string_view::npos);
  EXPECT_NE(script->head().find("Content-Type: text/javascript; charset=utf-8\r\n"), std::string_view::npos);
  const auto page = site->find("/", "");
  EXPECT_NE(page->head().find("Cache-Control: no-cache\r\n"), std::string_view::npos);
  EXPECT_NE(page->head().find("Content-Type: text/html; charset=utf-8\r\n"), std::string_view::npos);
  EXPECT_EQ(page->etag().size(), 18U);
  EXPECT_NE(page->etag(), script->etag());
  EXPECT_EQ(content_type_of("x/y.JSON"), "application/json");
  EXPECT_EQ(content_type_of("noending"), "application/octet-stream");
}

TEST_F(StaticSiteTest, ServesCompressedForms) {
  const auto site = load();
  const auto brotli = site->find("/compare", "gzip, br");
  EXPECT_NE(brotli->head().find("Content-Encoding: br\r\n"), std::string_view::npos);
  EXPECT_LT(brotli->body().bytes.size(), 1000U);
  EXPECT_NE(site->find("/compare", "gzip")->head().find("Content-Encoding: gzip\r\n"), std::string_view::npos);
  EXPECT_EQ(site->find("/fonts/x.woff2", "gzip, br")->body().bytes.size(), 3000U);
}

TEST_F(StaticSiteTest, AnswersHeadNotModifiedAndWrongMethodsOverHttp) {
  const auto site = load();
  TestServer server([&](const Request& request, Reply reply) { site->handle(request, std::move(reply)); });
  TestClient client(server.port());
  const TestResponse page = client.get("/region/x?tab=1");
  EXPECT_EQ(page.body, "<region>");
  EXPECT_EQ(client.get("/region/y", "If-None-Match: " + page.header("etag") + "\r\n").status, 304);
  client.send("HEAD /compare HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.read(true).header("content-length"), "5009");
  client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\n\r\n");
  const TestResponse wrong = client.read();
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("allow"), "GET, HEAD");
  EXPECT_EQ(client.get("/lost").status, 404);
}

TEST_F(StaticSiteTest, NamesWhatIsMissingOrTooMuch) {
  const auto too_large = StaticSite::load({.directory = root_, .rewrites = {}, .max_site_bytes = 100});
  ASSERT_FALSE(too_large);
  EXPECT_EQ(too_large.error().code, base::ErrorCode::kLimitExceeded);
  const auto too_many = StaticSite::load({.directory = root_, .rewrites = {}, .max_files = 7});
  ASSERT_FALSE(too_many);
  EXPECT_EQ(too_many.error().code, base::ErrorCode::kLimitExceeded);
  const auto nowhere = StaticSite::load({.directory = root_ / "nowhere", .rewrites = {}});
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, base::ErrorCode::kNotFound);
  fs::remove(root_ / "index.html");
  EXPECT_EQ(StaticSite::load({.directory = root_, .rewrites = {}}).error().code, base::ErrorCode::kNotFound);
}

TEST_F(StaticSiteTest, HasA404WithoutAPageForIt) {
  fs::remove(root_ / "404.html");
  const auto site = load();
  EXPECT_EQ(site->find("/nothing", "")->status(), 404);
  EXPECT_NE(site->find("/nothing", "")->head().find("application/problem+json"), std::string_view::npos);
}

}  // namespace
}  // namespace housing::http
