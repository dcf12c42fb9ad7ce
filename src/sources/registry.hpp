// Registry: which files each publisher offers for download that a format here can read.
//
// Terms of use are the source's, in model::SourceInfo; nothing is fetched here.
// Addresses: the publishers' own download pages (zillow.com/research/data, fhfa.gov/data/hpi, fred.stlouisfed.org).
// Thread-safety: functions over constants.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace housing::sources {

enum class SizeClass : std::uint8_t { kSmall, kLarge };  // up to, and beyond, some 20 MB

struct RemoteFile {
  std::string source;   // "zillow"
  std::string dataset;  // "zillow/zhvi/metro"
  std::string name;     // the publisher's file name
  std::string url;
  SizeClass size = SizeClass::kSmall;
  bool on_request = false;  // only when its dataset is named: it is large, or not every such file exists
};

std::vector<RemoteFile> remote_files();

// Those with files to download: "fhfa", "fred", "zillow".
std::vector<std::string> downloadable_sources();

struct Selection {
  std::vector<RemoteFile> files;
  std::vector<RemoteFile> left_out;  // on request, of the sources wanted whole
};

// `wanted`: sources ("zillow"), datasets or their beginnings ("zillow/zhvi/zip", "zillow/zhvi"). Each file comes once.
// Errors: kInvalidInput naming what is known.
base::Result<Selection> select_files(std::span<const std::string> wanted);

}  // namespace housing::sources
