// The contract of ports::ObjectStore as tests that every adapter runs. A `Provider` is default-constructible, owns one
// empty store, and its open() gives a new handle on it (as another process would have); it may have a why_not(), which
// says why there is no store, in which case the tests are skipped:
//   INSTANTIATE_TYPED_TEST_SUITE_P(Folder, ObjectStoreContract, FolderProvider);
// Not this: faults of one technology (a full disk, a lost connection), which stand beside the adapter.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <barrier>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "ports/object_store.hpp"
#include "testing/temp_folder.hpp"

namespace housing::testing {

template <class Provider>
class ObjectStoreContract : public ::testing::Test {
 protected:
  void SetUp() override {
    if constexpr (requires { Provider::why_not(); })
      if (!Provider::why_not().empty()) GTEST_SKIP() << Provider::why_not();
  }
  std::vector<std::string> keys(std::string_view prefix = "") {
    std::vector<std::string> keys;
    const auto objects = store_->list(prefix);
    EXPECT_TRUE(objects.has_value());
    if (objects)
      for (const ports::ObjectInfo& object : *objects) keys.push_back(object.key);
    return keys;
  }
  std::filesystem::path local_copy(std::string_view bytes) {
    const auto scratch = store_->scratch_file("contract");
    EXPECT_TRUE(scratch.has_value());
    write_file(*scratch, bytes);
    return *scratch;
  }
  template <class T>
  static void expect_error(const base::Result<T>& result, base::ErrorCode code) {
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, code) << result.error().message;
    EXPECT_FALSE(result.error().message.empty());
  }

  Provider provider_;
  std::unique_ptr<ports::ObjectStore> store_ = provider_.open();
};

TYPED_TEST_SUITE_P(ObjectStoreContract);

TYPED_TEST_P(ObjectStoreContract, GivesBackTheBytesItWasGiven) {
  std::string bytes("\0\n\xff binary", 11);
  while (bytes.size() < 3'000'000) bytes += bytes;
  ASSERT_TRUE(this->store_->put("raw/a.bin", bytes));
  EXPECT_EQ(this->store_->get("raw/a.bin").value(), bytes);
  EXPECT_TRUE(this->store_->exists("raw/a.bin").value());
  EXPECT_EQ(read_file(this->store_->local_file("raw/a.bin").value()), bytes);
  EXPECT_EQ(this->provider_.open()->get("raw/a.bin").value(), bytes);
}

TYPED_TEST_P(ObjectStoreContract, KeepsAnObjectWithoutBytes) {
  ASSERT_TRUE(this->store_->put("empty", ""));
  EXPECT_TRUE(this->store_->exists("empty").value());
  EXPECT_EQ(this->store_->get("empty").value(), "");
  EXPECT_EQ(this->store_->list("").value().at(0).size, 0u);
}

TYPED_TEST_P(ObjectStoreContract, SaysWhatIsNotThere) {
  ASSERT_TRUE(this->store_->put("raw/folder/file", "x"));
  for (const char* key : {"missing", "raw/missing", "missing/deep/key", "raw", "raw/folder", "raw/folder/file/below"}) {
    SCOPED_TRACE(key);
    EXPECT_FALSE(this->store_->exists(key).value());
    this->expect_error(this->store_->get(key), base::ErrorCode::kNotFound);
    this->expect_error(this->store_->local_file(key), base::ErrorCode::kNotFound);
    this->expect_error(this->store_->get_pointer(key), base::ErrorCode::kNotFound);
  }
}

TYPED_TEST_P(ObjectStoreContract, NeverChangesAnObject) {
  ASSERT_TRUE(this->store_->put("key", "first"));
  EXPECT_TRUE(this->store_->put("key", "second"));
  EXPECT_EQ(this->store_->get("key").value(), "first");
  const auto local = this->local_copy("third");
  EXPECT_TRUE(this->store_->put_file("key", local));
  EXPECT_EQ(this->store_->get("key").value(), "first");
  EXPECT_FALSE(std::filesystem::exists(local));
}

TYPED_TEST_P(ObjectStoreContract, TakesAFileAway) {
  const auto local = this->local_copy("content");
  ASSERT_TRUE(this->store_->put_file("shards/a/b.shard", local));
  EXPECT_FALSE(std::filesystem::exists(local));
  EXPECT_EQ(this->store_->get("shards/a/b.shard").value(), "content");
}

