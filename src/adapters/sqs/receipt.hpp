// Receipt: how SqsQueue names a delivery: SQS's own handle, and behind it what is needed to put the message aside with
// a reason, which SQS cannot do: its key, trace, body and number of deliveries. So nothing is remembered between calls.
//
// A handle alone (of a message that came by other ways) is a receipt too; it can be all but put aside by us.
// Thread-safety: values.
#pragma once

#include <string>
#include <string_view>

namespace housing::sqs {

// Of a receipt or a message; valid as long as that is.
struct Delivery {
  std::string_view handle;
  int attempts = 0;  // 0: a handle alone, nothing else is known
  std::string_view key;
  std::string_view trace;
  std::string_view body;
};

std::string to_receipt(const Delivery& delivery);
Delivery from_receipt(std::string_view receipt);

}  // namespace housing::sqs
