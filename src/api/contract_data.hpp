// The API's contract, as it lies inside this program (made from contract/openapi.yaml by tools/contract at build time):
// the OpenAPI document that /openapi.json answers and the page that /docs answers.
// Thread-safety: constant data.
#pragma once

#include <string_view>

extern "C" {
extern const char housing_openapi_json_begin[];
extern const char housing_openapi_json_end[];
extern const char housing_docs_html_begin[];
extern const char housing_docs_html_end[];
}

namespace housing::api {

// JSON, UTF-8.
inline std::string_view openapi_json() { return {housing_openapi_json_begin, housing_openapi_json_end}; }
// HTML, UTF-8. It asks for nothing outside itself; its style stands in a <style> element.
inline std::string_view docs_html() { return {housing_docs_html_begin, housing_docs_html_end}; }

}  // namespace housing::api
