// /fred/series/search: series by words or by their ids.
//
// Every word must be said by the metric (its id, name or source) or belong to the place's name; "home value san
// francisco", "94110 rent", "mortgage rate". The better a metric's name is used up by the words, the higher it ranks;
// then places by how well they fit, as /api/v1/regions has it.
#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <set>

#include "base/text.hpp"
#include "fred/series_entry.hpp"
#include "places/fold.hpp"

namespace housing::fred {
namespace {

constexpr std::size_t kMaxSearchText = 200;  // bytes
constexpr std::size_t kMaxWords = 12;
constexpr std::size_t kMaxPlaces = 200;  // that fit the words of a place
constexpr int kBest = 1'000'000;
constexpr int kNameWord = 1000;  // what a word of the name that was not asked for costs
constexpr std::array<std::string_view, 6> kEmptyWords = {"in", "of", "for", "the", "and", "by"};

using Asked = std::vector<std::string>;  // words
using Said = std::bitset<kMaxWords>;     // which of them

// Without the sign of a plural.
std::string stem(std::string_view word) {
  return std::string(word.size() > 3 && word.ends_with('s') ? word.substr(0, word.size() - 1) : word);
}

std::set<std::string> stems(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c == '_' || c == '.' || c == '@' || c == '-'; }, ' ');
  std::set<std::string> all;
  const std::string folded = places::fold(text, false);
  for (const std::string_view word : base::split(folded, ' '))
    if (!word.empty() && std::ranges::find(kEmptyWords, word) == kEmptyWords.end()) all.insert(stem(word));
  return all;
}

Answered<Asked> words_of(std::string_view text) {
  Asked words;
  const std::string folded = places::fold(text, false);
  for (const std::string_view word : base::split(folded, ' '))
    if (!word.empty() && std::ranges::find(kEmptyWords, word) == kEmptyWords.end()) words.emplace_back(word);
  if (words.size() > kMaxWords)
    return bad_request("Variable search_text has more than " + std::to_string(kMaxWords) + " words.");
  return words;
}

class Search {
 public:
  Search(const Question& question, Asked words) : question_(question), words_(std::move(words)) {}

  std::vector<FoundSeries> run() {
    for (const model::MetricInfo& metric : model::all_metrics()) {
      const series::Block* block = is_served(question_, metric) ? question_.world.block(metric) : nullptr;
      if (block == nullptr) continue;
      const std::set<std::string> name = stems(std::string(metric.name));
      std::set<std::string> vocabulary = stems(std::string(metric.id) + " " + std::string(metric.source));
      vocabulary.insert(name.begin(), name.end());
      Said said;
      std::set<std::string> used;
      for (std::size_t i = 0; i < words_.size(); ++i) {
        const std::string word = stem(words_[i]);
        if (!vocabulary.contains(word)) continue;
        said.set(i);
        if (name.contains(word)) used.insert(word);
      }
      add(metric, *block, said, kBest - kNameWord * static_cast<int>(name.size() - used.size()));
    }
    return std::move(found_);
  }

 private:
  void add(const model::MetricInfo& metric, const series::Block& block, const Said& said, int rank) {
    std::string place;
    for (std::size_t i = 0; i < words_.size(); ++i)
      if (!said.test(i)) place.append(place.empty() ? "" : " ").append(words_[i]);
    if (place.empty()) {
      int order = 0;  // of blocks: by type, the largest first
      for (const model::RegionId& region : block.regions())
        found_.push_back({{&metric, region}, rank - std::min(order++, kNameWord / 2)});
      return;
    }
    int order = 0;
    for (const places::Hit& hit : places_of(place)) {
      // A score is 100 at most; in the same score the order of places stands.
      const int worse = std::min((100 - hit.score) * 4 + std::min(order++, 3), kNameWord - 1);
      if (block.find_row(hit.id)) found_.push_back({{&metric, hit.id}, rank - worse});
    }
  }

  const std::vector<places::Hit>& places_of(const std::string& text) {
    const auto [at, is_new] = places_.try_emplace(text);
    if (is_new) at->second = question_.world.search().search({.text = text, .limit = kMaxPlaces});
    return at->second;
  }

  const Question& question_;
  Asked words_;
  std::map<std::string, std::vector<places::Hit>> places_;
  std::vector<FoundSeries> found_;
};

// '*' stands for anything, also nothing.
bool fits(std::string_view id, std::string_view pattern) {
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string_view::npos;
  std::size_t after_star = 0;
  while (at < id.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      after_star = at;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == id[at]) {
      ++in_pattern;
      ++at;
    } else if (star != std::string_view::npos) {
      in_pattern = star + 1;
      at = ++after_star;
    } else {
      return false;
    }
  }
  while (in_pattern < pattern.size() && pattern[in_pattern] == '*') ++in_pattern;
  return in_pattern == pattern.size();
}

std::vector<FoundSeries> by_id(const Question& question, std::string_view text) {
  std::string pattern(text);
  for (char& c : pattern) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == '@') c = '~';
  }
  if (pattern.find('*') == std::string::npos) pattern = "*" + pattern + "*";
  std::vector<FoundSeries> found;
  for (const model::MetricInfo& metric : model::all_metrics()) {
    const series::Block* block = is_served(question, metric) ? question.world.block(metric) : nullptr;
    if (block == nullptr) continue;
    for (const model::RegionId& region : block->regions()) {
      if (found.size() > kMaxFoundSeries) return found;
      if (fits(series_id(metric, region), pattern)) found.push_back({{&metric, region}, 0});
    }
  }
  return found;
}

}  // namespace

Answer answer_search(const Question& question) {
  constexpr std::array<std::string_view, 10> kNames = {
      "search_text", "search_type", "realtime_start",  "realtime_end", "limit",
      "offset",      "sort_order",  "filter_variable", "filter_value", "order_by"};
  HT_CHECK_OK(check_names(question.query, kNames));
  HT_TRY(const RealTime period, real_time(question.query, question.today, question.today));
  constexpr std::array<std::string_view, 2> kTypes = {"full_text", "series_id"};
  HT_TRY(const std::string type, choice(question.query, "search_type", kTypes));
  const std::string text = question.text("search_text");
  if (text.empty()) return bad_request("Variable search_text is not set.");
  if (text.size() > kMaxSearchText)
    return bad_request("Variable search_text is longer than " + std::to_string(kMaxSearchText) + " bytes.");
  if (type == "series_id") return series_list(question, period, by_id(question, text), Ranked::kYes);
  if (const auto key = parse_series_id(text); key && is_served(question, *key->metric)) {
    std::vector<FoundSeries> one;
    if (present_row(question.world, *key)) one.push_back({*key, kBest});
    return series_list(question, period, std::move(one), Ranked::kYes);
  }
  HT_TRY(auto words, words_of(text));
  std::vector<FoundSeries> found;
  if (!words.empty()) found = Search(question, std::move(words)).run();
  return series_list(question, period, std::move(found), Ranked::kYes);
}

}  // namespace housing::fred
