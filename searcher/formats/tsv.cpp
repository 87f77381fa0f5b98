#include "searcher/formats/csv_cells.h"
#include "searcher/formats/factories.h"
#include "searcher/formats/table.h"

namespace dateline {

std::unique_ptr<Formatter> make_tsv(std::ostream& sink, const OutputSettings& /*settings*/) {
    return make_table(sink, write_tsv_row);
}

}  // namespace dateline
