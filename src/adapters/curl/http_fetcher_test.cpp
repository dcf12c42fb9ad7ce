// Retrying and resuming, with simulated answers and a simulated clock.
#include "adapters/curl/http_fetcher.hpp"

#include <gmock/gmock.h>

#include <deque>

#include "base/assert.hpp"
#include "testing/simulated_clock.hpp"
#include "testing/temp_folder.hpp"

namespace housing::curl {
namespace {

using base::ErrorCode;
using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::uint64_t kMegabyte = 1 << 20;

struct Answer {
  ResponseHead head;  // status 0: none comes
  std::string body;
  Ending ending = Ending::kComplete;
};

class SimulatedTransfer final : public Transfer {
 public:
  std::deque<Answer> answers;
  std::vector<TransferRequest> requests;

  TransferResult run(const TransferRequest& request, Receiver& receiver) override {
    requests.push_back(request);
    HT_ASSERT(!answers.empty());
    const Answer answer = std::move(answers.front());
    answers.pop_front();
    if (answer.head.status == 0) return {answer.ending, "simulated"};
    if (!receiver.head(answer.head)) return {Ending::kStopped, "simulated"};
    if (!answer.body.empty() && !receiver.bytes(answer.body)) return {Ending::kStopped, "simulated"};
    return {answer.ending, ""};
  }
};

Answer failure(int status) {
  Answer answer;
  answer.head.status = status;
  return answer;
}
Answer no_connection() { return {.head = {}, .body = {}, .ending = Ending::kNoConnection}; }
Answer part_of_file(std::uint64_t from, std::uint64_t bytes, std::uint64_t total, Ending ending) {
  ResponseHead head;
  head.status = from == 0 ? 200 : 206;
  head.etag = "\"one\"";
  head.content_length = total - from;
  if (from > 0)
    head.content_range =
        "bytes " + std::to_string(from) + "-" + std::to_string(total - 1) + "/" + std::to_string(total);
  return {.head = head, .body = std::string(bytes, 'x'), .ending = ending};
}

class HttpFetcherTest : public ::testing::Test {
 protected:
  base::Result<ports::FetchResult> fetch(const std::string& url = "https://data.example/x.csv") {
    HttpFetcher fetcher(transfer_, {.clock = clock_,
                                    .uniform = [] { return 0.5; },
                                    .sleep =
                                        [this](std::chrono::nanoseconds time) {
                                          waits_.push_back(std::chrono::round<milliseconds>(time));
                                          clock_.advance(waits_.back());
                                        }});
    return fetcher.fetch({.url = url,
                          .have = {},
                          .destination = folder_.path() / "x.csv",
                          .deadline = clock_.monotonic() + time_,
                          .progress = [this](std::uint64_t bytes, auto) { told_.push_back(bytes); }});
  }

  SimulatedTransfer transfer_;
  housing::testing::SimulatedClock clock_;
  housing::testing::TempFolder folder_;
  seconds time_{600};
  std::vector<milliseconds> waits_;
  std::vector<std::uint64_t> told_;
};

TEST_F(HttpFetcherTest, WaitsGrowAndAttemptsEnd) {
  for (int i = 0; i < 5; ++i) transfer_.answers.push_back(failure(503));
  const auto result = fetch();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(result.error().message, StartsWith("the publisher answered 503; tried 5 times"));
  EXPECT_THAT(waits_, ElementsAre(milliseconds(250), milliseconds(500), milliseconds(1000), milliseconds(2000)));
}

TEST_F(HttpFetcherTest, NoWaitGoesBeyondTheDeadline) {
  time_ = seconds(1);
  for (int i = 0; i < 5; ++i) transfer_.answers.push_back(no_connection());
  ASSERT_FALSE(fetch());
  EXPECT_THAT(waits_, ElementsAre(milliseconds(250), milliseconds(500)));
}

TEST_F(HttpFetcherTest, AnAttemptGetsTheTimeThatIsLeft) {
  time_ = seconds(10);
  transfer_.answers = {failure(500), part_of_file(0, 10, 10, Ending::kComplete)};
  ASSERT_TRUE(fetch());
  EXPECT_EQ(transfer_.requests[0].time_left, seconds(10));
  EXPECT_EQ(transfer_.requests[1].time_left, milliseconds(9750));
}

TEST_F(HttpFetcherTest, GettingFurtherIsNoFailure) {
  const std::uint64_t total = 12 * kMegabyte;
  for (std::uint64_t i = 0; i < 12; ++i)
    transfer_.answers.push_back(
        part_of_file(i * kMegabyte, kMegabyte, total, i == 11 ? Ending::kComplete : Ending::kCut));
  const auto result = fetch();
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->bytes, total);
  EXPECT_THAT(waits_, ::testing::Each(milliseconds(250)));
  EXPECT_THAT(transfer_.requests.back().headers, Contains("Range: bytes=" + std::to_string(11 * kMegabyte) + "-"));
}

TEST_F(HttpFetcherTest, ComingToTheSamePlaceAgainAndAgainIsFailure) {
  for (int i = 0; i < 5; ++i) {
    Answer answer = part_of_file(0, 2 * kMegabyte, 3 * kMegabyte, Ending::kCut);
    answer.head.etag.clear();  // cannot be resumed
    transfer_.answers.push_back(std::move(answer));
  }
  transfer_.answers.push_back(failure(404));  // would be a sixth
  const auto result = fetch();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kUnavailable);
}

TEST_F(HttpFetcherTest, ARestThatNoLongerExistsIsTakenAnewAtOnce) {
  transfer_.answers = {part_of_file(0, 5, 10, Ending::kCut), failure(416), part_of_file(0, 10, 10, Ending::kComplete)};
  ASSERT_TRUE(fetch());
  EXPECT_THAT(waits_, ElementsAre(milliseconds(250), milliseconds(0)));
}

TEST_F(HttpFetcherTest, AServerWithoutAProvenNameIsNotTriedAgain) {
  transfer_.answers.push_back({.head = {}, .body = {}, .ending = Ending::kUntrusted});
  const auto result = fetch();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kInvalidInput);
  EXPECT_TRUE(waits_.empty());
}

TEST_F(HttpFetcherTest, AnAddressNobodyMayFetchIsNotAskedFor) {
  ASSERT_FALSE(fetch("http://data.example/x.csv"));
  EXPECT_TRUE(transfer_.requests.empty());
}

TEST_F(HttpFetcherTest, ProgressCountsWhatIsThere) {
  transfer_.answers = {part_of_file(0, 4, 10, Ending::kCut), part_of_file(4, 6, 10, Ending::kComplete)};
  ASSERT_TRUE(fetch());
  EXPECT_THAT(told_, ElementsAre(4u, 10u));
}

}  // namespace
}  // namespace housing::curl
