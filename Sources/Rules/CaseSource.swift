import Entities
import FEEL
import Intake
package import Relations
package import Tables
package import Values

/// The cases as expressions see them: columns and adjacencies by number.
package struct CaseSource: DataSource {
  package let cases: Cases
  package let calendar: WorkingCalendar
  /// For each entity the numbers of its relations in the model.
  private let relations: [[Int]]

  package init(_ cases: Cases, calendar: WorkingCalendar) {
    self.cases = cases
    self.calendar = calendar
    relations = cases.model.entities.indices.map { cases.model.relations(from: $0) }
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
