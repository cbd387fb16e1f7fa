import Entities
import Intake
import Tables

/// Fields of an entity by whose values its records are found, or find others.
struct JoinSide: Hashable {
  var entity: Int
  var fields: [Int]
}

/// The relations between some fields of two entities. The records of one side are indexed by them and the other side's
/// looked up: what `order.lines` and `line.order` say is found once.
struct Join {
  /// A relation by its number in the model, and whether it leads from the indexed side to the other.
  typealias Direction = (relation: Int, startsAtIndex: Bool)

  var indexed: JoinSide
  var other: JoinSide
  var directions: [Direction] = []

  /// - Parameter startsAtIndex: whether the side that the relation starts at is to be indexed.
  init(_ relation: Relation, startsAtIndex: Bool) {
    let pairs = relation.on.map { startsAtIndex ? ($0.near, $0.far) : ($0.far, $0.near) }.sorted(
      by: <)
    let entities = startsAtIndex ? (relation.from, relation.to) : (relation.to, relation.from)
    indexed = JoinSide(entity: entities.0, fields: pairs.map(\.0))
    other = JoinSide(entity: entities.1, fields: pairs.map(\.1))
  }

  func isSame(as other: Join) -> Bool { indexed == other.indexed && self.other == other.other }
}

/// All joins of a model, those together that look records up in the same index.
struct JoinPlan {
  private(set) var joins: [Join] = []
  private let rowCount: (Int) -> Int

  init(_ relations: [Relation], in dataset: Dataset) {
    self.init(relations) { dataset.tables[$0]?.rowCount ?? 0 }
  }

  /// - Parameter rowCount: how many records there are of an entity.
  init(_ relations: [Relation], rowCount: @escaping (Int) -> Int) {
    self.rowCount = rowCount
    // Where a relation leads to one record, that side is indexed: there, keys that several bear are counted.
    for (number, relation) in relations.enumerated() where relation.kind == .one {
      add(Join(relation, startsAtIndex: false), (number, false))
    }
    for (number, relation) in relations.enumerated() where relation.kind == .many {
      let startsAtIndex = startsAtIndex(relation)
      add(Join(relation, startsAtIndex: startsAtIndex), (number, startsAtIndex))
    }
  }

  /// The joins by their index, those with the most rows first, so that no thread is left with them at the end.
  var byIndex: [[Join]] {
    var places: [JoinSide: Int] = [:]
    var groups: [[Join]] = []
    for join in joins {
      if let place = places[join.indexed] {
        groups[place].append(join)
      } else {
        places[join.indexed] = groups.count
        groups.append([join])
      }
    }
    func work(_ joins: [Join]) -> Int {
      joins.reduce(rowCount(joins[0].indexed.entity)) { $0 + rowCount($1.other.entity) }
    }
    return groups.enumerated()
      .sorted { a, b in (work(b.element), a.offset) < (work(a.element), b.offset) }
      .map(\.element)
  }

  private mutating func add(_ join: Join, _ direction: Join.Direction) {
    if let known = joins.firstIndex(where: { $0.isSame(as: join) }) {
      joins[known].directions.append(direction)
    } else {
      var join = join
      join.directions.append(direction)
      joins.append(join)
    }
  }

  /// For a relation to many either side could be indexed: better one that is indexed anyway, else the smaller one.
  private func startsAtIndex(_ relation: Relation) -> Bool {
    let (forth, back) = (
      Join(relation, startsAtIndex: true), Join(relation, startsAtIndex: false)
    )
    if joins.contains(where: { $0.isSame(as: forth) }) { return true }
    if joins.contains(where: { $0.isSame(as: back) }) { return false }
    if joins.contains(where: { $0.indexed == forth.indexed }) { return true }
    if joins.contains(where: { $0.indexed == back.indexed }) { return false }
    return rowCount(relation.from) <= rowCount(relation.to)
  }
}
