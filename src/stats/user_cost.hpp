// User cost of owning, and the ratios of a home's price that are read beside it.
//
// Source: u = r_f + w - t (r_m + w) + d + x - g (Poterba 1984; Himmelberg, Mayer and Sinai, Journal of Economic
// Perspectives 19(4), 2005). Owning costs as much as renting where price to yearly rent is 1 / u. Units: rates in
// percent of the price a year; rents a month; ratios without unit. Gaps: NaN in, NaN out; a ratio by zero is NaN.
// Errors: none. Thread-safety: pure functions.
#pragma once

namespace housing::stats {

struct UserCostTerms {
  double risk_free_rate = 0;   // r_f: what the money would earn without risk
  double mortgage_rate = 0;    // r_m
  double property_tax = 0;     // w
  double income_tax = 0;       // t: marginal rate at which interest and property tax are deducted; 0 without
  double depreciation = 0;     // d: maintenance
  double risk_premium = 0;     // x: for owning rather than renting
  double expected_growth = 0;  // g: of the price
};

double user_cost(const UserCostTerms& terms);
// Price to yearly rent at which owning costs as much as renting; NaN unless the user cost is positive.
double break_even_price_to_rent(double user_cost_percent);
// Price over what the rent and the user cost would justify: 1 is fair, 1.1 ten percent dear. RBA RDP 2014-06, eq. 5.
double overvaluation(double user_cost_percent, double price, double monthly_rent);

double price_to_income(double price, double yearly_income);
double price_to_rent(double price, double monthly_rent);
double gross_rental_yield(double price, double monthly_rent);  // percent a year

}  // namespace housing::stats
