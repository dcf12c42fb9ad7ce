#include "app/publish.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <barrier>
#include <set>
#include <thread>

#include "adapters/filesystem/folder_store.hpp"
#include "app/import.hpp"
#include "testing/imported_world.hpp"
#include "testing/store_double.hpp"

namespace housing::app {
namespace {

using base::ErrorCode;
using testing::ImportedWorld;
using testing::month_ends;
using testing::PublisherFile;

PublisherFile rents(int number) {
  return testing::zillow_file(testing::kMetroRent, month_ends(2024, 1),
                              {testing::united_states({std::to_string(1000 + number)})});
}

base::Status import_file(ports::ObjectStore& store, const base::Clock& clock, const std::filesystem::path& path) {
  Importer importer(store, testing::known_names(), clock);
  ImportRequest request;
  request.paths = {path};
  const auto summary = importer.run(request, [](const auto&) {});
  if (!summary) return std::unexpected(summary.error());
  if (!summary->all_kept() || summary->files.size() != 1) return base::fail(ErrorCode::kInvalidInput, "not kept");
  return {};
}

TEST(Publish, BeginsWithAnEmptyManifest) {
  ImportedWorld imported;
  const auto present = current_publication(imported.store());
  ASSERT_TRUE(present.has_value());
  EXPECT_EQ(present->manifest.kind, "");
  EXPECT_TRUE(present->manifest.shards.empty());
  EXPECT_EQ(present->version, "");
}

TEST(Publish, OfNothingNewMovesNothing) {
  ImportedWorld imported;
  imported.import_one(rents(0));
  const auto before = current_publication(imported.store()).value();
  ASSERT_TRUE(publish(imported.store(), imported.clock(), "real", before.manifest.shards).has_value());
  EXPECT_EQ(current_publication(imported.store()).value().version, before.version);
}

TEST(Publish, LosesNothingWhenImportersRace) {
  ImportedWorld imported;
  constexpr int kImporters = 4;
  constexpr int kRounds = 3;
  std::vector<std::vector<std::filesystem::path>> files(kImporters);
  for (int i = 0; i < kImporters * kRounds; ++i)
    files[static_cast<std::size_t>(i % kImporters)].push_back(
        imported.folder().write(std::to_string(i) + "/" + std::string(testing::kMetroRent), rents(i).text));
  testing::known_names();
  std::barrier together(kImporters);
  std::vector<std::thread> importers;
  for (const auto& own_files : files)
    importers.emplace_back([&] {
      const auto store = filesystem::FolderStore::open(imported.store_path()).value();
      for (const auto& file : own_files) {
        together.arrive_and_wait();
        const auto status = import_file(*store, imported.clock(), file);
        EXPECT_TRUE(status.has_value()) << status.error().message;
      }
    });
  for (std::thread& importer : importers) importer.join();
  const auto manifest = current_manifest(imported.store()).value();
  std::set<std::string> ids;
  for (const series::ShardEntry& entry : manifest.shards) ids.insert(entry.id);
  EXPECT_EQ(manifest.shards.size(), static_cast<std::size_t>(kImporters * kRounds));
  EXPECT_EQ(ids.size(), manifest.shards.size());
  const auto world = imported.world();
  const series::Block* block = world->block(*model::find_metric("rent"));
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(block->shards().size(), manifest.shards.size()) << "the last block is made of all releases";
}

TEST(Publish, TriesAgainWhenSomebodyWasFaster) {
  ImportedWorld imported;
  const auto mine = imported.folder().write("mine/" + std::string(testing::kMetroRent), rents(1).text);
  testing::StoreDouble store(imported.store());
  int interruptions = 0;
  store.before_put = [&](std::string_view key) -> base::Status {
    if (key == series::kPointerKey && interruptions < 3) imported.import_one(rents(100 + interruptions++));
    return {};
  };
  ASSERT_TRUE(import_file(store, imported.clock(), mine).has_value());
  EXPECT_EQ(interruptions, 3);
  EXPECT_EQ(store.pointer_moves(), 1);
  EXPECT_EQ(current_manifest(imported.store()).value().shards.size(), 4u);
}

TEST(Publish, GivesUpAfterSoManyAttempts) {
  ImportedWorld imported;
  const auto mine = imported.folder().write("mine/" + std::string(testing::kMetroRent), rents(1).text);
  testing::StoreDouble store(imported.store());
  int attempts = 0;
  store.before_put = [&](std::string_view key) -> base::Status {
    if (key != series::kPointerKey) return {};
    ++attempts;
    return base::fail(ErrorCode::kConflict, "always somebody else");
  };
  const auto status = import_file(store, imported.clock(), mine);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kConflict);
  EXPECT_EQ(attempts, kMaxPublishAttempts);
}

TEST(Publish, SaysThatThePointerIsDamaged) {
  ImportedWorld imported;
  imported.import_one(rents(1));
  auto& store = imported.store();
  std::string version = store.get_pointer(series::kPointerKey).value().version;
  for (const char* damaged :
       {"", "{", "{}", "[1]", "{\"manifest\":\"../x\"}", "{\"manifest\":\"manifests/gone.json\"}"}) {
    SCOPED_TRACE(damaged);
    version = store.put_pointer(series::kPointerKey, damaged, version).value();
    const auto manifest = current_manifest(store);
    ASSERT_FALSE(manifest.has_value());
    EXPECT_EQ(manifest.error().code, ErrorCode::kCorrupt) << manifest.error().message;
    EXPECT_FALSE(imported.holder().refresh().has_value());
  }
}

TEST(World, BelongsToTheVersionItNames) {
  ImportedWorld imported;
  imported.import_one(rents(1));
  testing::StoreDouble store(imported.store());
  bool published = false;  // between the first look at the pointer and the rest of loading
  store.after_get_pointer = [&] {
    if (published) return;
    published = true;
    imported.import_one(rents(2));
  };
  const auto torn = World::load(store, testing::known_places()).value();
  const auto now = World::load(imported.store(), testing::known_places()).value();
  ASSERT_EQ(torn->manifest().shards.size(), 1u);
  ASSERT_EQ(now->manifest().shards.size(), 2u);
  EXPECT_NE(torn->version(), now->version()) << "two different worlds must not share cached answers";
}

TEST(WorldHolder, TakesUpEachPublicationOnceAndKeepsTheOldForItsReaders) {
  ImportedWorld imported;
  auto& holder = imported.holder();
  EXPECT_EQ(holder.get(), nullptr);
  EXPECT_TRUE(holder.refresh().value());
  const auto empty = holder.get();
  EXPECT_EQ(empty->version(), "");
  EXPECT_FALSE(holder.refresh().value());
  imported.import_one(rents(1));
  EXPECT_TRUE(holder.refresh().value());
  EXPECT_FALSE(holder.refresh().value());
  EXPECT_EQ(holder.get()->manifest().shards.size(), 1u);
  EXPECT_TRUE(empty->manifest().shards.empty());
}

}  // namespace
}  // namespace housing::app
