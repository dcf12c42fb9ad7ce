// Amortisation: a loan's payments one after another, each parted into interest and what it repays.
//
// Source: interest is the balance before the payment times the yearly rate / 12; the rest repays. Units: as
// mortgage.hpp; nothing is rounded, so the last balance is zero but for the last bits of a double. Errors: none.
// Thread-safety: pure functions.
#pragma once

#include <vector>

namespace housing::stats {

struct Instalment {
  double interest = 0;
  double principal = 0;
  double balance = 0;  // after it
};

// Requires: rate_percent >= 0, months > 0. One entry a month.
std::vector<Instalment> amortisation_schedule(double principal, double rate_percent, int months);

// How many payments are made before the balance is at most `balance`; 0 when it is from the start.
int payments_until(double principal, double rate_percent, int months, double balance);

}  // namespace housing::stats
