// The resolver against publishers' real files: HOUSING_TEST_DATA, by default ../shared/data beside the project.
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "places/embedded.hpp"
#include "places/fold.hpp"
#include "places/resolver.hpp"

namespace housing::places {
namespace {

namespace fs = std::filesystem;

fs::path data_folder() {
  if (const char* folder = std::getenv("HOUSING_TEST_DATA")) return folder;
  return fs::path(HOUSING_SOURCE_DIR) / ".." / "shared" / "data";
}

// The lines of a file, packed or not; none when it is not there.
std::vector<std::string> lines_of(const fs::path& path) {
  std::vector<std::string> lines;
  gzFile file = gzopen(path.c_str(), "rb");
  if (!file) return lines;
  std::string line;
  std::vector<char> buffer(1 << 16);
  while (gzgets(file, buffer.data(), static_cast<int>(buffer.size())) != nullptr) {
    line.append(buffer.data());
    if (line.back() != '\n') continue;
    lines.emplace_back(base::trim(line));
    line.clear();
  }
  gzclose(file);
  if (!line.empty()) lines.emplace_back(base::trim(line));
  return lines;
}

// A name without signs and blanks: "DeKalb" and "De Kalb" are one.
std::string plain(std::string_view name) {
  std::string text = fold(name);
  std::erase(text, ' ');
  return text;
}

// The first fields of a CSV line.
std::vector<std::string> fields(std::string_view line, std::size_t count) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      if (fields.size() == count) break;
      fields.emplace_back();
    } else {
      fields.back().push_back(c);
    }
  }
  return fields;
}

class RealFiles : public testing::Test {
 protected:
  std::vector<std::string> need(const std::string& path) {
    const auto lines = lines_of(data_folder() / path);
    if (lines.empty()) std::cerr << "SKIPPED, MISSING: " << data_folder() / path << " (set HOUSING_TEST_DATA)\n";
    return lines;
  }

  const Gazetteer gazetteer_ = embedded_gazetteer();
  const Resolver resolver_{gazetteer_};
};

struct MetroFile {
  const char* path;
  std::size_t name_column;
  std::size_t metros;
  std::size_t current;  // by the 2023 delineation; all others by an earlier one
};

class ZillowMetros : public RealFiles, public testing::WithParamInterface<MetroFile> {};

TEST_P(ZillowMetros, AreResolved) {
  const MetroFile& file = GetParam();
  const auto lines = need(file.path);
  if (lines.empty()) GTEST_SKIP() << file.path << " is missing";
  std::map<std::string, std::string> seen;
  std::size_t metros = 0;
  std::size_t current = 0;
  std::vector<std::string> unresolved;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::string name = fields(lines[i], 6)[file.name_column];
    if (name == "United States") continue;
    ++metros;
    const auto id = resolver_.zillow_metro(name);
    if (!id) {
      unresolved.push_back(name);
      continue;
    }
    EXPECT_EQ(id->type(), model::RegionType::kMetro);
    const auto [before, fresh] = seen.emplace(std::string(id->text()), name);
    EXPECT_TRUE(fresh) << before->second << " and " << name << " are both " << id->text();
    if (!gazetteer_.find(*id)->is_former()) ++current;
  }
  std::cout << file.path << ": " << metros << " metros, " << seen.size() << " resolved (" << current
            << " by the 2023 delineation), left:";
  for (const auto& name : unresolved) std::cout << " [" << name << ']';
  std::cout << '\n';
  EXPECT_EQ(metros, file.metros);
  EXPECT_EQ(seen.size(), file.metros);
  EXPECT_EQ(current, file.current);
}

INSTANTIATE_TEST_SUITE_P(
    Files, ZillowMetros,
    testing::Values(MetroFile{"zillow/Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz", 2, 894, 857},
                    MetroFile{"zillow/Metro_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv", 2, 894, 857},
                    MetroFile{"zillow/Metro_zori_uc_sfrcondomfr_sm_month.csv", 2, 691, 668},
                    MetroFile{"zillow/Metro_invt_fs_uc_sfrcondo_sm_month.csv", 2, 927, 875},
                    MetroFile{"zillow/Metro_invt_fs_uc_sfrcondo_sm_week.csv.gz", 2, 927, 875},
                    MetroFile{"zillow/Metro_mlp_uc_sfrcondo_sm_week.csv.gz", 2, 927, 875},
                    MetroFile{"zillow/Metro_market_temp_index_uc_sfrcondo_month.csv", 2, 927, 875},
                    MetroFile{"zillow/Metro_mean_doz_pending_uc_sfrcondo_sm_month.csv", 2, 701, 677},
                    MetroFile{"zillow/Metro_new_listings_uc_sfrcondo_week.csv", 2, 235, 232},
                    MetroFile{"zillow/Metro_sales_count_now_uc_sfrcondo_month.csv", 2, 300, 296},
                    MetroFile{"older-vintages/zillow-2021-06/Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz",
                              2, 910, 858},
                    MetroFile{"older-vintages/zillow-2018-01/Metro_Zhvi_AllHomes.csv.gz", 1, 725, 691},
                    MetroFile{"older-vintages/zillow-2018-01/Metro_Zri_AllHomes.csv", 1, 693, 662}),
    [](const auto& file) { return "File" + std::to_string(file.index); });

TEST_F(RealFiles, EveryFhfaAreaIsResolved) {
  const auto lines = need("fhfa/HPI_AT_metro.csv.gz");
  if (lines.empty()) GTEST_SKIP() << "FHFA's file is missing";
  std::set<std::string> metros;
  std::set<std::string> divisions;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto row = fields(lines[i], 2);
    const auto id = resolver_.fhfa_area(row[1], row[0]);
    ASSERT_TRUE(id) << lines[i];
    EXPECT_EQ(id->type() == model::RegionType::kMetroDivision, row[0].find("(MSAD)") != std::string::npos) << lines[i];
    (id->type() == model::RegionType::kMetro ? metros : divisions).emplace(id->text());
  }
  EXPECT_EQ(metros.size(), 373u);
  EXPECT_EQ(divisions.size(), 31u);
}

TEST_F(RealFiles, EveryCountyOfZillowIsResolved) {
  const auto lines = need("zillow/County_zori_uc_sfrcondomfr_sm_month.csv.gz");
  if (lines.empty()) GTEST_SKIP() << "Zillow's county file is missing";
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto row = fields(lines[i], 9);
    const auto id = resolver_.county(row[7], row[8]);
    ASSERT_TRUE(id) << lines[i].substr(0, 80);
    if (row[5] == "AK") continue;  // its boroughs have longer names
    EXPECT_EQ(plain(gazetteer_.find(*id)->name()), plain(row[2]));
  }
}

TEST_F(RealFiles, EveryZipOfZillowIsKnown) {
  const auto lines = need("zillow/Zip_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz");
  if (lines.empty()) GTEST_SKIP() << "Zillow's ZIP file is missing";
  std::size_t elsewhere = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto row = fields(lines[i], 6);
    const auto id = resolver_.zip(row[2]);
    ASSERT_TRUE(id) << row[2];
    const auto place = gazetteer_.find(*id);
    ASSERT_TRUE(place) << row[2];
    const auto state = place->state();
    if (!state || base::lower(row[5]) != state->id().code()) ++elsewhere;
  }
  EXPECT_LE(elsewhere, 5u);
}

}  // namespace
}  // namespace housing::places
