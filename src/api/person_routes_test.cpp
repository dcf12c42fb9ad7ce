// What all person routes share: who may call, which session, which answer.
#include "api/person_routes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "accounts/api_keys.hpp"
#include "testing/imported_world.hpp"
#include "testing/people.hpp"

namespace housing::api {
namespace {

using accounts::Refusal;
using accounts::RefusalKind;
using http::Method;

// A queue with nothing in it.
class NoQueue final : public ports::Queue {
  base::Status send(std::string_view, std::span<const ports::OutgoingMessage>) override { return {}; }
  base::Result<std::vector<ports::Message>> receive(std::string_view, std::size_t, std::chrono::seconds,
                                                    std::chrono::seconds) override {
    return std::vector<ports::Message>{};
  }
  base::Status done(std::string_view, std::string_view) override { return {}; }
  base::Status extend(std::string_view, std::string_view, std::chrono::seconds) override { return {}; }
  base::Status release(std::string_view, std::string_view, std::chrono::seconds, std::string_view) override {
    return {};
  }
  base::Status bury(std::string_view, std::string_view, std::string_view) override { return {}; }
  base::Result<ports::QueueDepth> depth(std::string_view) override { return ports::QueueDepth{}; }
  base::Result<std::vector<ports::DeadMessage>> dead(std::string_view, std::size_t) override {
    return std::vector<ports::DeadMessage>{};
  }
  base::Status retry_dead(std::string_view, std::string_view) override { return {}; }
  base::Status discard_dead(std::string_view, std::string_view) override { return {}; }
};

class PersonRoutesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    people_.join("ann@example.org");
    token_ = people_.enter("ann@example.org").session.token;
    csrf_ = accounts::csrf_token(people_.context(), token_);
  }
  struct Ask {
    Method method = Method::kGet;
    std::string path;
    std::string cookie = {};
    std::string csrf = {};
    std::string authorization = {};
    std::string body = {};
  };
  http::Response answer(const Ask& ask) {
    const std::string cookie = ask.cookie.empty() ? "" : "other=1; __Host-housing=" + ask.cookie;
    const std::vector<http::HeaderField> headers = {{"Cookie", cookie},
                                                    {"x-csrf-token", ask.csrf},
                                                    {"Authorization", ask.authorization},
                                                    {"Content-Type", "application/json"}};
    http::Request request;
    request.method = ask.method;
    request.target = request.path = ask.path;
    request.headers = headers;
    request.body = ask.body;
    request.remote_address = "203.0.113.9";
    return answer_person(services_, http::OwnedRequest(request));
  }
  int status(const Ask& ask) { return answer(ask).status; }

  testing::People people_;
  testing::ImportedWorld world_;
  NoQueue queue_;
  PersonServices services_{.accounts = people_.context(),
                           .worlds = world_.holder(),
                           .objects = world_.store(),
                           .queue = queue_,
                           .queues = {"mail"},
                           .exportable = {"open"},
                           .imports = {}};
  std::string token_;
  std::string csrf_;
};

TEST_F(PersonRoutesTest, AskForASessionAndItsToken) {
  const std::string note = R"({"name":"n","body":{}})";
  EXPECT_EQ(status({.path = "/api/v1/me"}), 401);
  EXPECT_EQ(status({.path = "/api/v1/me", .cookie = token_ + "x"}), 401);
  EXPECT_EQ(status({.path = "/api/v1/me", .cookie = token_}), 200);
  const Ask post{.method = Method::kPost, .path = "/api/v1/notes", .cookie = token_, .body = note};
  EXPECT_EQ(status(post), 403);
  Ask with_token = post;
  with_token.csrf = csrf_;
  EXPECT_EQ(status(with_token), 201);
  with_token.csrf.back() = with_token.csrf.back() == '0' ? '1' : '0';
  EXPECT_EQ(status(with_token), 403);
  people_.join("bob@example.org");
  with_token.csrf = accounts::csrf_token(people_.context(), people_.enter("bob@example.org").session.token);
  EXPECT_EQ(status(with_token), 403);
}

