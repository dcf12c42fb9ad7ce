// What the queue costs beside the least it could: send, receive and done of a message, beside an INSERT and a DELETE of
// the same row by its id, in the same database, taking turns. Prints JSON for bench/people/bench.mjs.
//   queue_bench [messages]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "adapters/database_queue/database_queue.hpp"
#include "base/assert.hpp"
#include "records/migrations.hpp"
#include "testing/database_kinds.hpp"

namespace {

using namespace housing;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr int kRounds = 3;

double seconds_of(const auto& work) {
  const auto begin = steady_clock::now();
  work();
  return std::chrono::duration<double>(steady_clock::now() - begin).count();
}

// In transactions of as many rows as a batch of the queue.
void insert_and_delete(ports::Database& database, const base::Clock& clock, int messages) {
  for (const bool insert : {true, false})
    for (int first = 0; first < messages; first += static_cast<int>(ports::kMaxBatch)) {
      const auto done = database.transact(ports::Access::kWrite, clock.monotonic() + seconds(10), [&](ports::Sql& sql) {
        for (int i = first; i < first + static_cast<int>(ports::kMaxBatch); ++i) {
          const std::string id = "row-" + std::to_string(i);
          const auto rows =
              insert ? sql.run(
                           "INSERT INTO queue_messages (id, queue, key, body, trace, visible_at, enqueued_at, "
                           "attempts) VALUES ($1, 'plain', $1, '{}', '', 0, 0, 0)",
                           {id})
                     : sql.run("DELETE FROM queue_messages WHERE id = $1", {id});
          HT_ASSERT(rows && rows->changed() == 1);
        }
        return base::Status{};
      });
      HT_ASSERT(done.has_value());
    }
}

void through_queue(ports::Queue& queue, int messages) {
  for (int first = 0; first < messages; first += static_cast<int>(ports::kMaxBatch)) {
    std::vector<ports::OutgoingMessage> batch;
    for (int i = first; i < first + static_cast<int>(ports::kMaxBatch); ++i)
      batch.push_back({.key = "message-" + std::to_string(i), .body = "{}", .trace = {}});
    HT_ASSERT(queue.send("bench", batch).has_value());
  }
  for (int left = messages; left > 0;) {
    const auto received = queue.receive("bench", ports::kMaxBatch, seconds(60), seconds(0));
    HT_ASSERT(received && !received->empty());
    for (const ports::Message& message : *received) HT_ASSERT(queue.done("bench", message.receipt).has_value());
    left -= static_cast<int>(received->size());
  }
}

void measure(const char* name, ports::Database& database, const base::Clock& clock, int messages, bool last) {
  HT_ASSERT(records::migrate(database, clock).has_value());
  database_queue::DatabaseQueue queue(database, clock);
  double plain = 1e9;
  double queued = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    plain = std::min(plain, seconds_of([&] { insert_and_delete(database, clock, messages); }));
    queued = std::min(queued, seconds_of([&] { through_queue(queue, messages); }));
  }
  std::printf("{\"database\":\"%s\",\"plain\":%.0f,\"queue\":%.0f}%s", name, messages / plain, messages / queued,
              last ? "" : ",");
}

}  // namespace

int main(int argc, char** argv) {
  const int messages = argc > 1 ? std::atoi(argv[1]) : 2'000;
  const base::SystemClock clock;
  const bool server = testing::PostgresKind::why_not().empty();
  testing::SqliteKind sqlite;
  std::printf("{\"databases\":[");
  measure("SQLite", *sqlite.open(clock), clock, messages, !server);
  if (server) {
    testing::PostgresKind postgres;
    measure("PostgreSQL", *postgres.open(clock), clock, messages, true);
  }
  std::printf("]}\n");
  return 0;
}
