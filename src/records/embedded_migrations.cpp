#include "base/assert.hpp"
#include "records/migration.hpp"

namespace housing::records {
namespace {

struct EmbeddedFile {
  const char* name;
  const char* begin;
  const char* end;
};

}  // namespace

// Made by CMakeLists.txt from db/.
extern "C" const EmbeddedFile housing_migrations_begin[];
extern "C" const EmbeddedFile housing_migrations_end[];

const std::vector<Migration>& embedded_migrations() {
  static const std::vector<Migration> migrations = [] {
    std::vector<Migration> made;
    for (const EmbeddedFile* file = housing_migrations_begin; file != housing_migrations_end; ++file) {
      auto migration = make_migration(file->name, std::string_view(file->begin, file->end));
      HT_ASSERT(migration.has_value());
      made.push_back(std::move(*migration));
    }
    return made;
  }();
  return migrations;
}

}  // namespace housing::records
