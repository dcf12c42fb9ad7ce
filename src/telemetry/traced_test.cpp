// The decorators: what they pass on, what they note.
#include <gtest/gtest.h>

#include "telemetry/testing_spans.hpp"
#include "telemetry/traced_cache.hpp"
#include "telemetry/traced_database.hpp"
#include "telemetry/traced_mailer.hpp"
#include "telemetry/traced_object_store.hpp"
#include "telemetry/traced_queue.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::telemetry {
namespace {

using base::ErrorCode;
using base::fail;

class TracedTest : public ::testing::Test {
 protected:
  std::uint64_t errors(std::string_view dependency) {
    return metrics_.counter(Metric::kDependencyErrors, dependency).total();
  }

  testing::SimulatedClock clock_;
  RecordingTracer recording_{clock_};
  Metrics metrics_;
  Telemetry telemetry_{.tracer = recording_.tracer, .metrics = metrics_};
};

class FakeSql final : public ports::Sql {
 public:
  base::Result<ports::Rows> run(std::string_view statement, std::span<const ports::SqlValue>) override {
    if (statement.starts_with("UPDATE")) return fail(ErrorCode::kUnavailable, "the server went away");
    if (statement.starts_with("INSERT")) return fail(ErrorCode::kConflict, "there already");
    return ports::Rows(1, {std::int64_t{7}}, 0);
  }
  base::Status run_script(std::string_view) override { return {}; }
  ports::Dialect dialect() const override { return ports::Dialect::kPostgres; }
};

class FakeDatabase final : public ports::Database {
 public:
  base::Status transact(ports::Access, std::chrono::nanoseconds, const Work& work) override {
    FakeSql sql;
    return work(sql);
  }
  base::Status ping(std::chrono::nanoseconds) override { return fail(ErrorCode::kUnavailable, "away"); }
  ports::Dialect dialect() const override { return ports::Dialect::kPostgres; }
};

TEST_F(TracedTest, DatabaseHasASpanForEachStatement) {
  FakeDatabase inner;
  TracedDatabase database(inner, telemetry_);
  {
    const Span request = recording_.tracer.root("GET", SpanKind::kServer);
    EXPECT_TRUE(database.transact(ports::Access::kRead, {}, [](ports::Sql& sql) -> base::Status {
      HT_TRY(const auto rows, sql.run("SELECT a\n  FROM b WHERE c = $1", {std::string("secret")}));
      EXPECT_EQ(rows.integer(0, 0), 7);
      return {};
    }));
  }
  const auto spans = recording_.spans();
  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(spans[0].name, "SELECT");
  EXPECT_EQ(spans[0].kind, SpanKind::kClient);
  EXPECT_EQ(attribute(spans[0], "db.system.name"), "postgresql");
  EXPECT_TRUE(attribute(spans[0], "db.query.text").starts_with("SELECT a FROM b"));
  EXPECT_EQ(attribute(spans[0], "db.query.text").find("secret"), std::string::npos);
  EXPECT_EQ(spans[1].name, "transaction");
  EXPECT_EQ(spans[0].parent, spans[1].context.span);
  EXPECT_EQ(spans[1].parent, spans[2].context.span);
}

TEST_F(TracedTest, DatabaseIsBlamedForItsOwnFailuresAlone) {
  FakeDatabase inner;
  TracedDatabase database(inner, telemetry_);
  const auto run = [&](const ports::Database::Work& work) {
    return database.transact(ports::Access::kWrite, {}, work);
  };
  EXPECT_FALSE(run([](ports::Sql&) { return fail(ErrorCode::kUnavailable, "work itself"); }));
  EXPECT_EQ(errors("database"), 0U);
  EXPECT_FALSE(run([](ports::Sql& sql) -> base::Status {
    HT_TRY(const auto rows, sql.run("INSERT"));
    return {};
  }));
  EXPECT_EQ(errors("database"), 0U) << "a conflict is an answer";
  EXPECT_FALSE(run([](ports::Sql& sql) -> base::Status {
    HT_TRY(const auto rows, sql.run("UPDATE"));
    return {};
  }));
  EXPECT_EQ(errors("database"), 1U);
  EXPECT_FALSE(database.ping({}));
  EXPECT_EQ(errors("database"), 2U);
  EXPECT_TRUE(recording_.spans().empty()) << "outside any trace nothing is recorded";
}

class FakeCache final : public ports::Cache {
 public:
  base::Result<std::optional<std::string>> get(std::string_view) override { return std::optional<std::string>("v"); }
  base::Status set(std::string_view, std::string_view, std::chrono::milliseconds) override {
    return fail(ErrorCode::kInvalidInput, "no");
  }
  base::Result<bool> set_if_absent(std::string_view, std::string_view, std::chrono::milliseconds) override {
    return true;
  }
  base::Status remove(std::string_view) override { return fail(ErrorCode::kUnavailable, "away"); }
  base::Result<ports::Tokens> take(std::string_view, const ports::Bucket&, std::int64_t) override {
    return ports::Tokens{.granted = true, .remaining = 3};
  }
  base::Status ping() override { return {}; }
};

TEST_F(TracedTest, CacheIsPassedThroughAndCounted) {
  FakeCache inner;
  TracedCache cache(inner, telemetry_);
  {
    const Span request = recording_.tracer.root("GET", SpanKind::kServer);
    EXPECT_EQ(cache.get("session:secret")->value(), "v");
    EXPECT_FALSE(cache.set("k", "v", std::chrono::seconds(1)));
    EXPECT_TRUE(*cache.set_if_absent("k", "v", std::chrono::seconds(1)));
    EXPECT_FALSE(cache.remove("k"));
    EXPECT_EQ(cache.take("k", {}, 1)->remaining, 3);
    EXPECT_TRUE(cache.ping());
  }
  EXPECT_EQ(errors("cache"), 1U);
  const auto spans = recording_.spans();
  ASSERT_EQ(spans.size(), 7U);
  EXPECT_EQ(spans[0].name, "GET");
  EXPECT_EQ(attribute(spans[0], "db.system.name"), "redis");
  EXPECT_FALSE(spans[1].failed) << "it was asked for what cannot be";
  EXPECT_TRUE(spans[3].failed);
  EXPECT_EQ(attribute(spans[3], "error.type"), "unavailable");
  for (const FinishedSpan& span : spans)
    for (const Attribute& each : span.attributes) EXPECT_NE(each.value, decltype(each.value)("session:secret"));
}

class FakeQueue final : public ports::Queue {
 public:
  base::Status send(std::string_view, std::span<const ports::OutgoingMessage> messages) override {
    sent.assign(messages.begin(), messages.end());
    return {};
  }
  base::Result<std::vector<ports::Message>> receive(std::string_view, std::size_t, std::chrono::seconds,
                                                    std::chrono::seconds) override {
    return std::vector<ports::Message>(2);
  }
  base::Status done(std::string_view, std::string_view) override { return fail(ErrorCode::kNotFound, "not ours"); }
  base::Status extend(std::string_view, std::string_view, std::chrono::seconds) override { return {}; }
  base::Status release(std::string_view, std::string_view, std::chrono::seconds, std::string_view) override {
    return fail(ErrorCode::kUnavailable, "away");
  }
  base::Status bury(std::string_view, std::string_view, std::string_view) override { return {}; }
  base::Result<ports::QueueDepth> depth(std::string_view) override { return ports::QueueDepth{.waiting = 4}; }
  base::Result<std::vector<ports::DeadMessage>> dead(std::string_view, std::size_t) override {
    return std::vector<ports::DeadMessage>(3);
  }
  base::Status retry_dead(std::string_view, std::string_view) override { return {}; }
  base::Status discard_dead(std::string_view, std::string_view) override { return {}; }

