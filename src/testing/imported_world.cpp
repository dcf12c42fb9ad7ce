#include "testing/imported_world.hpp"

#include "base/assert.hpp"
#include "places/embedded.hpp"

namespace housing::testing {

const places::Gazetteer& known_places() {
  static const places::Gazetteer gazetteer = places::embedded_gazetteer();
  return gazetteer;
}

const places::Resolver& known_names() {
  static const places::Resolver resolver(known_places());
  return resolver;
}

ImportedWorld::ImportedWorld()
    : store_(filesystem::FolderStore::open(store_path()).value()), holder_(*store_, known_places()) {}

app::ImportSummary ImportedWorld::import(const std::vector<PublisherFile>& files, std::optional<model::Date> released) {
  const std::filesystem::path batch = "files/" + std::to_string(++imports_);
  for (const PublisherFile& file : files) folder_.write(batch / file.name, file.text);
  app::Importer importer(*store_, known_names(), clock_);
  app::ImportRequest request;
  request.paths = {folder_.path() / batch};
  request.released = released;
  auto summary = importer.run(request, [](const auto&) {});
  HT_ASSERT(summary.has_value());
  return std::move(*summary);
}

app::ImportedFile ImportedWorld::import_one(const PublisherFile& file, std::optional<model::Date> released) {
  auto summary = import({file}, released);
  HT_ASSERT(summary.unrecognised.empty() && summary.files.size() == 1 && summary.all_kept());
  return std::move(summary.files.front());
}

std::shared_ptr<const app::World> ImportedWorld::world() {
  HT_ASSERT(holder_.refresh().has_value());
  return holder_.get();
}

std::vector<std::string> contents_of(ports::ObjectStore& store) {
  std::vector<std::string> contents;
  const auto objects = store.list("");
  HT_ASSERT(objects.has_value());
  for (const ports::ObjectInfo& object : *objects) contents.push_back(object.key + " " + std::to_string(object.size));
  const auto pointer = store.get_pointer(series::kPointerKey);
  contents.push_back(pointer ? pointer->bytes : "no pointer");
  return contents;
}

}  // namespace housing::testing
