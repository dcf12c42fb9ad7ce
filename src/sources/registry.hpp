// Registry: which files each publisher offers for download that a format here can read.
//
// Terms of use, redistribution and cadence in words are the source's, in model::SourceInfo; what its metrics are, in
// model::MetricInfo; nothing is fetched here. Most files keep their address from edition to edition; those that a
// publisher names after the time they are about (permits by month, rents by fiscal year) have one only for a given day.
// Addresses: the publishers' own download pages.
// Limits: kMaxDuePeriods. Thread-safety: functions over constants.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/date.hpp"

namespace housing::sources {

enum class SizeClass : std::uint8_t { kSmall, kLarge };  // up to, and beyond, some 20 MB

struct RemoteFile {
  std::string source;   // "zillow"
  std::string dataset;  // "zillow/zhvi/metro"
  std::string name;     // the publisher's file name
  std::string url;
  SizeClass size = SizeClass::kSmall;
  bool on_request = false;  // only when its dataset is named: it is large, or not every such file exists
  int cadence_days = 0;     // from one edition to the next; 0: this file stays as it is
};

std::vector<RemoteFile> remote_files();                   // those with one address for all editions
std::vector<RemoteFile> remote_files(model::Date today);  // and of the others the newest that should be there

// Those with files to download: "bls", "census", "fhfa" …
std::vector<std::string> downloadable_sources();

struct Selection {
  std::vector<RemoteFile> files;
  std::vector<RemoteFile> left_out;  // on request, of the sources wanted whole
};

// `wanted`: sources ("zillow"), datasets or their beginnings ("zillow/zhvi/zip", "zillow/zhvi"). Each file comes once.
// Errors: kInvalidInput naming what is known.
base::Result<Selection> select_files(std::span<const std::string> wanted);                     // of remote_files()
base::Result<Selection> select_files(std::span<const std::string> wanted, model::Date today);  // of those of the day

// A dataset that something is held of: the newest release's date, and the last day any release speaks of.
struct HeldDataset {
  std::string dataset;
  model::Date release;
  model::Date last_day;
};

// How many periods of one family are due at once at most; the rest is due the next time.
inline constexpr std::size_t kMaxDuePeriods = 24;

// What publishers should have by `today` that is not held: files not held at all, those whose newest release is as old
// as its cadence, and of those named after a time every one after the newest held (with nothing held, only the newest).
// Files on request are due only when some edition of them is held; else they are in `left_out`.
// Errors: kInvalidInput when a release is dated more than a year after today.
base::Result<Selection> due_files(const std::vector<HeldDataset>& held, model::Date today);

}  // namespace housing::sources
