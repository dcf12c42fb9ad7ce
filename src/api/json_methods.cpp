#include "api/json_methods.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/json_writer.hpp"
#include "proof/methods.hpp"

namespace housing::api {
namespace {

using base::JsonWriter;

void write_check(JsonWriter& json, const proof::Check& check) {
  json.begin_object().member("name", std::string_view(check.name)).member("expected", check.expected);
  json.member("got", check.got).member("tolerance", check.tolerance).member("ok", check.ok()).end_object();
}

void write_method(JsonWriter& json, const proof::Method& method, const proof::Checks& checks) {
  const auto agreed = std::ranges::count_if(checks, &proof::Check::ok);
  json.begin_object().member("id", method.id).member("name", method.name).member("formula", method.formula);
  json.member("source", method.source).key("example").begin_object().member("what", method.example);
  json.member("checks", std::uint64_t{checks.size()}).member("agreed", static_cast<std::int64_t>(agreed));
  json.member("ok", agreed == static_cast<std::ptrdiff_t>(checks.size())).key("numbers").begin_array();
  // Those that do not agree first: they must not hide behind the limit.
  std::size_t listed = 0;
  for (const bool wanted : {false, true})
    for (const proof::Check& check : checks)
      if (check.ok() == wanted && listed++ < kMaxMethodChecks) write_check(json, check);
  json.end_array().end_object().end_object();
}

}  // namespace

std::string methods_json(const app::World& world) {
  const proof::Report report = proof::verify_built_in();
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("checks", std::uint64_t{report.count()});
  json.member("agreed", std::uint64_t{report.count() - report.failed()}).key("methods").begin_array();
  for (const proof::Method& method : proof::all_methods()) {
    const proof::FamilyReport* family = report.find(method.family);
    HT_ASSERT(family != nullptr);
    write_method(json, method, family->checks);
  }
  json.end_array();
  if (world.as_of()) json.member("as_of", std::string_view(world.as_of()->to_string()));
  if (world.synthetic()) json.member("synthetic", true);
  json.end_object();
  return out;
}

std::string verify_json(const proof::Report& report) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("checks").begin_array();
  for (const proof::FamilyReport& family : report.families)
    for (const proof::Check& check : family.checks) write_check(json, check);
  json.end_array().key("unknown").begin_array();
  for (const std::string& path : report.unknown) json.value(std::string_view(path));
  json.end_array().key("not_run").begin_array();
  for (const proof::NotRun& one : report.not_run) {
    json.begin_object().member("name", std::string_view(one.name));
    json.member("reason", std::string_view(one.reason)).end_object();
  }
  json.end_array().end_object();
  return out;
}

}  // namespace housing::api
