#include "adapters/filesystem/folder_store.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <cstring>

#include "testing/object_store_contract.hpp"
#include "testing/temp_folder.hpp"

namespace housing::filesystem {
namespace {

using base::ErrorCode;
using testing::TempFolder;

class FolderProvider {
 public:
  std::unique_ptr<ports::ObjectStore> open() { return FolderStore::open(folder_.path() / "objects").value(); }

 private:
  TempFolder folder_;
};

}  // namespace
}  // namespace housing::filesystem

namespace housing::testing {
INSTANTIATE_TYPED_TEST_SUITE_P(Folder, ObjectStoreContract, housing::filesystem::FolderProvider);
}  // namespace housing::testing

namespace housing::filesystem {
namespace {

// A disk of its own, in memory; takes root to make.
class SmallDisk {
 public:
  explicit SmallDisk(const char* size)
      : mounted_(::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, (std::string("size=") + size).c_str()) == 0),
        why_not_(mounted_ ? "" : std::strerror(errno)) {}
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool make_read_only() { return ::mount(nullptr, path().c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0; }
  bool mounted() const { return mounted_; }
  const std::string& why_not() const { return why_not_; }
  const std::filesystem::path& path() const { return folder_.path(); }

 private:
  TempFolder folder_;
  bool mounted_;
  std::string why_not_;
};

std::size_t files_below(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) count += entry.is_regular_file();
  return count;
}

TEST(FolderStore, SaysThatTheDiskIsFullAndLeavesNothingBehind) {
  SmallDisk disk("256k");
  if (!disk.mounted()) GTEST_SKIP() << "no small disk can be mounted (" << disk.why_not() << "): run as root";
  const auto store = FolderStore::open(disk.path()).value();
  ASSERT_TRUE(store->put("small", "x"));
  const std::size_t before = files_below(disk.path());
  const auto status = store->put("large", std::string(1 << 20, 'x'));
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kIo);
  EXPECT_NE(status.error().message.find("No space left"), std::string::npos) << status.error().message;
  EXPECT_FALSE(store->exists("large").value());
  EXPECT_EQ(files_below(disk.path()), before);
  EXPECT_TRUE(store->put("second", std::string(100'000, 'y'))) << "the room of what failed is free again";
  const auto pointer = store->put_pointer("now", std::string(1 << 20, 'p'), "");
  ASSERT_FALSE(pointer.has_value());
  EXPECT_EQ(pointer.error().code, ErrorCode::kIo);
  EXPECT_TRUE(store->put_pointer("now", "p", "").has_value());
}

TEST(FolderStore, SaysThatAFileMayNotGrow) {
  TempFolder folder;
  const auto store = FolderStore::open(folder.path()).value();
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{.rlim_cur = 1000, .rlim_max = before.rlim_max};
  const auto handler = ::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto status = store->put("large", std::string(5000, 'x'));
  const auto pointer = store->put_pointer("now", std::string(5000, 'x'), "");
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  ::signal(SIGXFSZ, handler);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kIo);
  ASSERT_FALSE(pointer.has_value());
  EXPECT_EQ(pointer.error().code, ErrorCode::kIo);
  EXPECT_TRUE(store->list("").value().empty());
  EXPECT_EQ(files_below(folder.path()), 1u) << "the lock file alone";
}

TEST(FolderStore, ReadsWhereItMayNotWrite) {
  SmallDisk disk("256k");
  if (!disk.mounted()) GTEST_SKIP() << "no disk can be mounted to be read-only (" << disk.why_not() << "): run as root";
  ASSERT_TRUE(FolderStore::open(disk.path()).value()->put("key", "x"));
  ASSERT_TRUE(FolderStore::open(disk.path()).value()->put_pointer("now", "p", "").has_value());
  ASSERT_TRUE(disk.make_read_only());
  const auto store = FolderStore::open(disk.path()).value();
  EXPECT_EQ(store->get("key").value(), "x");
  EXPECT_EQ(store->get_pointer("now").value().bytes, "p");
  EXPECT_EQ(store->list("").value().size(), 2u);
  const auto put = store->put("other", "y");
  ASSERT_FALSE(put.has_value());
  EXPECT_EQ(put.error().code, ErrorCode::kIo);
  EXPECT_NE(put.error().message.find("Read-only"), std::string::npos) << put.error().message;
  const auto moved = store->put_pointer("now", "q", store->get_pointer("now").value().version);
  ASSERT_FALSE(moved.has_value());
  EXPECT_EQ(moved.error().code, ErrorCode::kIo);
}

TEST(FolderStore, RefusesARootThatIsAFile) {
  TempFolder folder;
  const auto file = folder.write("file", "x");
  const auto store = FolderStore::open(file / "objects");
  ASSERT_FALSE(store.has_value());
  EXPECT_EQ(store.error().code, ErrorCode::kIo);
  EXPECT_NE(store.error().message.find(file.string()), std::string::npos);
}

TEST(FolderStore, SaysSoWhenAnObjectIsInTheWayOfAFolder) {
  TempFolder folder;
  const auto store = FolderStore::open(folder.path()).value();
  ASSERT_TRUE(store->put("a", "x"));
  EXPECT_FALSE(store->put("a/b", "y").has_value());
  ASSERT_TRUE(store->put("c/d", "x"));
  EXPECT_FALSE(store->put("c", "y").has_value()) << "bytes that were not stored must not be reported as stored";
  EXPECT_EQ(files_below(folder.path()), 2u);
}

}  // namespace
}  // namespace housing::filesystem
