import Entities
import Intake
import Relations
import Tables

extension Workload {
  /// All relations of the model: indexes are built and probed. The pairs do not depend on the order of the records.
  static let joining = [joining("join-clustered", .csv), joining("join-shuffled", .shuffled)]

  private static func joining(_ name: String, _ style: MonthStyle) -> Workload {
    Workload(
      name: name,
      prepare: { month, threads in
        let dataset = try month.dataset(style)
        let rows = dataset.model.relations.reduce(0) {
          $0 + (dataset.tables[$1.from]?.rowCount ?? 0)
        }
        return Prepared(rows: rows, bytes: nil) {
          let cases = Cases(dataset, threads: threads)
          return { digest(of: cases) }
        }
      },
      oracle: { month in slowDigest(of: try month.dataset(.csv)) })
  }
}

/// Of the relations but those from a record to the one before it, which are another thing.
private func digest(of cases: Cases) -> String {
  digest(of: cases.dataset) { number, relation, near in
    cases.links[number].map { link in (0..<near.rowCount).map { link.adjacency.rows(of: $0) } }
  }
}

/// The same by comparing texts: who bears the values that a row names.
private func slowDigest(of dataset: Dataset) -> String {
  digest(of: dataset) { _, relation, near in
    guard let far = dataset.tables[relation.to],
      let farKeys = keys(of: far, relation.on.map(\.far)),
      let nearKeys = keys(of: near, relation.on.map(\.near))
    else { return nil }
    let bearers = Dictionary(grouping: farKeys.indices) { farKeys[$0] }
    return nearKeys.map { key in
      let rows = key.flatMap { bearers[$0] } ?? []
      return relation.kind == .one && rows.count > 1 ? [] : rows
    }
  }
}

/// What the fields of a key hold, row by row; nil of a row that lacks one.
private func keys(of table: Table, _ fields: [Int]) -> [[String]?]? {
  let columns = fields.compactMap { table.columns[$0] }
  guard columns.count == fields.count else { return nil }
  return (0..<table.rowCount).map { row in
    let texts = columns.map { $0.shown(at: row) }
    return texts.contains { $0.isEmpty || $0 == "?" } ? nil : texts
  }
}

/// - Parameter partners: for each row of a relation's near table those of the far one; nil where there are none.
private func digest(
  of dataset: Dataset, partners: (Int, Relation, Table) -> [[Int]]?
) -> String {
  var digest = WorkloadDigest()
  let names = dataset.tables.map { table in
    table.map { table in (0..<table.rowCount).map { hash(of: table.shown(at: $0)) } } ?? []
  }
  for (number, relation) in dataset.model.relations.enumerated() where relation.kind != .previous {
    guard let near = dataset.tables[relation.from],
      let partners = partners(number, relation, near)
    else { continue }
    var (pairs, sum): (Int, UInt64) = (0, 0)
    for (row, found) in partners.enumerated() {
      for partner in found {
        pairs += 1
        sum &+= names[relation.from][row] &* (names[relation.to][partner] | 1)
      }
    }
    digest.add("\(relation.name) \(pairs) \(sum)")
  }
  return digest.text
}

extension Table {
  /// A row by all its values.
  fileprivate func shown(at row: Int) -> String {
    columns.map { $0?.shown(at: row) ?? "" }.joined(separator: "\u{1F}")
  }
}
