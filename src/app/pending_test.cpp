#include "app/pending.hpp"

#include <gtest/gtest.h>

#include "testing/imported_world.hpp"
#include "testing/store_double.hpp"

namespace housing::app {
namespace {

using testing::contents_of;
using testing::ImportedWorld;

testing::PublisherFile home_values(std::vector<std::string> values = {"100.25", "200.5"}) {
  const int months = static_cast<int>(values.size());
  return testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2024, months),
                              {testing::united_states(std::move(values))});
}

class PendingTest : public ::testing::Test {
 protected:
  // Gives the summary's pending key.
  std::string import_pending(const testing::PublisherFile& file, ports::ObjectStore* store = nullptr) {
    const auto path = imported_.folder().write(file.name, file.text);
    Importer importer(store != nullptr ? *store : imported_.store(), testing::known_names(), imported_.clock());
    ImportRequest request;
    request.paths = {path};
    request.leave_pending = true;
    const auto summary = importer.run(request, [](const auto&) {});
    EXPECT_TRUE(summary.has_value());
    return summary ? summary->pending : "failed";
  }
  std::size_t published() { return current_manifest(imported_.store())->shards.size(); }
  std::vector<ports::ObjectInfo> pending() { return imported_.store().list(kPendingFolder).value(); }

  ImportedWorld imported_;
};

TEST_F(PendingTest, WaitsUntilSomebodyPublishes) {
  const std::string key = import_pending(home_values());
  EXPECT_TRUE(key.starts_with(kPendingFolder)) << key;
  EXPECT_EQ(published(), 0u);
  const auto report = publish_pending(imported_.store(), imported_.clock());
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->keys, std::vector<std::string>{key});
  EXPECT_EQ(report->entries, 1u);
  EXPECT_EQ(report->publication, current_publication(imported_.store())->name());
  EXPECT_FALSE(report->publication.empty());
  EXPECT_EQ(published(), 1u);
  ASSERT_TRUE(forget_pending(imported_.store(), report->keys));
  EXPECT_TRUE(pending().empty());
  EXPECT_EQ(imported_.world()->manifest().shards.size(), 1u);
}

TEST_F(PendingTest, IsTheSameAsPublishingAtOnce) {
  ImportedWorld at_once;
  at_once.import_one(home_values());
  import_pending(home_values());
  const auto report = publish_pending(imported_.store(), imported_.clock());
  ASSERT_TRUE(report.has_value());
  ASSERT_TRUE(forget_pending(imported_.store(), report->keys));
  EXPECT_EQ(contents_of(imported_.store()), contents_of(at_once.store()));
}

TEST_F(PendingTest, ChangesNothingTheSecondTime) {
  import_pending(home_values());
  ASSERT_TRUE(publish_pending(imported_.store(), imported_.clock()).has_value());
  const auto before = contents_of(imported_.store());
  imported_.clock().advance(std::chrono::hours(1));
  const auto again = publish_pending(imported_.store(), imported_.clock());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->keys.size(), 1u) << "not forgotten yet: it may be told of again";
  EXPECT_EQ(contents_of(imported_.store()), before);
  EXPECT_EQ(import_pending(home_values()), "") << "these bytes are published";
}

TEST_F(PendingTest, TakesWhatOthersLeftBehindWithIt) {
  import_pending(home_values());  // its event was lost
  imported_.clock().advance(std::chrono::hours(24));
  import_pending(home_values({"100.25", "200.5", "300"}));
  const auto report = publish_pending(imported_.store(), imported_.clock());
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->keys.size(), 2u);
  EXPECT_EQ(published(), 2u);
}

TEST_F(PendingTest, LeavesWhatCannotBeReadWhereItIs) {
  ASSERT_TRUE(imported_.store().put("manifests/pending/torn.json", "{").has_value());
  series::Manifest demo;
  demo.kind = "demo";
  ASSERT_TRUE(imported_.store().put("manifests/pending/demo.json", demo.to_json()));
  const std::string key = import_pending(home_values());
  const auto report = publish_pending(imported_.store(), imported_.clock());
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->keys, std::vector<std::string>{key});
  EXPECT_EQ(report->unreadable.size(), 2u);
  EXPECT_EQ(published(), 1u);
  EXPECT_EQ(pending().size(), 3u);
}

TEST_F(PendingTest, LosesARaceAndTriesAgain) {
  import_pending(home_values());
  testing::StoreDouble store(imported_.store());
  bool raced = false;
  store.after_get_pointer = [&] {
    if (raced) return;
    raced = true;  // somebody else publishes something between our look and our move
    imported_.import_one(
        testing::zillow_file(testing::kMetroRent, testing::month_ends(2024, 1), {testing::boston({"7"})}));
  };
  const auto report = publish_pending(store, imported_.clock());
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_TRUE(raced);
  EXPECT_EQ(published(), 2u) << "neither is lost";
}

TEST_F(PendingTest, LeavesNothingHalfVisibleWhenItIsKilledAnywhere) {
  // The import dies at its first put, its second …: nothing is published, and the next run makes up for it.
  for (int last = 0; last < 3; ++last) {
    testing::StoreDouble store(imported_.store());
    int puts = 0;
    store.before_put = [&](std::string_view) -> base::Status {
      if (puts++ >= last) return base::fail(base::ErrorCode::kIo, "killed");
      return {};
    };
    const auto path = imported_.folder().write(home_values().name, home_values().text);
    Importer importer(store, testing::known_names(), imported_.clock());
    ImportRequest request;
    request.paths = {path};
    request.leave_pending = true;
    EXPECT_FALSE(importer.run(request, [](const auto&) {}).has_value()) << last;
    EXPECT_TRUE(pending().empty());
    EXPECT_EQ(published(), 0u);
  }
  EXPECT_FALSE(import_pending(home_values()).empty());
  EXPECT_TRUE(publish_pending(imported_.store(), imported_.clock()).has_value());
  EXPECT_EQ(published(), 1u);
}

TEST_F(PendingTest, BeginsNoFileWhenTimeIsOver) {
  const auto path = imported_.folder().write(home_values().name, home_values().text);
  Importer importer(imported_.store(), testing::known_names(), imported_.clock());
  ImportRequest request;
  request.paths = {path};
  request.deadline = imported_.clock().monotonic();
  const auto summary = importer.run(request, [](const auto&) {});
  ASSERT_TRUE(summary.has_value());
  EXPECT_EQ(summary->not_begun, 1u);
  EXPECT_TRUE(summary->files.empty());
  EXPECT_EQ(published(), 0u);
}

}  // namespace
}  // namespace housing::app
