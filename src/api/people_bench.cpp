// What people cost beside the least they could: signing in beside the password's hash alone, and a read of public data
// with an API key beside the same read without. Prints JSON for bench/people/bench.mjs; checks each answer.
//   people_bench [rounds]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "accounts/api_keys.hpp"
#include "api/testing_client.hpp"
#include "testing/imported_world.hpp"
#include "testing/people.hpp"

namespace {

using namespace housing;

constexpr int kReads = 2'000;
constexpr int kReadsASecond = 10;  // as fast as a key may be used: the clock of the key's bucket goes along
constexpr std::string_view kTarget = "/api/v1/series?region=us&metric=home_value";

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class Work>
double best_of(int rounds, const Work& work) {
  double best = 1e9;
  for (int round = 0; round < rounds; ++round) {
    const double begin = cpu_seconds();
    work();
    best = std::min(best, cpu_seconds() - begin);
  }
  return best;
}

double read_us(api::Api& api, testing::People& people, const std::vector<http::HeaderField>& headers) {
  for (int i = 0; i < kReads; ++i) {
    if (i % kReadsASecond == 0) people.clock().advance(std::chrono::seconds(1));
    http::Request request;
    request.target = kTarget;
    request.path = kTarget.substr(0, kTarget.find('?'));
    request.query = kTarget.substr(kTarget.find('?') + 1);
    request.headers = headers;
    http::RecordedReply reply;
    api.handle(request, reply.reply());
    while (!reply.answered()) std::this_thread::yield();
    HT_ASSERT(reply.status() == 200);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const crypto::PasswordCost cost;  // production's
  testing::People people("sqlite::memory:", cost);
  people.join("ann@example.org");
  crypto::SystemRandom random;
  const double hash =
      best_of(rounds, [&] { HT_ASSERT(crypto::hash_password("a password", cost, random).has_value()); });
  const double sign_in = best_of(rounds, [&] {
    people.enter("ann@example.org");
    people.clock().advance(std::chrono::minutes(15));
  });

  testing::ImportedWorld imported;
  imported.import_one(testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2000, 300),
                                           {testing::united_states(std::vector<std::string>(300, "300000.5"))}));
  imported.world();
  const api::PersonServices services{.accounts = people.context(),
                                     .worlds = imported.holder(),
                                     .objects = imported.store(),
                                     .queue = people.queue(),
                                     .queues = {},
                                     .exportable = {},
                                     .imports = {}};
  const base::SystemClock clock;
  http::WorkPool work({.threads = 2, .max_waiting = 16}, clock);
  api::Api api({.worlds = imported.holder(),
                .site = nullptr,
                .server_stats = [] { return http::Stats{}; },
                .program_version = "bench",
                .people = &services,
                .work = &work});
  const auto made = accounts::create_api_key(people.context(), testing::People::visitor(),
                                             people.caller("ann@example.org"), "bench", false, {});
  const std::string bearer = "Bearer " + made->key;
  const double anonymous = best_of(rounds, [&] { read_us(api, people, {}); });
  const double with_key = best_of(rounds, [&] { read_us(api, people, {{"Authorization", bearer}}); });
  std::printf(
      "{\"hash_ms\":%.3f,\"sign_in_ms\":%.3f,\"anonymous_us\":%.3f,\"key_us\":%.3f,\"memory_kib\":%u,"
      "\"passes\":%u,\"lanes\":%u}\n",
      hash * 1e3, sign_in * 1e3, anonymous / kReads * 1e6, with_key / kReads * 1e6, cost.memory_kib, cost.passes,
      cost.lanes);
  return 0;
}
