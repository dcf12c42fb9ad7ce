#include "sources/csv.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

struct Record {
  std::uint64_t line;
  std::vector<std::string> fields;
  bool operator==(const Record&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Record& record) {
  out << record.line << ':';
  for (const auto& field : record.fields) out << '[' << field << ']';
  return out;
}

base::Result<std::vector<Record>> read_all(base::ByteSource& source, char separator) {
  CsvReader reader(source, separator);
  std::vector<Record> records;
  std::vector<std::string_view> fields;
  while (true) {
    HT_TRY(const bool found, reader.next());
    if (!found) return records;
    HT_CHECK_OK(reader.split(fields));
    records.push_back({reader.line(), {fields.begin(), fields.end()}});
    if (!reader.flaw().empty()) records.back().fields = {"flaw: " + std::string(reader.flaw())};
  }
}

// Read whole and in chunks of every small size: always the same.
base::Result<std::vector<Record>> read(std::string_view text, char separator = ',') {
  base::MemorySource whole(text);
  auto result = read_all(whole, separator);
  for (const std::size_t size : {1, 2, 3, 7, 64, 300}) {
    ChunkedSource pieces(text, size);
    const auto again = read_all(pieces, separator);
    EXPECT_EQ(again.has_value(), result.has_value()) << "in chunks of " << size;
    if (again && result) {
      EXPECT_EQ(*again, *result) << "in chunks of " << size;
    }
    if (!again && !result) {
      EXPECT_EQ(again.error().message, result.error().message) << "in chunks of " << size;
      EXPECT_EQ(again.error().code, result.error().code);
    }
  }
  return result;
}

using Records = std::vector<Record>;

TEST(Csv, FieldsAndLines) {
  EXPECT_EQ(*read("a,b\nc,d\n"), (Records{{1, {"a", "b"}}, {2, {"c", "d"}}}));
  EXPECT_EQ(*read("a,b\r\nc,d\r\n"), (Records{{1, {"a", "b"}}, {2, {"c", "d"}}}));
  EXPECT_EQ(*read("a,b\nc,d"), (Records{{1, {"a", "b"}}, {2, {"c", "d"}}}));
  EXPECT_EQ(*read("a,b\r\nc,d"), (Records{{1, {"a", "b"}}, {2, {"c", "d"}}}));
  EXPECT_EQ(*read(""), Records());
  EXPECT_EQ(*read("a"), (Records{{1, {"a"}}}));
}

TEST(Csv, EmptyFields) {
  EXPECT_EQ(*read(",\n"), (Records{{1, {"", ""}}}));
  EXPECT_EQ(*read("a,,\n,b,"), (Records{{1, {"a", "", ""}}, {2, {"", "b", ""}}}));
  EXPECT_EQ(*read("\"\"\n"), (Records{{1, {""}}}));
}

TEST(Csv, LinesWithoutACharacterAreNoRecords) {
  EXPECT_EQ(*read("\na\n\n\nb\n\n"), (Records{{2, {"a"}}, {5, {"b"}}}));
  EXPECT_EQ(*read("\r\na\r\n\r\n"), (Records{{2, {"a"}}}));
  EXPECT_EQ(*read(" \n"), (Records{{1, {" "}}}));
}

TEST(Csv, Quotes) {
  EXPECT_EQ(*read("\"a,b\",c\n"), (Records{{1, {"a,b", "c"}}}));
  EXPECT_EQ(*read("x,\"say \"\"hi\"\"\",\"\"\"\"\n"), (Records{{1, {"x", "say \"hi\"", "\""}}}));
  EXPECT_EQ(*read("\"\"\"a\",\"b\"\"\",\"c\"\"d\"\"e\""), (Records{{1, {"\"a", "b\"", "c\"d\"e"}}}));
  EXPECT_EQ(*read("a,\"\"\r\n\"\",b"), (Records{{1, {"a", ""}}, {2, {"", "b"}}}));
}

TEST(Csv, LineEndsInQuotesAreText) {
  EXPECT_EQ(*read("a,\"x\ny\r\nz\"\nb,c\n"), (Records{{1, {"a", "x\ny\r\nz"}}, {4, {"b", "c"}}}));
}

TEST(Csv, ByteOrderMark) {
  EXPECT_EQ(*read("\xEF\xBB\xBF"
                  "a,b\nc\n"),
            (Records{{1, {"a", "b"}}, {2, {"c"}}}));
  EXPECT_EQ(*read("\xEF\xBB\xBF\"a,b\"\n"), (Records{{1, {"a,b"}}}));
  EXPECT_EQ(*read("\xEF\xBB\xBF"), Records());
  EXPECT_EQ(*read("\xEF\xBB\xBF\n\xEF\xBB\xBF"
                  "a"),
            (Records{{2,
                      {"\xEF\xBB\xBF"
                       "a"}}}));
}

TEST(Csv, Tabs) {
  EXPECT_EQ(*read("a b\t\"c\td\"\t\ne,f\tg\n", '\t'), (Records{{1, {"a b", "c\td", ""}}, {2, {"e,f", "g"}}}));
}

TEST(Csv, LongRecordsAcrossChunks) {
  std::string text;
  Records wanted;
  for (int row = 0; row < 5; ++row) {
    Record record{static_cast<std::uint64_t>(row + 1), {}};
    for (int column = 0; column < 2000; ++column) {
      record.fields.push_back(std::to_string(row * 100000 + column) + " of some");
      text += (column == 0 ? "" : ",") + record.fields.back();
    }
    text += "\n";
    wanted.push_back(record);
  }
  EXPECT_EQ(*read(text), wanted);
  ChunkedSource large(text, 10'000);
  EXPECT_EQ(*read_all(large, ','), wanted);
}

std::string error_of(std::string_view text) {
  const auto result = read(text);
  EXPECT_FALSE(result.has_value()) << text;
  return result ? "" : result.error().message;
}

TEST(Csv, BrokenFilesAreRefusedWithTheLine) {
  EXPECT_EQ(error_of("a\nb\"c\n"), "line 2: a quote in the middle of a field that is not quoted");
  EXPECT_EQ(error_of("a\n\"b\"c\n"), "line 2: text between a closing quote and the next separator");
  EXPECT_EQ(error_of("a\nb\n\"c\nd\n"), "line 3: a quote is opened here and never closed");
  EXPECT_EQ(error_of("\"a\"\"\n"), "line 1: a quote is opened here and never closed");
  EXPECT_EQ(error_of(std::string_view("a\nb\0\n", 5)), "line 2: a NUL byte; this is not a text file, or it is damaged");
  EXPECT_EQ(error_of(std::string_view("\"\n\0\"", 4)), "line 2: a NUL byte; this is not a text file, or it is damaged");
}

TEST(Csv, LineFeedsMayFollowCarriageReturnsOrNot) {
  EXPECT_EQ(*read("a\r\nb\nc\r\n"), (Records{{1, {"a"}}, {2, {"b"}}, {3, {"c"}}}));
  EXPECT_EQ(*read("a\nb\r\n"), (Records{{1, {"a"}}, {2, {"b"}}}));
}

TEST(Csv, AllLinesMayEndWithCarriageReturns) {
  EXPECT_EQ(*read("a,b\rc,d\r"), (Records{{1, {"a", "b"}}, {2, {"c", "d"}}}));
  EXPECT_EQ(*read("a,b\rc,d"), (Records{{1, {"a", "b"}}, {2, {"c", "d"}}}));
  EXPECT_EQ(*read("a\r\r\"b\rc\"\rd\r"), (Records{{1, {"a"}}, {3, {"b\rc"}}, {5, {"d"}}}));
  EXPECT_EQ(*read("\xEF\xBB\xBF"
                  "a\rb"),
            (Records{{1, {"a"}}, {2, {"b"}}}));
}

TEST(Csv, ACarriageReturnInALineCostsTheLine) {
  const std::string flaw = "flaw: a carriage return in the middle of the line: the line is damaged";
  EXPECT_EQ(*read("a\nb\rc,d\ne\n"), (Records{{1, {"a"}}, {2, {flaw}}, {3, {"e"}}}));
  EXPECT_EQ(*read("a\r\nb\r\r\ne\r\n"), (Records{{1, {"a"}}, {2, {flaw}}, {3, {"e"}}}));
  EXPECT_EQ(*read("a\nb\r"), (Records{{1, {"a"}}, {2, {flaw}}}));
  EXPECT_EQ(*read("a\n\"b\rc\"\n"), (Records{{1, {"a"}}, {2, {"b\rc"}}}));
}

TEST(Csv, ALineFeedAmongCarriageReturnsIsAnError) {
  EXPECT_TRUE(error_of("a\rb\nc\r").starts_with("line 2: ends with a line feed, the lines before it with"));
  EXPECT_TRUE(error_of("a\rb\r\nc").starts_with("line 3: ends with a line feed"));
  EXPECT_TRUE(error_of("a\r\r\nb").starts_with("line 3: ends with a line feed"));
}

TEST(Csv, TooManyFields) {
  EXPECT_TRUE(read(std::string(kMaxFields - 1, ',')).has_value());
  base::MemorySource source("x\n");
  const auto result = read("a\n" + std::string(kMaxFields, ','));
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, base::ErrorCode::kLimitExceeded);
  EXPECT_EQ(result.error().message, "line 2: more than 16384 fields");
}

TEST(Csv, TooLongARecord) {
  const std::string text = "a\n\"" + std::string(kMaxRecordBytes, 'b');
  base::MemorySource whole(text);
  const auto result = read_all(whole, ',');
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, base::ErrorCode::kLimitExceeded);
  EXPECT_EQ(result.error().message,
            "line 2: a record of more than 8388608 bytes; is the quote opened on line 2 closed?");
  ChunkedSource pieces(text, 1'000'000);
  EXPECT_EQ(read_all(pieces, ',').error().message, result.error().message);
}

