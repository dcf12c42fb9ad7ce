#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sources/formats.hpp"
#include "sources/source.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

struct Signature {
  std::string_view bytes;  // the file begins with
  std::string_view what;   // the file is
};

// Compared without case, behind blanks.
constexpr auto kTextSignatures = std::to_array<Signature>({
    {"<!doctype html",
     "a web page, not data: the download was answered by a page (moved, blocked, or a login). Open the "
     "publisher's page in a browser and download the CSV there"},
    {"<html",
     "a web page, not data: the download was answered by a page (moved, blocked, or a login). Open the "
     "publisher's page in a browser and download the CSV there"},
    {"<?xml", "an XML document, perhaps an error message of the publisher's server. Download the CSV file again"},
    {"{", "JSON, perhaps an error message of the publisher's server. Download the CSV file instead"},
    {"[", "JSON, perhaps an answer of the publisher's API. Download the CSV file instead"},
});

constexpr auto kBinarySignatures = std::to_array<Signature>({
    {"PK\x05\x06", "an empty ZIP archive. Download it again"},
    {"\xD0\xCF\x11\xE0", "an old Excel workbook (xls). Download the publisher's CSV instead"},
    {"\x1F\x8B", "compressed twice with gzip. Unpack it once and import the result"},
    {"BZh", "compressed with bzip2. Unpack it and import the result"},
    {"\xFD"
     "7zXZ",
     "compressed with xz. Unpack it and import the result"},
    {"\x28\xB5\x2F\xFD", "compressed with zstd. Unpack it and import the result"},
    {"%PDF", "a PDF document. Download the publisher's CSV instead"},
    {"PAR1", "a Parquet file. Download the publisher's CSV instead"},
    {"\xFF\xFE", "text in UTF-16, as spreadsheet programs save it. Download the publisher's original CSV"},
    {"\xFE\xFF", "text in UTF-16, as spreadsheet programs save it. Download the publisher's original CSV"},
});

std::unexpected<base::Error> not_data(std::string_view what) {
  return base::fail(base::ErrorCode::kInvalidInput, "the file is " + std::string(what));
}

std::string known_formats() {
  std::vector<std::string> names;
  for (const Format* format : all_formats()) names.emplace_back(format->name());
  return base::join(names, "; ");
}

// The first names of a header nobody knows.
std::string described(const std::vector<std::string>& header) {
  constexpr std::size_t kNamed = 6;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(kNamed, header.size()); ++i) names.push_back(in_quotes(header[i]));
  return std::to_string(header.size()) + (header.size() == 1 ? " column: " : " columns: ") + base::join(names, ", ") +
         (header.size() > kNamed ? ", …" : "");
}

}  // namespace

std::span<const Format* const> all_formats() {
  static const std::array<const Format*, 16> kFormats = {
      &zillow_format(),      &fhfa_metro_format(),  &fred_format(),           &fhfa_annual_format(),
      &fhfa_master_format(), &fhfa_text_format(),   &redfin_format(),         &realtor_format(),
      &bps_format(),         &population_format(),  &acs_data_format(),       &acs_profile_format(),
      &acs_api_format(),     &delineation_format(), &gazetteer_file_format(), &workbook_format()};
  return kFormats;
}

base::Result<const Format*> recognise(std::string_view head) {
  if (head.empty()) return not_data("empty. Download it again");
  if (workbook_format().recognises(head)) return &workbook_format();
  for (const Signature& signature : kBinarySignatures)
    if (head.starts_with(signature.bytes)) return not_data(signature.what);
  const std::string_view text = base::trim(head);
  if (text.empty()) return not_data("blank: it holds nothing but empty lines. Download it again");
  if (acs_api_format().recognises(head)) return &acs_api_format();
  for (const Signature& signature : kTextSignatures)
    if (base::equal_ignoring_case(text.substr(0, signature.bytes.size()), signature.bytes))
      return not_data(signature.what);
  if (head.find('\0') != std::string_view::npos)
    return not_data("binary, of no kind known here. Download the publisher's CSV");

  for (const Format* format : all_formats())
    if (format->recognises(head)) return format;
  const auto header = first_record(head, head.find('\t') < head.find('\n') ? '\t' : ',');
  if (!header)
    return base::fail(base::ErrorCode::kInvalidInput,
                      "the file is no table that can be read: " + header.error().message);
  return base::fail(base::ErrorCode::kInvalidInput,
                    "the file is a table with an unknown header (" + described(*header) + "). Known are: " +
                        known_formats() + ". Check that it is the publisher's original, not edited or saved again");
}

}  // namespace housing::sources
