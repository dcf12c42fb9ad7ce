// The question about series that an address asks: what /series, the charts and whatever shows series have in common.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "api/data_route.hpp"
#include "app/series_query.hpp"

namespace housing::api {

app::SeriesQuestion series_question(const DataCall& call);

// The parameters it reads, and `more`.
std::vector<std::string_view> series_parameters(std::initializer_list<std::string_view> more);

// Where the numbers of the call's series are: /api/v1/series with its question and its day.
std::string series_address_of(const DataCall& call);

}  // namespace housing::api
