// JSON of the methods and their proof: `GET /api/v1/methods` and `housing verify --json`.
#pragma once

#include <string>

#include "app/world.hpp"
#include "proof/verify.hpp"

namespace housing::api {

inline constexpr std::size_t kMaxMethodChecks = 24;  // listed of each method; the rest is counted

// Every method with its examples, computed now.
std::string methods_json(const app::World& world);
// {"checks": [...], "unknown": [...], "not_run": [...]}
std::string verify_json(const proof::Report& report);

}  // namespace housing::api
