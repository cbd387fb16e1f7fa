import Entities
import FEEL
import Intake
package import Relations
import Tables

extension PartedCases {
  /// Cases that are read from disk in parts.
  ///
  /// - Parameters:
  ///   - outline: what exports bring, without records.
  ///   - source: makes of the cases of a part what expressions see.
  package init(
    _ spilled: SpilledCases, outline: CaseSource, source: @escaping (Cases) -> CaseSource
  ) {
    self.init(
      outline: outline, rowCounts: spilled.dataset.tables.map { $0?.rowCount ?? 0 },
      visit: { (views, body) throws(SpillFault) in
        for (view, numbers) in views.together {
          try spilled.forEachPart(of: PartView(view, in: outline)) {
            (part) throws(SpillFault) in
            try body(
              CasePart(
                source(part.cases), own: OwnRows(part, of: view.entity), places: part.places),
              numbers)
          }
        }
      })
  }
}

extension [CaseView] {
  /// Views of the same subjects as one, with their numbers: a dozen KPIs on orders are counted while these are read once.
  fileprivate var together: [(view: CaseView, numbers: [Int])] {
    var together: [(view: CaseView, numbers: [Int])] = []
    for (number, view) in enumerated() {
      let same = together.firstIndex {
        $0.view.entity == view.entity && $0.view.division == view.division
      }
      if let same {
        together[same].view.programs += view.programs
        together[same].view.fields += view.fields
        together[same].numbers.append(number)
      } else {
        together.append((view, [number]))
      }
    }
    return together
  }
}

extension PartView {
  fileprivate init(_ view: CaseView, in source: CaseSource) {
    var ways: Set<[Int]> = []
    var fields = KeptFields()
    fields.keep(view.fields, of: view.entity)
    for program in view.programs {
      for way in program.ways {
        ways.insert(way.map { source.number(ofRelation: $0.relation, of: $0.entity) })
      }
      for field in program.dependencies.fields { fields.keep([field.field], of: field.entity) }
    }
    self.init(of: view.entity, view.division, along: ways, keeping: fields)
  }
}

extension OwnRows {
  fileprivate init(_ part: SpilledCases.Part, of entity: Int) {
    switch part.own {
    case .all: self = .all
    case .range(let rows): self = .range(rows)
    case .rows(let rows):
      var flags = [Bool](repeating: false, count: part.places[entity].count)
      for row in rows { flags[Int(row)] = true }
      self = .flags(flags)
    }
  }
}
