#include "testing/publisher_texts.hpp"

#include "model/period.hpp"

namespace housing::testing {
namespace {

std::string quoted(std::string_view field) {
  std::string text = "\"";
  for (const char c : field) text.append(c == '"' ? 2 : 1, c);
  return text + "\"";
}

std::string table(const std::string& more_columns, const std::string& more_fields,
                  const std::vector<std::string>& dates, const std::vector<ZillowRow>& rows) {
  std::string text = "RegionID,SizeRank,RegionName,RegionType,StateName" + more_columns;
  for (const std::string& date : dates) text += "," + date;
  text += "\n";
  int rank = 0;
  for (const ZillowRow& row : rows) {
    text += row.region_id + "," + std::to_string(rank++) + "," + quoted(row.name) + "," + row.type + ",";
    text += row.type == "msa" ? row.name.substr(row.name.size() - 2) : "";
    text += more_fields;
    for (const std::string& value : row.values) text += "," + value;
    text += "\n";
  }
  return text;
}

ZillowRow metro(const char* id, const char* name, std::vector<std::string> values) {
  return {id, name, "msa", std::move(values)};
}

}  // namespace

ZillowRow united_states(std::vector<std::string> values) {
  return {"102001", "United States", "country", std::move(values)};
}
ZillowRow san_francisco(std::vector<std::string> values) {
  return metro("395057", "San Francisco, CA", std::move(values));
}
ZillowRow boston(std::vector<std::string> values) { return metro("394404", "Boston, MA", std::move(values)); }
ZillowRow chicago(std::vector<std::string> values) { return metro("394463", "Chicago, IL", std::move(values)); }
ZillowRow denver(std::vector<std::string> values) { return metro("394530", "Denver, CO", std::move(values)); }
ZillowRow seattle(std::vector<std::string> values) { return metro("395078", "Seattle, WA", std::move(values)); }

PublisherFile zillow_file(std::string_view name, const std::vector<std::string>& dates,
                          const std::vector<ZillowRow>& rows) {
  return {std::string(name), table("", "", dates, rows)};
}

PublisherFile zillow_forecast_file(std::string_view base_date, const std::vector<std::string>& dates,
                                   const std::vector<ZillowRow>& rows) {
  return {std::string(kMetroForecast), table(",BaseDate", "," + std::string(base_date), dates, rows)};
}

PublisherFile fred_file(std::string_view series, const std::vector<std::pair<std::string, std::string>>& observations) {
  std::string text = "observation_date," + std::string(series) + "\n";
  for (const auto& [date, value] : observations) text += date + "," + value + "\n";
  return {std::string(series) + ".csv", std::move(text)};
}

PublisherFile fhfa_metro_file(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return {"hpi_at_metro.csv", std::move(text)};
}

std::vector<std::string> month_ends(int year, int count) {
  std::vector<std::string> dates;
  for (int i = 0; i < count; ++i) {
    model::Period month = model::Period::month(year, 1);
    month.ordinal += i;
    dates.push_back(month.end().to_string());
  }
  return dates;
}

}  // namespace housing::testing
