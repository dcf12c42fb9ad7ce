#include "api/answer_cache.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace housing::api {
namespace {

using Answer = std::shared_ptr<const http::Variants>;

Answer answer(std::string body) {
  http::Response response;
  response.content_type = "application/octet-stream";  // one form only
  response.body = http::Body(std::move(body));
  return std::make_shared<const http::Variants>(
      http::Variants::make(std::move(response), http::CompressionLevel::kFast).value());
}

TEST(AnswerCache, KeepsAnAnswerUnderItsVersion) {
  AnswerCache cache;
  EXPECT_EQ(cache.find("/a", "1"), nullptr);
  const Answer kept = answer("x");
  cache.put("/a", "1", kept);
  EXPECT_EQ(cache.find("/a", "1"), kept);
  EXPECT_EQ(cache.find("/a", "2"), nullptr);
  EXPECT_EQ(cache.find("/a?", "1"), nullptr);
  cache.put("/a", "1", answer("y"));
  EXPECT_EQ(cache.find("/a", "1"), kept) << "the first stays: both were rendered from the same";
}

TEST(AnswerCache, ForgetsTheVersionBefore) {
  AnswerCache cache;
  cache.put("/a", "1", answer("old"));
  const Answer fresh = answer("new");
  cache.put("/a", "2", fresh);
  EXPECT_EQ(cache.find("/a", "1"), nullptr);
  EXPECT_EQ(cache.find("/a", "2"), fresh);
}

TEST(AnswerCache, KeepsToItsBudgetHoweverSmallTheAnswers) {
  constexpr std::size_t kBudget = 1 << 20;
  constexpr int kAnswers = 20'000;
  AnswerCache cache(kBudget);
  const Answer one = answer("{}");
  for (int i = 0; i < kAnswers; ++i) cache.put("/" + std::to_string(i), "1", one);
  std::size_t kept = 0;
  for (int i = 0; i < kAnswers; ++i) kept += cache.find("/" + std::to_string(i), "1") != nullptr ? 1 : 0;
  EXPECT_LE(kept * AnswerCache::kEntryBytes, kBudget);
  EXPECT_GT(kept * AnswerCache::kEntryBytes, kBudget / 2) << "the budget is used";
}

TEST(AnswerCache, DropsWhatWasNotAskedForLongest) {
  constexpr int kAnswers = 4000;
  AnswerCache cache(std::size_t{200} * AnswerCache::kEntryBytes);
  const Answer one = answer("{}");
  cache.put("/favourite", "1", one);
  for (int i = 0; i < kAnswers; ++i) {
    cache.put("/" + std::to_string(i), "1", one);
    EXPECT_NE(cache.find("/favourite", "1"), nullptr) << i;
  }
  EXPECT_NE(cache.find("/" + std::to_string(kAnswers - 1), "1"), nullptr);
  EXPECT_EQ(cache.find("/0", "1"), nullptr);
}

TEST(AnswerCache, AFloodOfWhatNobodyAsksTwiceDoesNotDriveOutTheRest) {
  AnswerCache cache(std::size_t{200} * AnswerCache::kEntryBytes);
  const Answer one = answer("{}");
  const auto favourite = [](int i) { return "/favourite/" + std::to_string(i); };
  for (int i = 0; i < 10; ++i) {
    cache.put(favourite(i), "1", one);
    EXPECT_NE(cache.find(favourite(i), "1"), nullptr);
  }
  for (int i = 0; i < 4000; ++i) cache.put("/" + std::to_string(i), "1", one);
  for (int i = 0; i < 10; ++i) EXPECT_NE(cache.find(favourite(i), "1"), nullptr) << i;
}

TEST(AnswerCache, WhatWasAskedForAgainLongAgoMakesRoom) {
  AnswerCache cache(std::size_t{200} * AnswerCache::kEntryBytes);
  const Answer one = answer("{}");
  const auto ask_twice = [&](const std::string& target) {
    cache.put(target, "1", one);
    cache.find(target, "1");
  };
  ask_twice("/old");
  for (int i = 0; i < 4000; ++i) ask_twice("/" + std::to_string(i));
  EXPECT_EQ(cache.find("/old", "1"), nullptr);
  EXPECT_NE(cache.find("/3999", "1"), nullptr);
}

TEST(AnswerCache, KeepsALargeNewAnswerBesideWhatWasAskedForAgain) {
  AnswerCache cache(16 * 10'000);
  const Answer small = answer("small");
  for (int i = 0; i < 400; ++i) {
    cache.put("/" + std::to_string(i), "1", small);
    cache.find("/" + std::to_string(i), "1");
  }
  const Answer large = answer(std::string(6'000, 'x'));
  cache.put("/large", "1", large);
  EXPECT_EQ(cache.find("/large", "1"), large);
}

TEST(AnswerCache, KeepsNoAnswerLargerThanItsShare) {
  AnswerCache cache(16 * 10'000);
  const Answer small = answer("small");
  cache.put("/a", "1", small);
  cache.put("/b", "1", answer(std::string(20'000, 'x')));
  EXPECT_EQ(cache.find("/b", "1"), nullptr);
  EXPECT_EQ(cache.find("/a", "1"), small) << "and drops none for it";
}

TEST(AnswerCache, ServesManyThreads) {
  AnswerCache cache(std::size_t{300} * AnswerCache::kEntryBytes);
  const std::vector<Answer> answers = {answer("0"), answer("1"), answer("2")};
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (unsigned thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, thread] {
      for (unsigned i = 0; i < 5000; ++i) {
        const std::size_t version = (i / 500 + thread) % answers.size();
        const std::string target = "/" + std::to_string((i * 7 + thread) % 500);
        if (const Answer found = cache.find(target, std::to_string(version)); found && found != answers[version])
          ++wrong;
        cache.put(target, std::to_string(version), answers[version]);
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong.load(), 0) << "an answer of another version was given";
}

}  // namespace
}  // namespace housing::api
