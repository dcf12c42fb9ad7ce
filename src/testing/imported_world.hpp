// ImportedWorld: a store in a temporary folder, filled by importing files' texts, and the world made of it.
// What is expected to work is asserted; for imports that should fail, use app::Importer on store().
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/filesystem/folder_store.hpp"
#include "app/import.hpp"
#include "app/world.hpp"
#include "testing/publisher_texts.hpp"
#include "testing/simulated_clock.hpp"
#include "testing/temp_folder.hpp"

namespace housing::testing {

// The places inside the program, opened once.
const places::Gazetteer& known_places();
const places::Resolver& known_names();

class ImportedWorld {
 public:
  ImportedWorld();

  // Imports them as the files of one folder, in the order of their names. They need not be accepted.
  app::ImportSummary import(const std::vector<PublisherFile>& files,
                            std::optional<model::Date> released = std::nullopt);
  // The same for one file that must be kept whole.
  app::ImportedFile import_one(const PublisherFile& file, std::optional<model::Date> released = std::nullopt);

  ports::ObjectStore& store() { return *store_; }
  std::filesystem::path store_path() const { return folder_.path() / "objects"; }
  SimulatedClock& clock() { return clock_; }
  app::WorldHolder& holder() { return holder_; }
  // The newest world.
  std::shared_ptr<const app::World> world();
  // A folder for files of the test's own.
  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
  std::unique_ptr<ports::ObjectStore> store_;
  SimulatedClock clock_;
  app::WorldHolder holder_;
  int imports_ = 0;
};

// Every object with its size, and the pointer's content: what must not change when nothing was published.
std::vector<std::string> contents_of(ports::ObjectStore& store);

}  // namespace housing::testing
