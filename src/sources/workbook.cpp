#include "sources/workbook.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "sources/table_head.hpp"
#include "sources/workbook_rows.hpp"
#include "sources/xml_stream.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kWorkbookPart = "xl/workbook.xml";
constexpr std::string_view kRelationsPart = "xl/_rels/workbook.xml.rels";

base::Status parse_part(ZipArchive& archive, const std::string& part, XmlHandler& handler) {
  XmlStream stream(handler);
  const auto feed = [&](std::string_view bytes, bool last) -> base::Result<bool> {
    if (const auto status = stream.feed(bytes, last); !status)
      return std::unexpected(status.error().at("its part " + in_quotes(part)));
    return true;
  };
  HT_CHECK_OK(archive.read(part, [&](std::string_view chunk) { return feed(chunk, false); }));
  HT_CHECK_OK(feed({}, true));
  return {};
}

// "worksheets/sheet1.xml" in xl/, "/xl/worksheets/sheet1.xml" from the root.
std::string part_of(std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  return "xl/" + std::string(target);
}

std::string what_is_inside(const ZipArchive& archive) {
  constexpr std::size_t kNamed = 5;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(kNamed, archive.names().size()); ++i)
    names.push_back(in_quotes(archive.names()[i]));
  return names.empty() ? "nothing" : base::join(names, ", ") + (archive.names().size() > kNamed ? ", …" : "");
}

}  // namespace

// <sheet name="…" r:id="rId1"/> of xl/workbook.xml.
class Workbook::SheetNames final : public XmlHandler {
 public:
  base::Status start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "sheet") return {};
    if (sheets.size() == kMaxSheets)
      return base::fail(base::ErrorCode::kLimitExceeded, "it has more than " + std::to_string(kMaxSheets) + " sheets");
    sheets.push_back({std::string(attributes.find("name")), std::string(attributes.find_prefixed("id"))});
    return {};
  }
  base::Status end(std::string_view) override { return {}; }
  base::Status text(std::string_view) override { return {}; }

  std::vector<Sheet> sheets;  // `part` is the relation's id
};

// <Relationship Id="rId1" Type="…/worksheet" Target="worksheets/sheet1.xml"/>
class Workbook::Relations final : public XmlHandler {
 public:
  base::Status start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return {};
    const std::string part = part_of(attributes.find("Target"));
    if (attributes.find("Type").ends_with("/sharedStrings")) shared_strings = part;
    if (attributes.find("Type").ends_with("/worksheet")) parts[std::string(attributes.find("Id"))] = part;
    return {};
  }
  base::Status end(std::string_view) override { return {}; }
  base::Status text(std::string_view) override { return {}; }

  std::map<std::string, std::string> parts;  // of sheets, by relation
  std::string shared_strings;
};

// <si><t>…</t></si>, or <si><r><t>…</t></r><r><t>…</t></r></si>; what is in <rPh> is how to pronounce it.
class Workbook::SharedReader final : public XmlHandler {
 public:
  explicit SharedReader(SharedStrings& strings) : strings_(strings) {}

  base::Status start(std::string_view name, const XmlAttributes&) override {
    if (name == "rPh") in_phonetic_ = true;
    in_text_ = name == "t" && !in_phonetic_;
    return {};
  }
  base::Status end(std::string_view name) override {
    in_text_ = false;
    if (name == "rPh") in_phonetic_ = false;
    if (name != "si") return {};
    if (strings_.ends.size() == kMaxSharedStrings)
      return base::fail(base::ErrorCode::kLimitExceeded,
                        "it has more than " + std::to_string(kMaxSharedStrings) + " texts");
    strings_.ends.push_back(strings_.text.size());
    return {};
  }
  base::Status text(std::string_view text) override {
    if (!in_text_) return {};
    if (strings_.text.size() + text.size() > kMaxSharedStringBytes)
      return base::fail(base::ErrorCode::kLimitExceeded,
                        "its texts have more than " + std::to_string(kMaxSharedStringBytes) + " bytes");
    strings_.text.append(text);
    return {};
  }

 private:
  SharedStrings& strings_;
  bool in_text_ = false;
  bool in_phonetic_ = false;
};

base::Result<Workbook> Workbook::open(std::string_view bytes) {
  HT_TRY(auto archive, ZipArchive::open(bytes));
  Workbook workbook(std::move(archive));
  if (!workbook.archive_.has(kWorkbookPart))
    return base::fail(base::ErrorCode::kInvalidInput, "it is no workbook but a ZIP archive that holds " +
                                                          what_is_inside(workbook.archive_) +
                                                          ". Unpack it and import what is inside");
  HT_CHECK_OK(workbook.read_sheets());
  HT_CHECK_OK(workbook.read_shared_strings());
  return workbook;
}

base::Status Workbook::read_sheets() {
  SheetNames names;
  HT_CHECK_OK(parse_part(archive_, std::string(kWorkbookPart), names));
  Relations relations;
  HT_CHECK_OK(parse_part(archive_, std::string(kRelationsPart), relations));
  for (Sheet& sheet : names.sheets) {
    const auto part = relations.parts.find(sheet.part);
    if (part == relations.parts.end()) continue;  // a sheet that is a chart or a macro
    sheets_.push_back({std::move(sheet.name), part->second});
  }
  if (sheets_.empty()) return base::fail(base::ErrorCode::kInvalidInput, "it has no sheet");
  shared_part_ = relations.shared_strings;
  return {};
}

base::Status Workbook::read_shared_strings() {
  if (shared_part_.empty()) return {};  // all texts are in the sheets
  SharedReader reader(shared_);
  return parse_part(archive_, shared_part_, reader);
}

base::Status Workbook::read(std::size_t sheet, const TakeRow& take_row) {
  const auto shared = [this](std::size_t number) -> std::optional<std::string_view> {
    return number < shared_.size() ? std::optional(shared_[number]) : std::nullopt;
  };
  WorkbookRows rows(shared, take_row);
  XmlStream stream(rows);
  const std::string& part = sheets_[sheet].part;
  base::Status status = archive_.read(part, [&](std::string_view chunk) -> base::Result<bool> {
    HT_CHECK_OK(stream.feed(chunk, false));
    return true;
  });
  if (status) status = stream.feed({}, true);
  if (rows.stopped()) return rows.outcome();
  if (!status) return std::unexpected(status.error().at("sheet " + in_quotes(name(sheet))));
  return {};
}

}  // namespace housing::sources