TEST_F(PersonRoutesTest, LetAKeyDoWhatItIsFor) {
  const auto caller = people_.caller("ann@example.org");
  const auto reading =
      accounts::create_api_key(people_.context(), people_.visitor(), caller, "reading", false, std::nullopt);
  const auto writing = accounts::create_api_key(people_.context(), people_.visitor(), caller, "writing", true, 1);
  ASSERT_TRUE(reading && writing);
  const auto by = [&](const accounts::NewApiKey& key, Method method, std::string path, std::string body = "") {
    return status(
        {.method = method, .path = std::move(path), .authorization = "bearer  " + key.key, .body = std::move(body)});
  };
  const std::string note = R"({"name":"n","body":{}})";
  EXPECT_EQ(by(*reading, Method::kGet, "/api/v1/notes"), 200);
  EXPECT_EQ(by(*reading, Method::kPost, "/api/v1/notes", note), 403);
  EXPECT_EQ(by(*writing, Method::kPost, "/api/v1/notes", note), 201);
  EXPECT_EQ(by(*writing, Method::kGet, "/api/v1/api-keys"), 403);
  EXPECT_EQ(by(*writing, Method::kGet, "/api/v1/admin/users"), 403);
  people_.clock().advance(std::chrono::hours(24) + accounts::kSessionCopyLifetime);
  EXPECT_EQ(by(*writing, Method::kGet, "/api/v1/notes"), 401) << "its day is over";
}

TEST_F(PersonRoutesTest, HideWhatIsForAdmins) {
  EXPECT_EQ(status({.path = "/api/v1/admin/users"}), 401);
  EXPECT_EQ(status({.path = "/api/v1/admin/users", .cookie = token_}), 404);
}

TEST_F(PersonRoutesTest, KnowTheirAddresses) {
  for (const char* path : {"/api/v1/me", "/api/v1/me/nothing", "/api/v1/auth", "/api/v1/admin/x/y/z"})
    EXPECT_TRUE(is_person_path(path)) << path;
  for (const char* path : {"/api/v1/", "/api/v1/series", "/api/v1/met", "/me", "/", "/api/v1/mex", "*"})
    EXPECT_FALSE(is_person_path(path)) << path;
  EXPECT_EQ(status({.path = "/api/v1/me/nothing", .cookie = token_}), 404);
  EXPECT_EQ(status({.path = "/api/v1/notes/%zz", .cookie = token_}), 404);
  const auto wrong = answer({.method = Method::kDelete, .path = "/api/v1/notes"});
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(status({.method = Method::kHead, .path = "/api/v1/me", .cookie = token_}), 200);
}

TEST_F(PersonRoutesTest, AreEachThereOnce) {
  std::set<std::pair<Method, std::string_view>> all;
  for (const auto table : {auth_routes(), me_routes(), key_routes(), saved_routes(), alert_routes(), export_routes(),
                           admin_routes(), import_routes()})
    for (const PersonRoute& route : table)
      EXPECT_TRUE(all.insert({route.method, route.pattern}).second) << route.pattern;
  EXPECT_GT(all.size(), 50u);
}

TEST(Bearer, IsTheKeyBehindTheScheme) {
  EXPECT_EQ(bearer_of("Bearer ht_x"), "ht_x");
  EXPECT_EQ(bearer_of("bEARER   ht_x "), "ht_x");
  for (const char* none : {"", "Bearer", "Bearer ", "Basic ht_x", "Bearerht_x"}) EXPECT_EQ(bearer_of(none), "") << none;
}

TEST_F(PersonRoutesTest, SayWhyInStatusAndWords) {
  base::Log& log = people_.context().log;
  const auto of = [&](RefusalKind kind) { return answer_refusal(Refusal(kind, "words"), "/x", log).status; };
  EXPECT_EQ(of(RefusalKind::kInvalid), 422);
  EXPECT_EQ(of(RefusalKind::kNotSignedIn), 401);
  EXPECT_EQ(of(RefusalKind::kCodeRequired), 401);
  EXPECT_EQ(of(RefusalKind::kTooMany), 429);
  EXPECT_EQ(of(RefusalKind::kUnavailable), 503);
  Refusal later(RefusalKind::kTooMany, "words");
  later.retry_in = std::chrono::seconds(7);
  const auto response = answer_refusal(later, "/x", log);
  EXPECT_TRUE(std::ranges::any_of(
      response.headers, [](const auto& header) { return header.name == "Retry-After" && header.value == "7"; }));
  const Refusal full(base::Error{base::ErrorCode::kIo, "no room to write"});
  EXPECT_EQ(answer_refusal(full, "/x", log).status, 503) << "the operator can mend it, so it is worth another try";
  const auto hidden = answer_refusal(Refusal(base::Error{base::ErrorCode::kCorrupt, "the password is x"}), "/x", log);
  EXPECT_EQ(hidden.status, 500);
  EXPECT_EQ(hidden.body.bytes.find("the password"), std::string_view::npos) << "a cause is for the log";
}

}  // namespace
}  // namespace housing::api
