// What somebody signed in may send, as any bytes: "METHOD /path?query", a line feed, the body. Every route of people
// and admins is asked as an admin; the answer is never 500, what says it is JSON is JSON, and nobody signed in never
// gets what needs a session. The installation is made anew when it has had its share of changes.
#include <cstdint>
#include <memory>

#include "accounts/administration.hpp"
#include "api/person_routes.hpp"
#include "base/assert.hpp"
#include "base/json.hpp"
#include "testing/imported_world.hpp"
#include "testing/people.hpp"

namespace {

using namespace housing;

constexpr std::size_t kMaxInput = 4096;
constexpr int kInputsEach = 400;  // to one installation

testing::ImportedWorld& world() {
  static auto& imported = *[] {
    auto* made = new testing::ImportedWorld;
    made->import({testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2023, 6),
                                       {testing::san_francisco({"1170000", "1180000", "1", "2", "3", "4"})})});
    made->world();
    return made;
  }();
  return imported;
}

struct Installation {
  testing::People people;
  std::string token;
  std::string csrf;
  api::PersonServices services;

  Installation()
      : services{.accounts = people.context(),
                 .worlds = world().holder(),
                 .objects = world().store(),
                 .queue = people.queue(),
                 .queues = {"mail", "export"},
                 .exportable = {"open", "attribution"},
                 .imports = {.sources = {"zillow"}, .own_place = false, .check = [](const std::string& source) {
                               return source == "zillow" ? base::Status{}
                                                         : base::fail(base::ErrorCode::kInvalidInput, "no source");
                             }}} {
    people.join("ann@example.org");
    HT_ASSERT(accounts::set_person_role(people.context(), "operator", "ann@example.org", "admin").has_value());
    token = people.enter("ann@example.org").session.token;
    csrf = accounts::csrf_token(people.context(), token);
  }
  http::Response ask(http::Method method, std::string_view target, std::string_view body, bool signed_in) {
    const std::string cookie = signed_in ? "__Host-housing=" + token : "";
    const std::string token_sent = signed_in ? csrf : "";
    const std::vector<http::HeaderField> headers = {
        {"Cookie", cookie}, {"X-CSRF-Token", token_sent}, {"Content-Type", "application/json"}};
    const std::size_t mark = std::min(target.find('?'), target.size());
    http::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, mark);
    request.query = target.substr(std::min(mark + 1, target.size()));
    request.headers = headers;
    request.body = body;
    request.remote_address = "203.0.113.9";
    return api::answer_person(services, http::OwnedRequest(request));
  }
};

bool open_to_all(std::string_view path) {
  return path.starts_with("/api/v1/auth/") || path.starts_with("/api/v1/unsubscribe") || path.ends_with("/file");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kMaxInput) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t blank = input.find(' ');
  const std::size_t line = std::min(input.find('\n'), size);
  if (blank == std::string_view::npos || blank > line) return 0;
  const std::string_view target = input.substr(blank + 1, line - blank - 1);
  const std::string_view body = input.substr(std::min(line + 1, size));
  const auto method = http::parse_method(input.substr(0, blank));
  const std::string_view path = target.substr(0, target.find('?'));
  if (!method || !api::is_person_path(path)) return 0;

  static std::unique_ptr<Installation> home;
  static int inputs = 0;
  if (home == nullptr || ++inputs % kInputsEach == 0) home = std::make_unique<Installation>();
  if (home->ask(http::Method::kGet, "/api/v1/me", "", true).status != 200) home = std::make_unique<Installation>();
  home->people.clock().advance(std::chrono::minutes(2));  // limits fill up again

  const auto stranger = home->ask(*method, target, body, false);
  HT_ASSERT(stranger.status >= 400 || open_to_all(path));
  const auto answer = home->ask(*method, target, body, true);
  for (const auto& one : {stranger, answer}) {
    HT_ASSERT(one.status != 500);
    HT_ASSERT(one.cache_control.ends_with("no-store"));
    if (one.content_type.find("json") != std::string_view::npos)
      HT_ASSERT(base::Json::parse(one.body.bytes).has_value());
  }
  return 0;
}
