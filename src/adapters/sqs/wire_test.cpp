#include "adapters/sqs/wire.hpp"

#include <gtest/gtest.h>

#include "adapters/sqs/sender.hpp"
#include "base/md5.hpp"

namespace housing::sqs {
namespace {

constexpr std::string_view kTraceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
constexpr std::string_view kXray = "Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=1";

base::Json json(const std::string& text) { return base::Json::parse(text).value(); }

TEST(SqsWire, AMessageCarriesItsTraceInBothWays) {
  const Outgoing message{
      .key = "a", .body = "{}", .trace = kTraceparent, .reason = {}, .delay = std::chrono::seconds(5)};
  const base::Json body = json(send_body("http://queue", {&message, 1}));
  const base::Json& entry = body.array("Entries").at(0);
  EXPECT_EQ(entry.text("MessageBody"), "{}");
  EXPECT_EQ(entry.integer("DelaySeconds"), 5);
  EXPECT_EQ(entry.find("MessageAttributes")->find("traceparent")->text("StringValue"), kTraceparent);
  EXPECT_EQ(entry.find("MessageAttributes")->find("key")->text("StringValue"), "a");
  EXPECT_EQ(entry.find("MessageAttributes")->find("reason"), nullptr) << "an attribute may not be empty";
  EXPECT_EQ(entry.find("MessageSystemAttributes")->find("AWSTraceHeader")->text("StringValue"), kXray);
}

TEST(SqsWire, ATraceOfXrayIsTakenWhereThereIsNoOther) {
  const std::string text = R"({"Messages":[{"MessageId":"id-1","ReceiptHandle":"h","Body":"{}","MD5OfBody":")" +
                           base::md5_hex("{}") +
                           R"(","Attributes":{"ApproximateReceiveCount":"3","SentTimestamp":"1768910400000",
                            "AWSTraceHeader":")" +
                           std::string(kXray) + R"("}}]})";
  const Delivered delivered = received(json(text));
  ASSERT_EQ(delivered.messages.size(), 1u);
  EXPECT_EQ(delivered.messages[0].trace, kTraceparent);
  EXPECT_EQ(delivered.messages[0].key, "id-1");
  EXPECT_EQ(delivered.messages[0].attempts, 3);
  EXPECT_EQ(delivered.messages[0].sent.time_since_epoch().count(), 1'768'910'400'000);
}

TEST(SqsWire, AnswersThatMakeNoSenseGiveNothing) {
  for (const char* text : {"{}", "[]", "null", R"({"Messages":7})", R"({"Messages":[7,{}]})"})
    EXPECT_TRUE(received(json(text)).messages.empty()) << text;
  EXPECT_EQ(refused(json("{}"), 3).size(), 3u);
  EXPECT_EQ(refused(json(R"({"Successful":[{"Id":"9"},{"Id":"-1"},{"Id":"x"},{"Id":"1"}]})"), 2).size(), 1u);
}

TEST(SqsWire, BatchesKeepToWhatSqsTakes) {
  const std::string half(kMaxBatchBytes / 2, 'x');
  const std::vector<Outgoing> large(3, Outgoing{.key = "k", .body = half, .trace = {}, .reason = {}});
  EXPECT_EQ(batch_size(large), 1u) << "the keys count too";
  const std::vector<Outgoing> small(12, Outgoing{.key = "k", .body = "{}", .trace = {}, .reason = {}});
  EXPECT_EQ(batch_size(small), 10u);
}

TEST(SqsWire, AReasonIsCutAtACharacter) {
  std::string text;
  for (std::size_t i = 0; i < kMaxReasonBytes; ++i) text += "é";
  const std::string reason = as_reason(text);
  EXPECT_EQ(reason.size(), kMaxReasonBytes);
  EXPECT_EQ(as_reason("x" + text).size(), kMaxReasonBytes - 1);
  EXPECT_EQ(as_reason(""), "");
}

}  // namespace
}  // namespace housing::sqs
