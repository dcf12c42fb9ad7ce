// The two databases as kinds for typed tests: each owns one empty database, open() gives a new handle on it, why_not()
// says why there is none, in which case the tests are skipped. Includes adapters: the test program links them.
//   using Kinds = ::testing::Types<testing::SqliteKind, testing::PostgresKind>;
#pragma once

#include <memory>
#include <string>

#include "adapters/postgres/postgres_database.hpp"
#include "adapters/sqlite/sqlite_database.hpp"
#include "testing/postgres_server.hpp"
#include "testing/temp_folder.hpp"

namespace housing::testing {

class SqliteKind {
 public:
  static std::string why_not() { return ""; }
  std::unique_ptr<ports::Database> open(const base::Clock& clock) {
    return sqlite::SqliteDatabase::open("sqlite://" + (folder_.path() / "housing.db").string(), clock).value();
  }

 private:
  TempFolder folder_;
};

class PostgresKind {
 public:
  static std::string why_not() { return PostgresServer::why_not(); }
  std::unique_ptr<ports::Database> open(const base::Clock& clock) {
    auto& server = PostgresServer::shared();
    if (name_.empty()) name_ = server.make_database();
    const auto credentials = [](bool) {
      return postgres::Credentials{std::string(PostgresServer::kUser), std::string(PostgresServer::kPassword)};
    };
    return postgres::PostgresDatabase::open(server.url(name_), credentials, clock).value();
  }

 private:
  std::string name_;
};

}  // namespace housing::testing
