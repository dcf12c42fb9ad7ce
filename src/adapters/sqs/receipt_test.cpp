#include "adapters/sqs/receipt.hpp"

#include <gtest/gtest.h>

namespace housing::sqs {
namespace {

TEST(SqsReceipt, SaysWhatWasPutIn) {
  const Delivery said{.handle = "AQEB+/==", .attempts = 3, .key = "a\nb,1", .trace = "00-1-2-01", .body = "{\n,}"};
  const std::string receipt = to_receipt(said);
  const Delivery read = from_receipt(receipt);
  EXPECT_EQ(read.handle, said.handle);
  EXPECT_EQ(read.attempts, 3);
  EXPECT_EQ(read.key, said.key);
  EXPECT_EQ(read.trace, said.trace);
  EXPECT_EQ(read.body, said.body);
}

TEST(SqsReceipt, WhatIsNoneOfOursIsAHandle) {
  for (const char* text : {"", "AQEB", "AQEB\n", "AQEB\n1,2", "AQEB\n1,9,0\nshort", "AQEB\n1,-1,0\nx", "AQEB\n0,0,0\nx",
                           "AQEB\n1,1,9\nxyz", "AQEB\n1,9223372036854775807,1\nxyz"}) {
    const std::string receipt = text;
    const Delivery read = from_receipt(receipt);
    EXPECT_EQ(read.attempts, 0) << text;
    EXPECT_EQ(read.handle, receipt.substr(0, receipt.find('\n')));
  }
}

}  // namespace
}  // namespace housing::sqs
