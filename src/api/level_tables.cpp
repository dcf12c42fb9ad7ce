#include "api/level_tables.hpp"

namespace housing::api {
namespace {

using analyses::Column;
using analyses::Columns;

constexpr int kScoreDecimals = 4;

TableCell text(std::string_view value) { return std::string(value); }

TableCell rank_cell(std::uint32_t rank) { return rank == 0 ? TableCell() : number_cell(rank, 0); }

// Every import the column's cells come from.
void add_origins(Table& table, Columns& columns, const Column& column) {
  const analyses::Measure& measure = column.key.measure;
  for (const series::ShardEntry* shard : columns.releases(*measure.metric, column.key.type, column.key.ordinal))
    table.origins.push_back({measure.metric, shard, measure.text()});
}

TableColumn value_column(std::string name, const Column& column) {
  return {.name = std::move(name), .unit = column.unit, .decimals = column.decimals};
}

// "yoy(home_value) 2025-03": a column's heading.
std::string heading(const Column& column) { return column.key.measure.text() + " " + column.key.period().to_string(); }

}  // namespace

Table ranking_table(Columns& columns, const analyses::Ranking& ranking) {
  const Column& column = *ranking.column;
  Table table{.name = "rankings", .title = heading(column), .columns = {}, .rows = {}, .origins = {}, .notes = {}};
  table.columns = {{.name = "rank"}, {.name = "region"}, {.name = "label"}, value_column(heading(column), column)};
  if (ranking.margin != nullptr) {
    table.columns.push_back(value_column("margin", *ranking.margin));
    table.columns.push_back({.name = "best_rank"});
    table.columns.push_back({.name = "worst_rank"});
  }
  for (const analyses::RankedRow& row : ranking.rows) {
    const model::RegionId& region = ranking.level.axis->regions[row.place];
    TableRow line{.cells = {rank_cell(row.rank), text(region.text()), columns.world().label(region),
                            number_cell(column.cells()[row.place], column.decimals)}};
    if (ranking.margin != nullptr) {
      line.cells.push_back(number_cell(ranking.margin->cells()[row.place], ranking.margin->decimals));
      line.cells.push_back(rank_cell(row.best_rank));
      line.cells.push_back(rank_cell(row.worst_rank));
    }
    table.rows.push_back(std::move(line));
  }
  table.notes.push_back(std::to_string(ranking.of) + " of " + std::to_string(ranking.level.places) +
                        " regions have a value.");
  add_origins(table, columns, column);
  return table;
}

Table screen_table(Columns& columns, const analyses::Screen& screen) {
  Table table{.name = "screen", .title = "Screen", .columns = {}, .rows = {}, .origins = {}, .notes = {}};
  table.columns = {{.name = "region"}, {.name = "label"}};
  for (const analyses::ScreenColumn& column : screen.columns) {
    table.columns.push_back(value_column(heading(*column.column), *column.column));
    add_origins(table, columns, *column.column);
  }
  for (const std::uint32_t place : screen.places) {
    const model::RegionId& region = screen.level.axis->regions[place];
    TableRow line{.cells = {text(region.text()), columns.world().label(region)}};
    for (const analyses::ScreenColumn& column : screen.columns)
      line.cells.push_back(number_cell(column.column->cells()[place], column.column->decimals));
    table.rows.push_back(std::move(line));
  }
  table.notes.push_back(std::to_string(screen.matched) + " of " + std::to_string(screen.level.places) +
                        " regions match" + (screen.where ? ": " + screen.where->text() : std::string(".")));
  if (screen.unknown > 0)
    table.notes.push_back("Of " + std::to_string(screen.unknown) + " it cannot be told: values are missing.");
  return table;
}

Table comparison_table(Columns& columns, const analyses::Comparison& comparison) {
  Table table{.name = "comparison", .title = "Comparison", .columns = {}, .rows = {}, .origins = {}, .notes = {}};
  table.columns = {{.name = "measure"}, {.name = "region"}, {.name = "label"}, {.name = "period"},
                   {.name = "value"},   {.name = "unit"},   {.name = "yoy"},   {.name = "history"},
                   {.name = "rank"},    {.name = "of"},     {.name = "margin"}};
  table.notes = comparison.notes;
  for (const analyses::ComparedRow& row : comparison.rows)
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const analyses::ComparedCell& cell = row.cells[i];
      if (!cell.value || cell.release == nullptr) continue;
      const auto number = [](const std::optional<std::int64_t>& value, int decimals) {
        return value ? number_cell(*value, decimals) : TableCell();
      };
      table.origins.push_back({row.measure.metric, cell.release, row.measure.text()});
      table.rows.push_back({.cells = {row.measure.text(), text(comparison.regions[i].text()),
                                      columns.world().label(comparison.regions[i]), cell.period->to_string(),
                                      number(cell.value, row.decimals), text(to_string(row.unit)),
                                      number(cell.yoy, kScoreDecimals), number(cell.history, kScoreDecimals),
                                      rank_cell(cell.rank), rank_cell(cell.of), number(cell.margin, row.decimals)},
                            .origin = table.origins.size() - 1});
    }
  return table;
}

Table temperature_table(Columns& columns, const analyses::Temperature& temperature) {
  Table table{
      .name = "temperature", .title = "Market temperature", .columns = {}, .rows = {}, .origins = {}, .notes = {}};
  table.columns = {{.name = "region"},
                   {.name = "label"},
                   {.name = "score", .unit = model::Unit::kIndex, .decimals = kScoreDecimals}};
  for (const auto& column : temperature.columns) {
    if (column == nullptr) continue;
    table.columns.push_back(value_column(heading(*column), *column));
    add_origins(table, columns, *column);
  }
  for (const analyses::TemperatureRow& row : temperature.rows) {
    const model::RegionId& region = temperature.level.axis->regions[row.place];
    TableRow line{
        .cells = {text(region.text()), columns.world().label(region), number_cell(row.score, kScoreDecimals)}};
    for (const auto& column : temperature.columns)
      if (column != nullptr) line.cells.push_back(number_cell(column->cells()[row.place], column->decimals));
    table.rows.push_back(std::move(line));
  }
  table.notes.emplace_back(
      "Mean of mid-rank percentiles among the regions asked for; equal weights; missing inputs are left out.");
  return table;
}

}  // namespace housing::api
