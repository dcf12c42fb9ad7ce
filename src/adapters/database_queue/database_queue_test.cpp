#include "adapters/database_queue/database_queue.hpp"

#include "adapters/sqlite/sqlite_database.hpp"
#include "base/assert.hpp"
#include "records/migrations.hpp"
#include "testing/database_kinds.hpp"
#include "testing/queue_contract.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::database_queue {
namespace {

// The queue with the database it lies in.
class OwnedQueue final : public ports::Queue {
 public:
  OwnedQueue(std::unique_ptr<ports::Database> database, const base::Clock& clock)
      : database_(std::move(database)), queue_(*database_, clock) {}

  base::Status send(std::string_view queue, std::span<const ports::OutgoingMessage> messages) override {
    return queue_.send(queue, messages);
  }
  base::Result<std::vector<ports::Message>> receive(std::string_view queue, std::size_t most,
                                                    std::chrono::seconds visibility,
                                                    std::chrono::seconds wait) override {
    return queue_.receive(queue, most, visibility, wait);
  }
  base::Status done(std::string_view queue, std::string_view receipt) override { return queue_.done(queue, receipt); }
  base::Status extend(std::string_view queue, std::string_view receipt, std::chrono::seconds visibility) override {
    return queue_.extend(queue, receipt, visibility);
  }
  base::Status release(std::string_view queue, std::string_view receipt, std::chrono::seconds delay,
                       std::string_view reason) override {
    return queue_.release(queue, receipt, delay, reason);
  }
  base::Status bury(std::string_view queue, std::string_view receipt, std::string_view reason) override {
    return queue_.bury(queue, receipt, reason);
  }
  base::Result<ports::QueueDepth> depth(std::string_view queue) override { return queue_.depth(queue); }
  base::Result<std::vector<ports::DeadMessage>> dead(std::string_view queue, std::size_t most) override {
    return queue_.dead(queue, most);
  }
  base::Status retry_dead(std::string_view queue, std::string_view id) override { return queue_.retry_dead(queue, id); }
  base::Status discard_dead(std::string_view queue, std::string_view id) override {
    return queue_.discard_dead(queue, id);
  }

 private:
  std::unique_ptr<ports::Database> database_;
  DatabaseQueue queue_;
};

std::unique_ptr<ports::Queue> queue_over(std::unique_ptr<ports::Database> database, const base::Clock& clock) {
  const auto migrated = records::migrate(*database, clock);
  HT_ASSERT(migrated.has_value());
  return std::make_unique<OwnedQueue>(std::move(database), clock);
}

template <class Kind>
class Provider {
 public:
  std::string why_not() const { return Kind::why_not(); }
  std::unique_ptr<ports::Queue> open() { return queue_over(kind_.open(clock_), clock_); }
  void pass(std::chrono::seconds time) { clock_.advance(time); }

 private:
  Kind kind_;
  testing::SimulatedClock clock_;
};

}  // namespace
}  // namespace housing::database_queue

namespace housing::testing {

INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, QueueContract, housing::database_queue::Provider<SqliteKind>);

INSTANTIATE_TYPED_TEST_SUITE_P(Postgres, QueueContract, housing::database_queue::Provider<PostgresKind>);

}  // namespace housing::testing

namespace housing::database_queue {
namespace {

TEST(DatabaseQueueTest, TheSameWorkWaitsOnce) {
  testing::SimulatedClock clock;
  auto database = sqlite::SqliteDatabase::open("sqlite::memory:", clock).value();
  ASSERT_TRUE(records::migrate(*database, clock));
  DatabaseQueue queue(*database, clock);
  const ports::OutgoingMessage message{.key = "a", .body = "{}", .trace = {}};
  ASSERT_TRUE(queue.send("work", {&message, 1}));
  ASSERT_TRUE(queue.send("work", {&message, 1}));
  EXPECT_EQ(queue.depth("work")->waiting, 1);
  ASSERT_EQ(queue.receive("work", 10, std::chrono::seconds(30), std::chrono::seconds(0))->size(), 1u);
  // What was delivered may have been looked at already: the new one is kept.
  ASSERT_TRUE(queue.send("work", {&message, 1}));
  EXPECT_EQ(queue.depth("work")->waiting, 1);
}

}  // namespace
}  // namespace housing::database_queue
