#include "fred/document.hpp"

#include <gtest/gtest.h>

#include "fred/refusal.hpp"

namespace housing::fred {
namespace {

std::string written(FileType type) {
  ListWriter writer(type, {"seriess", "series"}, {{"count", std::int64_t{1}}, {"synthetic", true}});
  writer.item({{"id", std::string("A&B")}, {"notes", std::string("\"<\n\x01\xff>")}});
  return writer.finish();
}

TEST(FredDocument, JsonAndXmlSayTheSame) {
  EXPECT_EQ(
      written(FileType::kJson),
      "{\"count\":1,\"synthetic\":true,\"seriess\":[{\"id\":\"A&B\",\"notes\":\"\\\"<\\n\\u0001\xEF\xBF\xBD>\"}]}");
  EXPECT_EQ(written(FileType::kXml),
            "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<seriess count=\"1\" synthetic=\"true\">\n"
            "  <series id=\"A&amp;B\" notes=\"&quot;&lt; \xEF\xBF\xBD\xEF\xBF\xBD&gt;\"/>\n</seriess>\n");
}

TEST(FredDocument, ListsOfTextAndEmptyOnes) {
  for (const auto& [type, text] : {std::pair{FileType::kJson, "{\"vintage_dates\":[\"1958-12-21\"]}"},
                                   std::pair{FileType::kXml,
                                             "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<vintage_dates>\n"
                                             "  <vintage_date>1958-12-21</vintage_date>\n</vintage_dates>\n"}}) {
    ListWriter writer(type, {"vintage_dates", "vintage_date"}, {});
    writer.text_item("1958-12-21");
    EXPECT_EQ(writer.finish(), text);
  }
  EXPECT_EQ(ListWriter(FileType::kJson, {"categories", "category"}, {}).finish(), "{\"categories\":[]}");
}

TEST(FredDocument, ErrorsHaveFredsForm) {
  const Refusal refusal = bad_request("The series \"x\" does, really, not exist.").error();
  const auto json = error_response(FileType::kJson, refusal.status, refusal.message);
  EXPECT_EQ(json.status, 400);
  EXPECT_EQ(json.body.bytes,
            R"({"error_code":400,"error_message":"Bad Request.  The series  x  does  really  not exist."})");
  EXPECT_EQ(error_response(FileType::kXml, 404, "Not Found.").body.bytes,
            "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<error code=\"404\" message=\"Not Found.\"/>\n");
}

}  // namespace
}  // namespace housing::fred
