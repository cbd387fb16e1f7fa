import Intake
import Relations
import Tables

/// Some subjects of an inspection, with every record that is looked at for them.
package struct CasePart: Sendable {
  package let source: CaseSource
  let own: OwnRows
  /// For each entity where its rows stand in the whole; nil for a part that is the whole.
  private let places: [[Int32]]?

  /// All of the cases in one part.
  package init(_ source: CaseSource) {
    self.source = source
    own = .all
    places = nil
  }

  /// - Parameters:
  ///   - own: the rows that are its subjects; the others are only looked at.
  ///   - places: for each entity where its rows stand in the whole, ascending.
  package init(_ source: CaseSource, own: OwnRows, places: [[Int32]]) {
    self.source = source
    self.own = own
    self.places = places
  }

  package var isWhole: Bool { places == nil }

  /// The row of the whole that a row of the part is.
  package func wholeRow(_ row: Int, of entity: Int) -> Int {
    places.map { Int($0[entity][row]) } ?? row
  }

  /// The row of the part that a row of the whole is; nil when the part does not have it.
  package func row(ofWhole row: Int, of entity: Int) -> Int? {
    guard let places = places?[entity] else { return row }
    let place = places.place(of: row)
    return place < places.count && Int(places[place]) == row ? place : nil
  }

  /// The row of the whole, and its entity, of the case that a record of the part belongs to.
  package func wholeCase(of row: Int, entity: Int) -> (entity: Int, row: Int)? {
    source.cases.caseRow(of: row, entity: entity).map {
      ($0.entity, wholeRow($0.row, of: $0.entity))
    }
  }

  /// The subjects among the rows of the entity that the part is about.
  ///
  /// - Precondition: they follow each other, or the part is all of the cases.
  package func subjects(of entity: Int) -> Range<Int> {
    switch own {
    case .all: 0..<(source.cases.dataset.tables[entity]?.rowCount ?? 0)
    case .range(let rows): rows
    case .flags: preconditionFailure("subjects that are gone through follow each other")
    }
  }

  /// Whether a row of the entity that the part is about is a subject, or one of its records.
  package func isOwn(_ row: Int) -> Bool {
    switch own {
    case .all: true
    case .range(let rows): rows.contains(row)
    case .flags(let flags): flags[row]
    }
  }
}

/// The rows of an entity that a part of the cases is about.
package enum OwnRows: Sendable {
  case all
  case range(Range<Int>)
  /// For each row whether it is one of them.
  case flags([Bool])
}