TYPED_TEST_P(ObjectStoreContract, GivesEveryScratchFileAPathOfItsOwn) {
  const auto other = this->provider_.open();
  const auto a = this->store_->scratch_file("x").value();
  const auto b = this->store_->scratch_file("x").value();
  const auto c = other->scratch_file("x").value();
  EXPECT_NE(a, b);
  EXPECT_NE(a, c);
  EXPECT_NE(b, c);
}

TYPED_TEST_P(ObjectStoreContract, ListsByKeyWhatBeginsWithThePrefix) {
  for (const char* key : {"raw/b/2", "raw/a/1", "raw/ab", "shards/x", "raw/a/0"})
    ASSERT_TRUE(this->store_->put(key, key));
  using Keys = std::vector<std::string>;
  EXPECT_EQ(this->keys(), (Keys{"raw/a/0", "raw/a/1", "raw/ab", "raw/b/2", "shards/x"}));
  EXPECT_EQ(this->keys("raw/a"), (Keys{"raw/a/0", "raw/a/1", "raw/ab"}));
  EXPECT_EQ(this->keys("raw/a/"), (Keys{"raw/a/0", "raw/a/1"}));
  EXPECT_EQ(this->keys("nothing"), Keys{});
  EXPECT_EQ(this->store_->list("shards/").value().at(0).size, 8u);
}

TYPED_TEST_P(ObjectStoreContract, ListsNoFileThatWasOnlyPrepared) {
  this->local_copy("left over from a crash");
  ASSERT_TRUE(this->store_->put("key", "x"));
  EXPECT_EQ(this->keys(), std::vector<std::string>{"key"});
}

TYPED_TEST_P(ObjectStoreContract, RefusesWhatIsNoKey) {
  for (const std::string& key : std::vector<std::string>{
           "", "/etc/passwd", "../up", "a/../../up", "a//b", "a/", ".", "a/./b", "..", "a\\b", std::string("a\0b", 3),
           "caf\xc3\xa9", "a\nb", ".hidden", std::string(ports::kMaxKeyLength + 1, 'k')}) {
    SCOPED_TRACE(key);
    this->expect_error(this->store_->put(key, "x"), base::ErrorCode::kInvalidInput);
    this->expect_error(this->store_->get(key), base::ErrorCode::kInvalidInput);
    this->expect_error(this->store_->exists(key), base::ErrorCode::kInvalidInput);
    this->expect_error(this->store_->local_file(key), base::ErrorCode::kInvalidInput);
    this->expect_error(this->store_->get_pointer(key), base::ErrorCode::kInvalidInput);
    this->expect_error(this->store_->put_pointer(key, "x", ""), base::ErrorCode::kInvalidInput);
    this->expect_error(this->store_->put_file(key, this->local_copy("x")), base::ErrorCode::kInvalidInput);
  }
  EXPECT_EQ(this->keys(), std::vector<std::string>{});
}

TYPED_TEST_P(ObjectStoreContract, TakesEveryKeyThatKeepsTheRules) {
  std::string longest = "long";
  while (longest.size() + 101 <= ports::kMaxKeyLength) longest += "/" + std::string(100, 'k');
  longest.resize(ports::kMaxKeyLength, 'k');
  for (const std::string& key : {std::string("a/b-c_d.e+f=g (h).csv.gz"), std::string("a/...b/c"), longest}) {
    ASSERT_TRUE(this->store_->put(key, "content of " + key));
    EXPECT_EQ(this->store_->get(key).value(), "content of " + key);
  }
  EXPECT_EQ(this->keys().size(), 3u);
}

TYPED_TEST_P(ObjectStoreContract, MovesThePointerOnlyFromTheVersionItsMoverKnew) {
  this->expect_error(this->store_->put_pointer("now.json", "a", "not-there-yet"), base::ErrorCode::kConflict);
  const auto first = this->store_->put_pointer("now.json", "a", "");
  ASSERT_TRUE(first.has_value());
  this->expect_error(this->store_->put_pointer("now.json", "b", ""), base::ErrorCode::kConflict);
  const auto second = this->store_->put_pointer("now.json", "b", *first);
  ASSERT_TRUE(second.has_value());
  EXPECT_NE(*first, *second);
  this->expect_error(this->store_->put_pointer("now.json", "c", *first), base::ErrorCode::kConflict);
  const auto read = this->provider_.open()->get_pointer("now.json");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->bytes, "b");
  EXPECT_EQ(read->version, *second);
}

