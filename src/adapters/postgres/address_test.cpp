#include "adapters/postgres/address.hpp"

#include <gtest/gtest.h>

#include "adapters/postgres/error.hpp"

namespace housing::postgres {
namespace {

using base::ErrorCode;

TEST(PostgresAddress, ReadsAUrlAndKeepsCredentialsApart) {
  const auto address = parse_url("postgresql://us%65r:p%40ss@db.example.org:6432/homes?sslmode=require").value();
  EXPECT_EQ(address.parameters.at("host"), "db.example.org");
  EXPECT_EQ(address.parameters.at("port"), "6432");
  EXPECT_EQ(address.parameters.at("dbname"), "homes");
  EXPECT_EQ(address.parameters.at("sslmode"), "require");
  EXPECT_FALSE(address.parameters.contains("user"));
  EXPECT_FALSE(address.parameters.contains("password"));
  EXPECT_EQ(address.in_url.user, "user");
  EXPECT_EQ(address.in_url.password, "p@ss");
  EXPECT_EQ(address.label(), "db.example.org:6432/homes");
}

TEST(PostgresAddress, TrustsNoOtherMachineUntold) {
  const auto sslmode = [](std::string_view url) { return parse_url(url).value().parameters.at("sslmode"); };
  EXPECT_EQ(sslmode("postgresql://db.example.org/homes"), "verify-full");
  EXPECT_EQ(sslmode("postgres://10.0.0.7/homes"), "verify-full");
  EXPECT_EQ(sslmode("postgresql://localhost/homes"), "prefer");
  EXPECT_EQ(sslmode("postgresql://127.0.0.1:5433/homes"), "prefer");
  EXPECT_EQ(sslmode("postgresql:///homes?host=/run/postgresql"), "prefer");
  EXPECT_EQ(sslmode("postgresql://db.example.org/homes?sslmode=disable"), "disable");
}

TEST(PostgresAddress, RefusesOtherUrlsWithoutRepeatingThem) {
  for (const char* url : {"", "sqlite:///secret", "postgresql://", "postgresql://secret@host", "host=secret dbname=x",
                          "postgresql://user:secret@host:port:1/db", "postgresql://user:secret@host/db?secret=1",
                          "postgresql://user:%zzsecret@host/db", "postgresql://user:secret@[::1/db"}) {
    const auto address = parse_url(url);
    ASSERT_FALSE(address.has_value()) << url;
    EXPECT_EQ(address.error().code, ErrorCode::kInvalidInput);
    EXPECT_EQ(address.error().message.find("secret"), std::string::npos) << address.error().message;
  }
}

TEST(PostgresAddress, TakesASecretOutOfATextWhereverItStands) {
  EXPECT_EQ(scrubbed("a pw b pw", "pw"), "a *** b ***");
  EXPECT_EQ(scrubbed("text", ""), "text");
  EXPECT_EQ(scrubbed("***", "*"), "*********");
}

TEST(PostgresErrors, SayWhatWouldHelp) {
  const auto remedy = [](std::string_view state, bool writing = true) { return verdict_of(state, writing).remedy; };
  const auto code = [](std::string_view state, bool writing = true) { return verdict_of(state, writing).code; };
  EXPECT_EQ(remedy("40001"), Remedy::kRunAgain);
  EXPECT_EQ(remedy("40P01"), Remedy::kRunAgain);
  for (const char* state : {"57P01", "57P02", "57P03", "08006", "08003", "25P03", "25006"}) {
    EXPECT_EQ(remedy(state), Remedy::kReconnect) << state;
    EXPECT_EQ(code(state), ErrorCode::kUnavailable) << state;
  }
  EXPECT_EQ(code("25006", false), ErrorCode::kInvalidInput) << "writing in a transaction that reads";
  EXPECT_EQ(remedy("25006", false), Remedy::kNone);
  EXPECT_EQ(code("23505"), ErrorCode::kConflict);
  EXPECT_EQ(code("23503"), ErrorCode::kConflict);
  EXPECT_EQ(code("23502"), ErrorCode::kInvalidInput);
  EXPECT_EQ(code("57014"), ErrorCode::kLimitExceeded);
  EXPECT_EQ(code("53100"), ErrorCode::kIo) << "disk full";
  EXPECT_EQ(code("53300"), ErrorCode::kUnavailable) << "too many connections";
  EXPECT_EQ(code("XX001"), ErrorCode::kCorrupt);
  EXPECT_EQ(code("42601"), ErrorCode::kInvalidInput);
  EXPECT_EQ(remedy("08P01"), Remedy::kNone) << "a wrong number of parameters";
}

}  // namespace
}  // namespace housing::postgres
