#include "fred/document.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace housing::fred {
namespace {

constexpr std::string_view kXmlHead = "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::string_view entity_of(char letter) {
  switch (letter) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return {};
  }
}

// U+FFFE and U+FFFF are no characters of XML.
bool is_noncharacter(std::string_view sequence) { return sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF"; }

void append_xml(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = base::utf8_sequence_length(text);
    const std::string_view sequence = text.substr(0, std::max<std::size_t>(length, 1));
    text.remove_prefix(sequence.size());
    const char first = sequence.front();
    if (const std::string_view entity = entity_of(first); !entity.empty())
      out.append(entity);
    else if (length == 0 || static_cast<unsigned char>(first) < ' ' || is_noncharacter(sequence))
      out.append(first == '\n' || first == '\t' ? " " : kReplacement);
    else
      out.append(sequence);
  }
}

std::string text_of(const Field& field) {
  if (const auto* text = std::get_if<std::string>(&field.value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&field.value)) return std::to_string(*number);
  return std::get<bool>(field.value) ? "true" : "false";
}

void append_attributes(std::string& out, const Fields& fields) {
  for (const Field& field : fields) {
    out.append(" ").append(field.name).append("=\"");
    append_xml(out, text_of(field));
    out += '"';
  }
}

void write_members(base::JsonWriter& json, const Fields& fields) {
  for (const Field& field : fields) {
    json.key(field.name);
    if (const auto* text = std::get_if<std::string>(&field.value))
      json.value(std::string_view(*text));
    else if (const auto* number = std::get_if<std::int64_t>(&field.value))
      json.value(*number);
    else
      json.value(std::get<bool>(field.value));
  }
}

}  // namespace

std::string_view content_type_of(FileType type) {
  return type == FileType::kJson ? "application/json; charset=utf-8" : "text/xml; charset=utf-8";
}

ListWriter::ListWriter(FileType type, ListShape shape, const Fields& head) : type_(type), shape_(shape), json_(out_) {
  if (type_ == FileType::kJson) {
    json_.begin_object();
    write_members(json_, head);
    json_.key(shape_.list).begin_array();
    return;
  }
  out_.append(kXmlHead).append("<").append(shape_.list);
  append_attributes(out_, head);
  out_ += ">\n";
}

void ListWriter::item(const Fields& fields) {
  if (type_ == FileType::kJson) {
    json_.begin_object();
    write_members(json_, fields);
    json_.end_object();
    return;
  }
  out_.append("  <").append(shape_.item);
  append_attributes(out_, fields);
  out_ += "/>\n";
}

void ListWriter::text_item(std::string_view text) {
  if (type_ == FileType::kJson) {
    json_.value(text);
    return;
  }
  out_.append("  <").append(shape_.item).append(">");
  append_xml(out_, text);
  out_.append("</").append(shape_.item).append(">\n");
}

std::string ListWriter::finish() {
  if (type_ == FileType::kJson)
    json_.end_array().end_object();
  else
    out_.append("</").append(shape_.list).append(">\n");
  return std::move(out_);
}

http::Response error_response(FileType type, int status, std::string_view message) {
  std::string body;
  const Fields fields = {{"code", std::int64_t{status}}, {"message", std::string(message)}};
  if (type == FileType::kJson) {
    base::JsonWriter json(body);
    json.begin_object().member("error_code", status).member("error_message", message).end_object();
  } else {
    body.append(kXmlHead).append("<error");
    append_attributes(body, fields);
    body.append("/>\n");
  }
  http::Response response;
  response.status = status;
  response.content_type = content_type_of(type);
  response.cache_control = "no-store";
  response.body = http::Body(std::move(body));
  return response;
}

}  // namespace housing::fred
