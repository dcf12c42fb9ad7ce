// Workbooks and ZIP files made in memory, for tests and for the fuzzer. Tests only.
#pragma once

#include <zip.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/assert.hpp"

namespace housing::sources {

using ZipParts = std::vector<std::pair<std::string, std::string>>;  // name and content, in the file's order

inline std::string make_zip(const ZipParts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, &error);
  HT_ASSERT(target != nullptr);
  zip_source_keep(target);
  zip_t* const archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  HT_ASSERT(archive != nullptr);
  for (const auto& [name, content] : parts) {
    zip_source_t* const source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    HT_ASSERT(index >= 0 && zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), 0, 0) == 0);
  }
  HT_ASSERT(zip_close(archive) == 0);
  HT_ASSERT(zip_source_open(target) == 0 && zip_source_seek(target, 0, SEEK_END) == 0);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  HT_ASSERT(zip_source_seek(target, 0, SEEK_SET) == 0);
  HT_ASSERT(zip_source_read(target, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

struct MadeSheet {
  std::string name;
  std::string rows;  // what stands in <sheetData>
};

inline ZipParts workbook_parts(const std::vector<MadeSheet>& sheets, const std::string& shared_strings = "") {
  std::string names;
  std::string relations;
  ZipParts parts;
  // Sheets lie in the file in the opposite order, as writers are free to do.
  for (std::size_t i = sheets.size(); i-- > 0;) {
    const std::string number = std::to_string(i + 1);
    parts.emplace_back("xl/worksheets/sheet" + number + ".xml",
                       "<worksheet><sheetData>" + sheets[i].rows + "</sheetData></worksheet>");
    relations += "<Relationship Id=\"rId" + number +
                 "\" Type=\"http://example.org/worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>";
  }
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    names += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>";
  }
  relations +=
      "<Relationship Id=\"rId99\" Type=\"http://example.org/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>";
  parts.emplace_back("xl/workbook.xml", "<workbook><sheets>" + names + "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
  parts.emplace_back("xl/sharedStrings.xml", "<sst>" + shared_strings + "</sst>");
  return parts;
}

// A row of inline texts.
inline std::string made_row(const std::vector<std::string>& texts) {
  std::string row = "<row>";
  for (const std::string& text : texts) row += "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  return row + "</row>";
}

}  // namespace housing::sources