  std::vector<ports::OutgoingMessage> sent;
};

TEST_F(TracedTest, QueueGivesMessagesTheTrace) {
  FakeQueue inner;
  TracedQueue queue(inner, telemetry_, "aws_sqs");
  const std::vector<ports::OutgoingMessage> messages = {{.key = "a", .body = "{}", .trace = {}},
                                                        {.key = "b", .body = "{}", .trace = "of its own"}};
  EXPECT_TRUE(queue.send("mail", messages));
  EXPECT_EQ(inner.sent[0].trace, "") << "no trace, nothing to carry";
  {
    const Span request = recording_.tracer.root("POST", SpanKind::kServer);
    EXPECT_TRUE(queue.send("mail", messages));
  }
  const auto spans = recording_.spans();
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].kind, SpanKind::kProducer);
  EXPECT_EQ(attribute(spans[0], "messaging.destination.name"), "mail");
  EXPECT_EQ(attribute(spans[0], "messaging.batch.message_count"), "2");
  EXPECT_EQ(inner.sent[0].trace, spans[0].context.traceparent());
  EXPECT_EQ(inner.sent[1].trace, "of its own");
  EXPECT_EQ(inner.sent[1].key, "b");
}

TEST_F(TracedTest, QueueIsPassedThroughAndCounted) {
  FakeQueue inner;
  TracedQueue queue(inner, telemetry_, "database");
  EXPECT_EQ(queue.receive("q", 1, {}, {})->size(), 2U);
  EXPECT_EQ(queue.depth("q")->waiting, 4);
  EXPECT_EQ(queue.dead("q", 9)->size(), 3U);
  EXPECT_TRUE(queue.extend("q", "r", {}) && queue.bury("q", "r", "") && queue.retry_dead("q", "i") &&
              queue.discard_dead("q", "i"));
  EXPECT_FALSE(queue.done("q", "r"));
  EXPECT_EQ(errors("queue"), 0U) << "somebody else has it: that is an answer";
  EXPECT_FALSE(queue.release("q", "r", {}, ""));
  EXPECT_EQ(errors("queue"), 1U);
}

