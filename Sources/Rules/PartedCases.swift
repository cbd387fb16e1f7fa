package import FEEL
import Intake
package import Relations
package import Tables

/// What is looked at together: subjects of one entity, and what expressions on them lead to.
package struct CaseView: Sendable {
  package typealias Division = PartView.Division

  package var entity: Int
  package var division: Division
  package var programs: [Program]
  /// Fields of the subjects that are looked at without an expression.
  package var fields: [Int]

  package init(
    of entity: Int, _ division: Division, programs: [Program] = [], fields: [Int] = []
  ) {
    self.entity = entity
    self.division = division
    self.programs = programs
    self.fields = fields
  }

  /// The subjects of some rules, and all that their findings say.
  package init(of subject: SubjectKind, programs: [Program], fields: [Int] = []) {
    switch subject {
    case .each(let entity):
      self.init(of: entity, .records, programs: programs, fields: fields)
    case .group(let entity, let by):
      self.init(of: entity, .keys(by), programs: programs, fields: fields + by)
    }
  }
}

extension CaseView {
  /// The subjects of a KPI.
  package init(of kpi: KPI) {
    self.init(of: kpi.entity, .records, programs: kpi.programs)
  }

  /// The records by whose values orders are told apart.
  package init(of property: CaseProperty) {
    // The days of a week are few, and each has records in any part.
    self.init(
      of: property.entity, property.grouping == nil ? .keys([property.field]) : .undivided,
      fields: [property.field])
  }
}

/// The cases of an inspection, in as many parts as it takes for each to fit in memory.
///
/// Whatever is made of a part is a value that those of the other parts are added to, and the sum does not depend on how the
/// cases were divided. What does not fit lies on disk, which may fail; cases in memory do not.
package struct PartedCases {
  package typealias Body = (CasePart, [Int]) throws(SpillFault) -> Void

  /// What exports bring, without any record unless all are in memory: what rules lack is found by it.
  package let outline: CaseSource
  /// How many records there are of each entity.
  package let rowCounts: [Int]
  private let visit: ([CaseView], Body) throws(SpillFault) -> Void

  /// - Parameter visit: as ``forEachPart(of:_:)``.
  package init(
    outline: CaseSource, rowCounts: [Int],
    visit: @escaping ([CaseView], Body) throws(SpillFault) -> Void
  ) {
    self.outline = outline
    self.rowCounts = rowCounts
    self.visit = visit
  }

  /// Has `body` look at every subject of every view, in the order of the subjects where a view lets records be divided.
  ///
  /// - Parameter body: gets a part, and the numbers of the views that it is for.
  package func forEachPart(of views: [CaseView], _ body: Body) throws(SpillFault) {
    try visit(views, body)
  }
}

extension PartedCases {
  /// Cases that fit in memory: one part for all views.
  package init(_ source: CaseSource) {
    self.init(
      outline: source, rowCounts: source.cases.dataset.tables.map { $0?.rowCount ?? 0 },
      visit: { (views, body) throws(SpillFault) in
        try body(CasePart(source), Array(views.indices))
      })
  }
}
