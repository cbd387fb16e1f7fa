import Entities
import Formats
import Values

/// How the columns of one kind of record would be the fields of one entity, and how well that fits.
struct EntityMatch {
  let entity: Int
  /// For each column what it would be.
  private(set) var columns: [ColumnRecognition]
  /// For each field that is read its columns, the first that has a value counts.
  private(set) var fields: [Int: [Column]] = [:]
  /// For fields of fixed words what the export may write for them.
  private(set) var words: [Int: [String: String]] = [:]
  private(set) var score = 0

  struct Column {
    var number: Int
    var confidence: Int
    /// How usual its name is; the smaller the more.
    var rank: Int
    var factor: Decimal128?
  }

  init(
    _ entity: Int, _ table: SampledTable, _ claims: [HeaderDictionary.Meaning], model: Model,
    aliases: Aliases
  ) {
    self.entity = entity
    columns = zip(table.names, table.profiles).map { name, profile in
      ColumnRecognition(
        name: name, field: nil, type: profile.type, confidence: 0, samples: profile.samples)
    }
    let kind = model.entities[entity]
    var candidates: [Int: [Column]] = [:]
    for (number, (claims, factor, isExact)) in claims.enumerated() {
      guard let claim = claims.first(where: { $0.entity == entity }) else { continue }
      let testimony = table.profiles[number].testimony(
        for: kind.fields[claim.field], aliases.entities[entity].values[claim.field] ?? [:])
      if testimony == .contradicts {
        columns[number].note = .contradicted(field: claim.field)
        continue
      }
      let confidence = (isExact ? 90 : 80) + (testimony == .agrees ? 9 : 0)
      candidates[claim.field, default: []].append(
        Column(number: number, confidence: confidence, rank: claim.rank, factor: factor))
      // A name that many entities bear says little of which one this is.
      score += 300 + 1_000 / claims.count
    }
    for (field, found) in candidates.sorted(by: { $0.key < $1.key }) {
      choose(found, for: field, kind.fields[field], table, aliases.entities[entity])
    }
    addStandIns(aliases.entities[entity])
  }

  /// Takes into the score whether the entity's first key field is there, by which its records are told
  /// apart.
  ///
  /// - Parameter hints: the entities that the file's name or a title speaks of.
  mutating func weigh(_ kind: Entity, hints: Set<Int>) {
    if let key = kind.key.first {
      score = fields[key] != nil ? score + 500 : score / 2
    }
    // Lines that bear the number of their order and one of their own are lines, whatever columns of the
    // order stand beside.
    if kind.key.count > 1, kind.key.allSatisfy({ fields[$0]?.isEmpty == false }) { score += 1_000 }
    if hints.contains(entity) { score += score / 2 }
  }

  /// Takes the surest column for a field; others stand in where it is empty, if they are never both
  /// filled.
  private mutating func choose(
    _ found: [Column], for field: Int, _ kind: Field, _ table: SampledTable,
    _ aliases: Aliases.EntityAliases
  ) {
    let best = found.max {
      ($0.confidence, -$0.rank, -$0.number) < ($1.confidence, -$1.rank, -$1.number)
    }!
    let called = table.names.numbered
    var taken = [best]
    for column in found where column.number != best.number {
      if column.factor == best.factor,
        Self.areComplementary(taken.map(\.number) + [column.number], table)
      {
        taken.append(column)
      } else {
        columns[column.number].note = .fieldTaken(field: field, by: called[best.number])
      }
    }
    // What was met more often comes first.
    for (index, column) in taken.enumerated() {
      columns[column.number].field = field
      columns[column.number].confidence =
        found.count > taken.count ? column.confidence - 20 : column.confidence
      if index > 0 { columns[column.number].note = .alternative(to: called[best.number]) }
    }
    takeWords(best.number, field, kind, table, aliases.values[field] ?? [:])
    fields[field] = taken
  }

  private static func areComplementary(_ columns: [Int], _ table: SampledTable) -> Bool {
    table.rows.allSatisfy { row in
      columns.count { $0 < row.count && !row[$0].isEmpty } <= 1
    }
  }

  /// Remembers what the export writes for the words of a field, and notes what is none of them.
  private mutating func takeWords(
    _ column: Int, _ field: Int, _ kind: Field, _ table: SampledTable, _ aliases: [String: String]
  ) {
    guard let words = kind.words else { return }
    let known = Set(words.flatMap { [$0.name] + $0.label.all })
    let others = table.profiles[column].distinctValues.filter { !known.contains($0) }
    self.words[field] = aliases
    let unknown = others.filter { aliases[$0] == nil }
    if unknown.isEmpty { return }
    columns[column].note = .unknownWords(Array(unknown.prefix(10)))
    columns[column].confidence -= 15
  }

  private mutating func addStandIns(_ aliases: Aliases.EntityAliases) {
    for (field, standIn) in aliases.standIns where fields[field] == nil {
      fields[field] = fields[standIn]
    }
  }

  /// Takes a field from the record around these.
  mutating func inherit(_ field: Int) { fields[field] = [] }
}
