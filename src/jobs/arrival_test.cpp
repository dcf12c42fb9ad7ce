#include "jobs/arrival.hpp"

#include <gtest/gtest.h>

#include <random>

#include "base/json_writer.hpp"

namespace housing::jobs {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  base::JsonWriter(out).value(text);
  return out;
}

// A message as Lambda hands SQS's on.
std::string record(std::string_view body, std::string_view id = "m-1", std::string_view more = "") {
  return R"({"messageId":)" + quoted(id) + R"(,"receiptHandle":"AQEB","body":)" + quoted(body) +
         R"(,"attributes":{"ApproximateReceiveCount":"3","SentTimestamp":"1545082649183",)" +
         R"("AWSTraceHeader":"Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"},)" +
         R"("messageAttributes":{)" + std::string(more) +
         R"(},"md5OfBody":"e4e","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:1:q","awsRegion":"x"})";
}
std::string batch(const std::vector<std::string>& records) {
  std::string all;
  for (const std::string& one : records) all += (all.empty() ? "" : ",") + one;
  return R"({"Records":[)" + all + "]}";
}
std::string envelope(std::string_view source, std::string_view type, std::string_view detail) {
  return R"({"version":"0","id":"7bf73129","detail-type":)" + quoted(type) + R"(,"source":)" + quoted(source) +
         R"(,"account":"123456789012","time":"2026-01-20T12:00:00Z","region":"us-east-1","resources":[],"detail":)" +
         std::string(detail) + "}";
}
constexpr std::string_view kOwn = "housing-trends";

Arrival read(std::string_view event) {
  auto arrival = read_arrival(event);
  EXPECT_TRUE(arrival.has_value()) << event;
  return arrival.value_or(Arrival{});
}

TEST(Arrival, IsAJobOfOurs) {
  const Arrival arrival =
      read(batch({record(R"({"mail":"verify:a"})", "m-7", R"("key":{"stringValue":"verify:a","dataType":"String"})")}));
  EXPECT_TRUE(arrival.is_batch);
  EXPECT_TRUE(arrival.poison.empty());
  ASSERT_EQ(arrival.records.size(), 1u);
  const Arrived& arrived = arrival.records[0];
  EXPECT_EQ(arrived.kind, ArrivedKind::kJob);
  EXPECT_EQ(arrived.id, "m-7");
  EXPECT_EQ(arrived.key, "verify:a");
  EXPECT_EQ(arrived.attempts, 3);
  EXPECT_EQ(arrived.body.text("mail"), "verify:a");
  EXPECT_EQ(arrived.trace.trace_id(), "5759e988bd862e3fe1be46a994272793");
}

TEST(Arrival, WithoutAKeyIsCalledAfterItsMessage) {
  EXPECT_EQ(read(batch({record("{}", "m-9")})).records[0].key, "m-9");
}

TEST(Arrival, BelievesOurOwnTraceBeforeTheirs) {
  const Arrival arrival = read(batch({record(
      "{}", "m-1", R"("traceparent":{"stringValue":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"})")}));
  EXPECT_EQ(arrival.records[0].trace.trace_id(), "0af7651916cd43dd8448eb211c80319c");
}

TEST(Arrival, IsAnEventOfOurBus) {
  const Arrival arrival = read(
      batch({record(envelope(kOwn, "import-finished", R"({"source":"fhfa","pending":"manifests/pending/a.json"})"))}));
  ASSERT_EQ(arrival.records.size(), 1u);
  EXPECT_EQ(arrival.records[0].kind, ArrivedKind::kEvent);
  EXPECT_EQ(arrival.records[0].type, "import-finished");
  EXPECT_EQ(arrival.records[0].body.text("source"), "fhfa");
}

TEST(Arrival, IsWhatTheCarrierSaysWhole) {
  const Arrival arrival =
      read(batch({record(envelope("aws.ses", "Email Bounced", R"({"bounce":{"bounceType":"Permanent"}})"))}));
  ASSERT_EQ(arrival.records.size(), 1u);
  EXPECT_EQ(arrival.records[0].kind, ArrivedKind::kCarrier);
  EXPECT_EQ(arrival.records[0].body.text("source"), "aws.ses");
  EXPECT_NE(arrival.records[0].body.find("detail"), nullptr);
}

TEST(Arrival, IsAScheduleOrAHand) {
  for (const std::string& event : {std::string("{}"), envelope("aws.events", "Scheduled Event", "{}")}) {
    const Arrival arrival = read(event);
    EXPECT_FALSE(arrival.is_batch);
    ASSERT_EQ(arrival.records.size(), 1u) << event;
    EXPECT_EQ(arrival.records[0].kind, ArrivedKind::kJob);
    EXPECT_TRUE(arrival.records[0].body.is_object());
  }
  EXPECT_EQ(read(R"({"source":"zillow"})").records[0].body.text("source"), "zillow");
  EXPECT_EQ(read(envelope(kOwn, "import-finished", "{}")).records[0].kind, ArrivedKind::kEvent);
}

TEST(Arrival, KeepsTheGoodBesideThePoison) {
  const Arrival arrival = read(
      batch({record("{\"mail\":", "half"), record(R"({"mail":"a"})", "good"), record("7", "number"),
             record("[]", "list"), record("", "empty"), record(envelope("aws.s3", "Object Created", "{}"), "stranger"),
             record(R"({"detail-type":"import-finished","source":"housing-trends"})", "torn"),
             record(R"({"detail-type":7,"source":"housing-trends","detail":{}})", "odd")}));
  ASSERT_EQ(arrival.records.size(), 1u);
  EXPECT_EQ(arrival.records[0].id, "good");
  std::vector<std::string> ids;
  for (const Poison& poison : arrival.poison) {
    ids.push_back(poison.id);
    EXPECT_FALSE(poison.reason.empty());
    EXPECT_EQ(poison.attempts, 3);
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"half", "number", "list", "empty", "stranger", "torn", "odd"}));
  EXPECT_NE(arrival.poison[4].reason.find("aws.s3"), std::string::npos);
}

