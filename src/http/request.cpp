#include "http/request.hpp"

#include "base/text.hpp"

namespace housing::http {
namespace {

const HeaderField* find(std::span<const HeaderField> headers, std::string_view name) {
  for (const HeaderField& field : headers)
    if (field.name.size() == name.size() && base::equal_ignoring_case(field.name, name)) return &field;
  return nullptr;
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  const HeaderField* field = find(headers, name);
  return field ? field->value : std::string_view();
}

bool Request::has_header(std::string_view name) const { return find(headers, name) != nullptr; }

}  // namespace housing::http
