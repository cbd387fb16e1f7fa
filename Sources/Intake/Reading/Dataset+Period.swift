import Entities
import Tables
package import Values

extension Dataset {
  /// The month of the latest date by which any record is dated; January 1970 when none is.
  package var latestPeriod: Period {
    var latest = CivilDate(dayNumber: 0)
    for (entity, table) in zip(model.entities, tables) {
      guard let date = entity.date, let column = table?.columns[date] else { continue }
      for row in 0..<column.count where column.state(at: row) == .present {
        if case .dates = column.storage {
          latest = max(latest, column.date(at: row))
        } else {
          latest = max(latest, column.dateTime(at: row).date)
        }
      }
    }
    return Period(containing: latest)
  }
}