class FakeObjects final : public ports::ObjectStore {
 public:
  base::Result<std::filesystem::path> scratch_file(std::string_view) override { return "scratch"; }
  base::Status put_file(std::string_view, const std::filesystem::path&) override {
    return fail(ErrorCode::kIo, "the disk is full");
  }
  base::Status put(std::string_view, std::string_view) override { return {}; }
  base::Result<bool> exists(std::string_view) override { return true; }
  base::Result<std::string> get(std::string_view) override { return fail(ErrorCode::kNotFound, "no such object"); }
  base::Result<std::filesystem::path> local_file(std::string_view) override { return "local"; }
  base::Result<std::vector<ports::ObjectInfo>> list(std::string_view) override {
    return std::vector<ports::ObjectInfo>(2);
  }
  base::Status remove(std::string_view) override { return {}; }
  base::Result<ports::Versioned> get_pointer(std::string_view) override { return ports::Versioned{"b", "v"}; }
  base::Result<std::string> put_pointer(std::string_view, std::string_view, std::string_view) override {
    return fail(ErrorCode::kConflict, "somebody was first");
  }
};

TEST_F(TracedTest, ObjectsArePassedThroughAndCounted) {
  FakeObjects inner;
  TracedObjectStore objects(inner, telemetry_);
  {
    const Span request = recording_.tracer.root("GET", SpanKind::kServer);
    EXPECT_EQ(objects.scratch_file("h")->string(), "scratch");
    EXPECT_FALSE(objects.put_file("raw/a", "local"));
    EXPECT_TRUE(objects.put("raw/b", ""));
    EXPECT_TRUE(*objects.exists("raw/b"));
    EXPECT_FALSE(objects.get("raw/c"));
    EXPECT_EQ(objects.local_file("raw/b")->string(), "local");
    EXPECT_EQ(objects.list("raw/")->size(), 2U);
    EXPECT_TRUE(objects.remove("raw/b"));
    EXPECT_EQ(objects.get_pointer("p")->version, "v");
    EXPECT_FALSE(objects.put_pointer("p", "", ""));
  }
  EXPECT_EQ(errors("objects"), 1U);
  const auto spans = recording_.spans();
  ASSERT_EQ(spans.size(), 10U);
  EXPECT_EQ(attribute(spans[0], "object.key"), "raw/a");
  EXPECT_TRUE(spans[0].failed);
  EXPECT_FALSE(spans[3].failed);
}

class FakeMailer final : public ports::Mailer {
 public:
  base::Result<std::string> send(const mail::Mail& mail, std::chrono::nanoseconds) override {
    if (mail.to == "away@example.org") return fail(ErrorCode::kUnavailable, "away@example.org: try again later");
    if (mail.to == "bad@example.org") return fail(ErrorCode::kInvalidInput, "no such box");
    return "id";
  }
};

TEST_F(TracedTest, MailsAreCountedAndKeptPrivate) {
  FakeMailer inner;
  TracedMailer mailer(inner, telemetry_);
  {
    const Span job = recording_.tracer.root("process mail", SpanKind::kConsumer);
    for (const char* to : {"a@example.org", "away@example.org", "bad@example.org"}) {
      mail::Mail mail;
      mail.to = to;
      EXPECT_EQ(mailer.send(mail, {}).has_value(), mail.to == "a@example.org");
    }
  }
  EXPECT_EQ(metrics_.counter(Metric::kMailsSent).total(), 1U);
  EXPECT_EQ(errors("mail"), 1U);
  for (const FinishedSpan& span : recording_.spans()) EXPECT_EQ(span.failure.find('@'), std::string::npos);
}

}  // namespace
}  // namespace housing::telemetry
