// The FRED-compatible subset: the part of the St. Louis Fed's API that its clients call, over our series. docs/fred.md
// says what is answered, what is not, and where it differs.
//
// Answers are pure functions of (publication, day, address). Errors come in FRED's form, in the file type asked for.
// Thread-safety: any thread; heavy questions read releases and belong on a work pool.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "app/world.hpp"
#include "http/response.hpp"
#include "model/date.hpp"

namespace housing::fred {

// "/fred/…", known or not.
bool is_fred_path(std::string_view path);
// Whether the answer looks into releases or over all series.
bool is_heavy(std::string_view path, std::string_view query);
// What an answer may be kept under: the target and the day, which stands in it, without the key, which does not.
std::string cache_target(std::string_view target, model::Date today);
// The query's api_key when it is one of this installation's ("ht_…"), else empty: FRED's own keys mean nothing here.
std::string_view api_key_of(std::string_view query);

struct Context {
  std::shared_ptr<const app::World> present;
  app::WorldHolder& worlds;
  std::span<const std::string> exportable;  // redistribution flags of what may leave in bulk
  model::Date today;
};

http::Response answer(const Context& context, std::string_view path, std::string_view query);

// An error of the server's, in the form the question asks for: a key that is none, too many requests.
http::Response refuse(std::string_view query, int status, std::string_view message);

}  // namespace housing::fred
