// Rankings, screens, comparisons and temperatures as tables, for CSV and workbooks.
#pragma once

#include "analyses/comparison.hpp"
#include "analyses/ranking.hpp"
#include "analyses/screen.hpp"
#include "analyses/temperature.hpp"
#include "api/table_text.hpp"

namespace housing::api {

Table ranking_table(analyses::Columns& columns, const analyses::Ranking& ranking);
Table screen_table(analyses::Columns& columns, const analyses::Screen& screen);
Table comparison_table(analyses::Columns& columns, const analyses::Comparison& comparison);
Table temperature_table(analyses::Columns& columns, const analyses::Temperature& temperature);

}  // namespace housing::api