TEST(Arrival, OfAnotherQueueServiceIsPoison) {
  const Arrival arrival = read(R"({"Records":[{"messageId":"1","eventSource":"aws:kinesis","body":"{}"}]})");
  EXPECT_TRUE(arrival.records.empty());
  EXPECT_EQ(arrival.poison.size(), 1u);
}

TEST(Arrival, NobodyCanAnswerForFails) {
  for (const char* event : {"", "nonsense", "{", "7", "[]", "null", R"({"Records":7})", R"({"Records":[7]})",
                            R"({"Records":[{"body":"{}"}]})", R"({"Records":[{"messageId":7,"body":"{}"}]})"})
    EXPECT_FALSE(read_arrival(event).has_value()) << event;
}

TEST(Arrival, OfNothingIsNothing) {
  EXPECT_TRUE(read(R"({"Records":[]})").is_batch);
  EXPECT_TRUE(read(R"({"Records":[]})").records.empty());
}

TEST(Arrival, CountsNonsenseAsAFirstAttempt) {
  for (const char* count : {"\"\"", "\"-1\"", "\"x\"", "7", "\"99999999999999999999\"", "{}"}) {
    const Arrival arrival =
        read(R"({"Records":[{"messageId":"1","body":"{}","attributes":{"ApproximateReceiveCount":)" +
             std::string(count) + "}}]}");
    ASSERT_EQ(arrival.records.size(), 1u) << count;
    EXPECT_EQ(arrival.records[0].attempts, 1) << count;
  }
}

TEST(Arrival, HasALimit) {
  std::string many = R"({"Records":[)";
  for (std::size_t i = 0; i <= kMaxRecords; ++i) many += std::string(i == 0 ? "" : ",") + R"({"messageId":"1"})";
  const auto arrival = read_arrival(many + "]}");
  ASSERT_FALSE(arrival.has_value());
  EXPECT_EQ(arrival.error().code, base::ErrorCode::kLimitExceeded);
}

// Whatever one byte does to it: read or refused, and every record accounted for.
TEST(Arrival, SurvivesAnyBrokenByte) {
  const std::string whole = batch(
      {record(R"({"mail":"a"})", "1"), record(envelope(kOwn, "import-finished", R"({"a":[1,{"b":null}]})"), "2")});
  std::mt19937 random(7);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string broken = whole;
    broken[at] = static_cast<char>(random());
    const auto arrival = read_arrival(broken);
    if (arrival && arrival->is_batch) {
      EXPECT_EQ(arrival->records.size() + arrival->poison.size(), 2u) << broken;
    }
    (void)read_arrival(std::string_view(whole).substr(0, at));
  }
}

TEST(BatchAnswer, NamesWhatIsToComeAgain) {
  EXPECT_EQ(batch_answer({}), R"({"batchItemFailures":[]})");
  EXPECT_EQ(batch_answer({"a", "b\""}), R"({"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"b\""}]})");
}

}  // namespace
}  // namespace housing::jobs
