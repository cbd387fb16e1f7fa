import Entities
import Intake
import Relations
package import Rules
import Tables

extension CaseSource {
  /// Which of some business keys a subject of that kind bears.
  package func present(_ keys: Set<String>, among subject: SubjectKind) -> Set<String> {
    guard let table = cases.dataset.tables[subject.entity] else { return [] }
    let fields: [Int]? =
      switch subject {
      case .each: nil
      case .group(_, let fields): fields
      }
    var found: Set<String> = []
    for row in 0..<table.rowCount where found.count < keys.count {
      let key = key(of: row, entity: subject.entity, fields: fields)
      if keys.contains(key) { found.insert(key) }
    }
    return found
  }
}
