#include "app/cell_store.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "testing/temp_folder.hpp"

namespace housing::app {
namespace {

std::vector<model::Cell> numbers(model::Cell first, std::size_t count) {
  std::vector<model::Cell> cells(count);
  std::iota(cells.begin(), cells.end(), first);
  return cells;
}

std::vector<model::Cell> all_of(CellStore& store) {
  const auto cells = store.all();
  EXPECT_TRUE(cells.has_value());
  return {cells->begin(), cells->end()};
}

TEST(CellStore, KeepsLittleInMemory) {
  testing::TempFolder folder;
  CellStore store(folder.path() / "cells", 10);
  EXPECT_EQ(all_of(store), numbers(0, 0));
  ASSERT_TRUE(store.append(numbers(0, 4)));
  ASSERT_TRUE(store.append(numbers(4, 6)));
  EXPECT_EQ(all_of(store), numbers(0, 10));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "cells"));
}

TEST(CellStore, KeepsMuchInAFileAndInOrder) {
  testing::TempFolder folder;
  {
    CellStore store(folder.path() / "cells", 10);
    model::Cell next = 0;
    for (const std::size_t count : {9, 3, 1, 25, 0, 10, 2}) {
      ASSERT_TRUE(store.append(numbers(next, count)));
      next += static_cast<model::Cell>(count);
      EXPECT_EQ(store.size(), static_cast<std::size_t>(next));
      EXPECT_EQ(all_of(store), numbers(0, store.size())) << "also between appends";
    }
    CellStore moved(std::move(store));
    EXPECT_EQ(all_of(moved), numbers(0, 50));
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "cells"));
  }
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "cells"));
}

TEST(CellStore, SaysThatItsFileCannotBeWritten) {
  testing::TempFolder folder;
  CellStore store(folder.path() / "no folder" / "cells", 1);
  const auto status = store.append(numbers(0, 2));
  ASSERT_FALSE(status.has_value());
  EXPECT_NE(status.error().message.find("no folder"), std::string::npos);
}

}  // namespace
}  // namespace housing::app
