// Any target as a question about the numbers: every data route, FRED's and the pages, over a small world. The answer is
// one of those the contract has, never 500; what says it is JSON is JSON; the same question has the same answer.
#include <algorithm>
#include <array>
#include <cstdint>

#include "api/testing_client.hpp"
#include "testing/imported_world.hpp"

namespace {

using namespace housing;

testing::ImportedWorld& world() {
  static auto& imported = *[] {
    auto* made = new testing::ImportedWorld;
    made->import(
        {testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2023, 6),
                              {testing::united_states({"300000.5", "", "310000", "311000", "312000", "313000"}),
                               testing::san_francisco({"1170000", "1180000", "1", "2", "3", "4"}),
                               testing::boston({"600000", "610000", "620000", "625000", "630000", "640000"})}),
         testing::zillow_file(testing::kMetroRent, testing::month_ends(2023, 6),
                              {testing::san_francisco({"3000", "3010", "3020", "3030", "3040", "3050"})}),
         testing::fhfa_metro_file({"\"Abilene, TX\",10180,2023,1,100.00,(1.0)"}),
         testing::fred_file("MORTGAGE30US", {{"2023-01-05", "6.48"}, {"2023-01-12", "."}, {"2023-01-19", "6.15"}})});
    made->world();
    return made;
  }();
  return imported;
}

constexpr std::array kStatuses = {200, 400, 404, 405, 422, 503};
constexpr std::size_t kMaxTarget = 2048;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > kMaxTarget || data[0] != '/') return 0;
  const std::string_view target(reinterpret_cast<const char*>(data), size);
  // What a request line cannot hold does not come this far.
  if (std::ranges::any_of(target, [](char c) { return c <= ' ' || c == 0x7f; })) return 0;
  static api::TestClient client(world().holder());
  const auto answer = client.get(target);
  HT_ASSERT(std::ranges::find(kStatuses, answer.status) != kStatuses.end());
  const std::string type(answer.reply.header("Content-Type"));
  if (type.find("json") != std::string::npos) HT_ASSERT(base::Json::parse(answer.body).has_value());
  HT_ASSERT(client.get(target).body == answer.body);
  return 0;
}