// A header and then one line without end, made as it is read.
class EndlessLine final : public base::ByteSource {
 public:
  base::Result<std::span<const char>> next() override {
    given_ += chunk_.size();
    if (given_ > kGiven) return std::span<const char>();
    return std::span<const char>(chunk_);
  }
  std::size_t given() const { return given_; }

 private:
  static constexpr std::size_t kGiven = std::size_t{1} << 30;
  std::string chunk_ = std::string(1 << 16, '7');
  std::size_t given_ = 0;
};

TEST(Csv, AnEndlessLineIsGivenUpEarly) {
  EndlessLine source;
  CsvReader reader(source, ',');
  const auto found = reader.next();
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code, base::ErrorCode::kLimitExceeded);
  EXPECT_EQ(found.error().message, "line 1: a record of more than 8388608 bytes");
  EXPECT_LT(source.given(), 2 * kMaxRecordBytes);  // no more is read, and so no more is held
}

class FailingSource final : public base::ByteSource {
 public:
  base::Result<std::span<const char>> next() override {
    if (calls_++ == 0) return std::span<const char>("a,b\nc", 5);
    return base::fail(base::ErrorCode::kIo, "the disk is gone");
  }

 private:
  int calls_ = 0;
};

TEST(Csv, SourceErrorsArePassedOn) {
  FailingSource source;
  CsvReader reader(source, ',');
  EXPECT_TRUE(*reader.next());
  const auto second = reader.next();
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().message, "the disk is gone");
}

TEST(Csv, CursorSkipsOnlyWholeUnquotedFields) {
  base::MemorySource source("abc,de,\"f\"\n");
  CsvReader reader(source, ',');
  ASSERT_TRUE(*reader.next());
  FieldCursor cursor = reader.fields();
  EXPECT_FALSE(cursor.skip_exactly(2));
  EXPECT_FALSE(cursor.skip_exactly(99));
  EXPECT_TRUE(cursor.skip_exactly(3));
  EXPECT_TRUE(cursor.skip_exactly(2));
  std::string_view field;
  EXPECT_TRUE(cursor.next(field));
  EXPECT_EQ(field, "f");
  EXPECT_TRUE(cursor.at_end());
  EXPECT_FALSE(cursor.next(field));
}

}  // namespace
}  // namespace housing::sources
