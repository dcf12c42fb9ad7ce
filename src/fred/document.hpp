// ListWriter: FRED's one shape of answer, a list with a head, as JSON or as XML.
//   {"count":2,"seriess":[{"id":"A"},{"id":"B"}]}
//   <seriess count="2"><series id="A"/><series id="B"/></seriess>
// Text is UTF-8; what a format cannot hold becomes U+FFFD. Errors: none. Thread-safety: one writer, one thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json_writer.hpp"
#include "http/response.hpp"

namespace housing::fred {

enum class FileType : std::uint8_t { kXml, kJson };
std::string_view content_type_of(FileType type);

struct Field {
  std::string_view name;
  std::variant<std::string, std::int64_t, bool> value;  // in XML text, all of them
};
using Fields = std::vector<Field>;

struct ListShape {
  std::string_view list;  // the member of JSON, the root of XML: "seriess"
  std::string_view item;  // of XML: "series"
};

class ListWriter {
 public:
  ListWriter(FileType type, ListShape shape, const Fields& head);

  void item(const Fields& fields);
  void text_item(std::string_view text);  // "1958-12-21", <vintage_date>1958-12-21</vintage_date>
  std::string finish();

 private:
  FileType type_;
  ListShape shape_;
  std::string out_;
  base::JsonWriter json_;
};

// {"error_code":400,"error_message":"…"}, <error code="400" message="…"/>
http::Response error_response(FileType type, int status, std::string_view message);

}  // namespace housing::fred
