// The routes of people and contract/openapi.yaml say the same: which there are, by which methods, and who may call.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>

#include "api/contract_data.hpp"
#include "api/person_routes.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace housing::api {
namespace {

using base::Json;

const Json& contract() {
  static const Json parsed = [] {
    auto json = Json::parse(openapi_json());
    return json ? std::move(*json) : Json();
  }();
  return parsed;
}

// "POST /api/v1/alerts" and what it needs, as the contract has it: "session csrf | key", or "" for nothing.
std::string needs_of(const Json& operation) {
  std::string needs;
  for (const Json& way : operation.array("security")) {
    if (!needs.empty()) needs += " |";
    for (const auto& [scheme, scopes] : way.members()) needs.append(needs.empty() ? "" : " ").append(scheme);
  }
  return needs;
}

std::map<std::string, std::string> in_contract() {
  std::map<std::string, std::string> all;
  const Json* paths = contract().find("paths");
  if (paths == nullptr) return all;
  for (const auto& [path, item] : paths->members()) {
    if (!is_person_path(path)) continue;
    for (const auto& [method, operation] : item.members()) {
      std::string name = method;
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      all[name + " " + path] = needs_of(operation);
    }
  }
  return all;
}

std::string needs_of(const PersonRoute& route) {
  const bool reads = route.method == http::Method::kGet;
  const std::string session = reads ? "session" : "session csrf";
  switch (route.need) {
    case Need::kNobody: return "";
    case Need::kPerson: return session + " | key";
    case Need::kSession:
    case Need::kAdmin: return session;
  }
  return "?";
}

TEST(ContractRoutes, EveryRouteStandsInTheContractWithWhatItNeedsAndTheOtherWayRound) {
  std::map<std::string, std::string> in_program;
  for (const PersonRoute* route : all_person_routes()) {
    const auto [at, is_new] =
        in_program.emplace(std::string(to_string(route->method)) + " " + std::string(route->pattern), needs_of(*route));
    EXPECT_TRUE(is_new) << at->first << " stands in the tables twice";
  }
  ASSERT_GT(in_program.size(), 50U);
  EXPECT_EQ(in_program, in_contract());
}

TEST(ContractRoutes, AdminRoutesAreThoseBelowAdmin) {
  for (const PersonRoute* route : all_person_routes())
    EXPECT_EQ(route->need == Need::kAdmin, route->pattern.starts_with("/api/v1/admin/")) << route->pattern;
}

// What answers anybody says so on purpose: these, and no other.
TEST(ContractRoutes, WhatAnybodyMayCallIsKnown) {
  std::set<std::string_view> open;
  for (const PersonRoute* route : all_person_routes())
    if (route->need == Need::kNobody) open.insert(route->pattern);
  EXPECT_EQ(open, (std::set<std::string_view>{"/api/v1/auth/register", "/api/v1/auth/verify",
                                              "/api/v1/auth/verify-again", "/api/v1/auth/login", "/api/v1/auth/forgot",
                                              "/api/v1/auth/reset", "/api/v1/auth/confirm-email", "/api/v1/unsubscribe",
                                              "/api/v1/exports/{id}/file"}));
}

// Every kind a refusal is answered with stands among the contract's, with its status.
TEST(ContractRoutes, EveryRefusalIsAKindOfTheContract) {
  std::map<std::string, std::int64_t> kinds;
  for (const Json& kind : contract().array("x-error-kinds"))
    kinds[std::string(kind.text("kind"))] = kind.integer("status");
  const base::SystemClock clock;
  base::Log log(clock, -1, base::LogLevel::kError);
  for (int kind = 0; kind <= static_cast<int>(accounts::RefusalKind::kInternal); ++kind) {
    const auto response =
        answer_refusal(accounts::Refusal(static_cast<accounts::RefusalKind>(kind), "words"), "/api/v1/me", log);
    const auto body = Json::parse(response.body.bytes);
    ASSERT_TRUE(body.has_value());
    const std::string type(body->text("type"));
    const auto known = kinds.find(type.substr(type.find('#') + 1));
    ASSERT_NE(known, kinds.end()) << type;
    EXPECT_EQ(known->second, response.status) << type;
  }
}

}  // namespace
}  // namespace housing::api
