import Entities
import FEEL
package import Intake
package import Relations
package import Tables
package import Values

/// The cases as expressions see them: columns and adjacencies by number. It is handed from evaluation to evaluation, of
/// which there are millions, and therefore is a reference.
package final class CaseSource: DataSource {
  package let cases: Cases
  package let calendar: WorkingCalendar
  package let period: ClosedRange<CivilDate>?
  /// For each entity the numbers of its relations in the model.
  private let relations: [[Int]]
  /// What is shown in the place of data on persons; nil to show it. Rules judge on the data itself.
  package let pseudonyms: Pseudonyms?
  /// Records with the fields that were not kept.
  package let recalled: RecalledRecords

  /// - Parameter period: what the inspection is about.
  package init(
    _ cases: Cases, calendar: WorkingCalendar, period: Period, pseudonyms: Pseudonyms? = nil
  ) {
    self.cases = cases
    self.pseudonyms = pseudonyms
    self.calendar = calendar
    self.period = period.first...period.last
    recalled = RecalledRecords()
    relations = cases.model.entities.indices.map { cases.model.relations(from: $0) }
  }

  private init(
    _ source: CaseSource, period: ClosedRange<CivilDate>?, recalled: RecalledRecords
  ) {
    cases = source.cases
    pseudonyms = source.pseudonyms
    calendar = source.calendar
    relations = source.relations
    self.period = period
    self.recalled = recalled
  }

  /// The same cases as an inspection of another period sees them.
  package func judged(for period: Period) -> CaseSource {
    CaseSource(self, period: period.first...period.last, recalled: recalled)
  }

  /// The same cases with all fields of some records, for each entity rows of its table.
  package func recalling(_ rows: [Int: Set<Int>]) -> CaseSource {
    CaseSource(self, period: period, recalled: cases.dataset.recalled(rows))
  }

  package func column(_ field: Int, of entity: Int) -> Column? {
    cases.dataset.tables[entity]?.columns[field]
  }

  package func adjacency(_ relation: Int, of entity: Int) -> Adjacency? {
    cases.links[relations[entity][relation]]?.adjacency
  }

  /// The relation's number in the model.
  package func number(ofRelation relation: Int, of entity: Int) -> Int {
    relations[entity][relation]
  }
}