TYPED_TEST_P(ObjectStoreContract, LetsOneOfTwoRacingMoversWin) {
  constexpr int kRounds = 100;
  std::string version;
  for (int round = 0; round < kRounds; ++round) {
    std::barrier together(2);
    std::vector<base::Result<std::string>> results(2, std::string());
    std::vector<std::thread> movers;
    for (std::size_t mover = 0; mover < 2; ++mover)
      movers.emplace_back([&, mover] {
        const auto own = this->provider_.open();
        const std::string bytes = std::to_string(round) + " by " + std::to_string(mover);
        together.arrive_and_wait();
        results[mover] = own->put_pointer("now.json", bytes, version);
      });
    for (std::thread& mover : movers) mover.join();
    ASSERT_NE(results[0].has_value(), results[1].has_value()) << "round " << round;
    const std::size_t winner = results[0].has_value() ? 0 : 1;
    this->expect_error(results[1 - winner], base::ErrorCode::kConflict);
    version = *results[winner];
    EXPECT_EQ(this->store_->get_pointer("now.json").value().bytes,
              std::to_string(round) + " by " + std::to_string(winner));
  }
}

TYPED_TEST_P(ObjectStoreContract, KeepsApartWhatSeveralWritersPutAtOnce) {
  constexpr int kWriters = 4;
  constexpr int kObjects = 50;
  const auto content = [](int writer, int object) {
    return std::string(1000, static_cast<char>('a' + writer)) + std::to_string(object);
  };
  const auto key = [](int writer, int object) { return "w" + std::to_string(writer) + "/" + std::to_string(object); };
  std::barrier together(kWriters);
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer)
    writers.emplace_back([&, writer] {
      const auto own = this->provider_.open();
      together.arrive_and_wait();
      for (int object = 0; object < kObjects; ++object)
        EXPECT_TRUE(own->put(key(writer, object), content(writer, object)));
    });
  for (std::thread& writer : writers) writer.join();
  for (int writer = 0; writer < kWriters; ++writer)
    for (int object = 0; object < kObjects; ++object)
      EXPECT_EQ(this->store_->get(key(writer, object)).value_or("missing"), content(writer, object));
}

TYPED_TEST_P(ObjectStoreContract, RemovesWhatIsToBeForgotten) {
  ASSERT_TRUE(this->store_->put("exports/a.csv", "a"));
  ASSERT_TRUE(this->store_->put("exports/b.csv", "b"));
  ASSERT_TRUE(this->store_->remove("exports/a.csv"));
  EXPECT_TRUE(this->store_->remove("exports/a.csv")) << "and again";
  EXPECT_TRUE(this->store_->remove("exports/never.csv"));
  EXPECT_EQ(this->keys("exports/"), std::vector<std::string>{"exports/b.csv"});
  this->expect_error(this->store_->get("exports/a.csv"), base::ErrorCode::kNotFound);
  this->expect_error(this->store_->remove("../b"), base::ErrorCode::kInvalidInput);
  ASSERT_TRUE(this->store_->put("exports/a.csv", "other"));
  EXPECT_EQ(this->store_->get("exports/a.csv").value(), "other");
}

REGISTER_TYPED_TEST_SUITE_P(ObjectStoreContract, RemovesWhatIsToBeForgotten, GivesBackTheBytesItWasGiven,
                            KeepsAnObjectWithoutBytes, SaysWhatIsNotThere, NeverChangesAnObject, TakesAFileAway,
                            GivesEveryScratchFileAPathOfItsOwn, ListsByKeyWhatBeginsWithThePrefix,
                            ListsNoFileThatWasOnlyPrepared, RefusesWhatIsNoKey, TakesEveryKeyThatKeepsTheRules,
                            MovesThePointerOnlyFromTheVersionItsMoverKnew, LetsOneOfTwoRacingMoversWin,
                            KeepsApartWhatSeveralWritersPutAtOnce);

}  // namespace housing::testing
