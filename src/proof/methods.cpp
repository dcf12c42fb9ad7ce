#include "proof/methods.hpp"

#include <array>

namespace housing::proof {
namespace {

constexpr auto kMethods = std::to_array<Method>({
    {"growth", "Changes of a series",
     "chg x_t - x_{t-1}; pch 100 (x_t / x_{t-1} - 1); pc1 100 (x_t / x_{t-n} - 1); pca 100 ((x_t / x_{t-1})^n - 1); "
     "cch 100 ln(x_t / x_{t-1}); cca n cch; n observations a year",
     "Federal Reserve Bank of St. Louis, FRED: formulas to calculate growth rates", "fred_transforms",
     "Housing starts, January 96.2 and February 99.0 of 1959, monthly"},
    {"cagr", "Compound annual growth", "100 ((x_T / x_0)^(1 / years) - 1)", "The usual definition of finance", "cagr",
     "10,000 becomes 19,500 in three years; as a fraction"},
    {"index", "Index", "100 x_t / x_base", "Federal Reserve Bank of St. Louis, FRED, with a chosen base", "index",
     "80, 84, 100, 60 with the first as base"},
    {"real", "Money of one day", "x_t D_base / D_t with the deflator D; of growth: (1 + nominal) / (1 + deflator) - 1",
     "The usual definition", "real_terms", "2.58 percent in money of the day, prices up by 4.4284 percent"},
    {"percentile", "Percentile", "100 (below + equal / 2) / of, the region itself among the equal",
     "The mid-rank definition", "midrank_percentile", "10, 20, 20, 30, 40"},
    {"mortgage", "Mortgage payment and amortisation",
     "M = P r / (1 - (1 + r)^-N), r = yearly rate / 12, N months; P / N where r is zero; balance after k payments "
     "B_k = M (1 - (1 + r)^-(N-k)) / r",
     "The annuity formula", "mortgage", "Loans at published rates, over 30 years; one without interest"},
    {"affordability-index", "Affordability index",
     "payment = 0.8 P r / (1 - (1 + r)^-360), to the whole dollar; qualifying income = 48 payment; index = 100 median "
     "income / qualifying income",
     "National Association of Realtors, methodology of the Housing Affordability Index", "nar_hai",
     "Three published rows: price, rate, payment, share of income, income, qualifying income, index"},
    {"owner-cost", "Cost of owning, qualifying income, highest price",
     "cost = principal and interest + (tax + insurance) price / 12 + pmi loan / 12 while the loan is above 80 % of the "
     "price; qualifying income = 12 cost / rule; the highest price is the one whose cost is the income's share",
     "Federal Reserve Bank of Atlanta, Home Ownership Affordability Monitor", "piti_derived",
     "400,000 with 10 % down at 7 %; tax 1.1 %, insurance 0.35 %, PMI 0.58 %"},
    {"cost-burden", "Cost burden", "share = 12 monthly cost / yearly income; burdened above 30 %, severely above 50 %",
     "US Department of Housing and Urban Development", "cost_burden", "At and just above both bounds; 1 is agreement"},
    {"price-ratios", "Price to income, price to rent, gross yield",
     "price / yearly income; price / (12 rent); 100 x 12 rent / price", "The usual definitions", "price_ratios",
     "A home of 412,000 on 80,000 a year; one of 369,000 at a rent of 1,500"},
    {"user-cost", "User cost of owning",
     "u = r_f + w - t (r_m + w) + d + x - g; owning costs as much as renting where price to yearly rent is 1 / u",
     "Poterba 1984; Himmelberg, Mayer and Sinai, Journal of Economic Perspectives 19(4), 2005", "user_cost_hms",
     "The baseline parameters of 2005"},
    {"rent-or-buy", "Rent or buy",
     "cost of buying = down payment + buying costs + present value of payments, tax, insurance, maintenance, PMI - "
     "present value of the sale less its costs and the balance; cost of renting = present value of the rents",
     "Present values at what the money would earn elsewhere; own arithmetic", "rent_or_buy",
     "120,000 paid in cash, two years, 2 % to buy and 5 % to sell, rent 500: by hand 122,400 - 114,000"},
    {"months-of-supply", "Months of supply",
     "homes for sale / homes sold in the month, or 12 homes for sale / annual rate",
     "Census Bureau and HUD, New Residential Sales", "months_supply",
     "New houses, September 2019: 321,000 for sale, 701,000 sold a year"},
    {"fair-market-rent", "Fair market rent",
     "base x recent-mover factor (at least 1) x inflation x trend x bedroom ratio, not below 90 % of last year's",
     "HUD, method pages of the Fair Market Rents", "hud_fmr_synthetic", "A made-up area: HUD prints no worked example"},
    {"heat-bands", "Heat bands",
     "strong buyers below 28 <= buyers below 44 <= neutral below 55 <= sellers below 70 <= strong sellers",
     "Zillow Research, market heat index", "zillow_heat_bands",
     "The bands as printed: their lower bounds are met, their upper within one"},
    {"heat-points", "Heat bands of single values", "as above", "As above", "heat_points",
     "Values at the bounds and between them; 1 is agreement"},
    {"stl", "Season and trend by loess (STL)",
     "inner loop: detrend, smooth each month's values, take their low pass away, smooth what is left for the trend; "
     "outer "
     "loop: bisquare weights of the remainder",
     "Cleveland, Cleveland, McRae and Terpenning, Journal of Official Statistics 6, 1990", "stl",
     "Carbon dioxide at Mauna Loa, 348 months, against the authors' Fortran program"},
    {"hp", "Trend by the Hodrick-Prescott filter",
     "the t that makes sum (y - t)^2 + L sum (second difference of t)^2 least; L 1,600 for quarters, 6.25 for years, "
     "129,600 for months",
     "Hodrick and Prescott 1997; Ravn and Uhlig 2002", "hp_filter",
     "US real GDP 1959-2009, 203 quarters, against Stata; and two small ones"},
    {"repeat-sales", "Index of repeat sales",
     "y = Z b with y = ln(p2 / p1), Z -1 at the first and +1 at the second sale; index 100 exp(b). Arithmetic: "
     "b = (Z'X)^-1 Z'Y, index 100 / b",
     "Bailey, Muth and Nourse 1963; Shiller 1991", "repeat_sales", "Three pairs of sales in three periods"},
    {"ses", "Simple exponential smoothing", "l <- l + a (y - l); every forecast is the last l",
     "Hyndman and Athanasopoulos, Forecasting: Principles and Practice", "ses_oil",
     "Oil production of Saudi Arabia 1996-2007"},
    {"holt", "Holt's linear trend, and damped",
     "l <- a y + (1 - a)(l + phi b); b <- b* (l - l') + (1 - b*) phi b'; h ahead: l + (phi + ... + phi^h) b",
     "Holt 1957; Gardner and McKenzie 1985", "holt_ausair", "Air passengers of Australia, 15 years"},
    {"holt-winters", "Holt-Winters, multiplicative season", "h ahead: (l + h b) s of its quarter", "Winters 1960",
     "hw_mult_aust", "Tourists in Australia, 24 quarters, states as printed"},
    {"theta", "Theta", "line L by least squares; Z = 2 y - L; forecast (SES(Z) + L) / 2",
     "Assimakopoulos and Nikolopoulos 2000; Hyndman and Billah 2003", "theta_tiny", "Six values, by hand"},
    {"scores", "Scores of forecasts",
     "sMAPE mean 200 |y - f| / (|y| + |f|); MASE mean |y - f| / scale; MSIS mean [(U - L) + 2/a (L - y)+ + 2/a (y - "
     "U)+] "
     "/ scale; scale mean |x_t - x_{t-m}|",
     "Makridakis 1993; Hyndman and Koehler 2006; Gneiting and Raftery 2007", "scores_toy",
     "Four values in sample, two forecast, by hand"},
    {"owa", "Overall weighted average", "(sMAPE / sMAPE of Naive2 + MASE / MASE of Naive2) / 2",
     "Makridakis, Spiliotis and Assimakopoulos 2020 (M4)", "m4_published",
     "The competition's printed averages, monthly series and all"},
});

}  // namespace

std::span<const Method> all_methods() { return kMethods; }

}  // namespace housing::proof
