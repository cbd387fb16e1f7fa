import Entities
import Formats
import Values

/// Which fields of which entities a column's name can mean.
struct HeaderDictionary: Sendable {
  /// One field that a name can mean.
  struct Claim: Sendable, Hashable {
    var entity: Int
    var field: Int
    /// How far down the field's list of names it stands: of two columns the more usual name counts.
    var rank: Int
  }

  fileprivate struct EntityWord {
    /// In UTF-8.
    var bytes: [UInt8]
    /// In characters.
    var length: Int
    var entity: Int
  }

  private var claims: [String: [Claim]] = [:]
  /// Words in names of files and titles, plain, with the entities they speak of; the longest first.
  private let entityWords: [EntityWord]
  private let keys: [[Int]]
  let totals: Set<SummaryWord>
  let subtotals: Set<SummaryWord>
  /// The words as they are declared, for a source declaration.
  let totalWords: [String]
  let subtotalWords: [String]

  init(model: Model, aliases: Aliases) {
    for (number, entity) in model.entities.enumerated()
    where ![Dataset.exportEntity, Dataset.controlTotalEntity].contains(entity.name) {
      for (fieldNumber, field) in entity.fields.enumerated() {
        let names = [field.name] + field.label.all + field.aliases
        let aliases = aliases.entities[number].fields[fieldNumber]
        for (rank, name) in (names + aliases).enumerated() {
          let claim = Claim(entity: number, field: fieldNumber, rank: rank)
          // A name that two fields of one entity claim is the first one's: its own name comes first.
          let plain = HeaderName(name).text
          claims[plain, default: []].add(claim)
        }
      }
    }
    let words = model.entities.indices.flatMap { number in
      (model.entities[number].label.all + aliases.entities[number].names).map {
        EntityWord(HeaderName($0).text, of: number)
      }
    }
    entityWords = words.filter { $0.length > 0 }.sorted { $0.length > $1.length }
    keys = model.entities.map(\.key)
    totals = Set(aliases.totals.map { SummaryWord($0) })
    subtotals = Set(aliases.subtotals.map { SummaryWord($0) })
    totalWords = aliases.totals
    subtotalWords = aliases.subtotals
  }

  /// What a name can mean, and whether only without its unit in brackets.
  typealias Meaning = (claims: [Claim], factor: Decimal128?, isExact: Bool)

  func claims(of name: String) -> Meaning {
    let header = HeaderName(name)
    if header.text.isEmpty { return ([], nil, false) }
    if let found = claims[header.text] {
      return (found, header.factor, true)
    }
    if let found = claims[header.bare] { return (found, header.factor, header.bare == header.text) }
    // Of a header of two rows, or a path, the last part. `customer.id` is no order's number: a key is
    // named by the last part only behind a name of its entity.
    if let mark = name.lastIndex(where: { $0 == "/" || $0 == "." }) {
      let lower = HeaderName(String(name[name.index(after: mark)...]))
      let found = claims[lower.text] ?? claims[lower.bare] ?? []
      // Most cells with a point are amounts and dates, which claim nothing.
      if found.isEmpty { return ([], lower.factor, false) }
      let around = entities(in: String(name[..<mark]))
      let allowed = found.filter {
        !keys[$0.entity].contains($0.field) || around.contains($0.entity)
      }
      return (allowed, lower.factor, false)
    }
    return ([], nil, false)
  }

  /// The entities that a file's name or a title speaks of by their longest words.
  func entities(in text: String) -> Set<Int> {
    let plain = Array(HeaderName(text).text.utf8)
    var longest = 0
    var found: Set<Int> = []
    for word in entityWords where word.length >= longest && plain.holds(word.bytes) {
      longest = word.length
      found.insert(word.entity)
    }
    return found
  }
}

extension [HeaderDictionary.Claim] {
  /// Adds a claim unless another field of the entity came before.
  fileprivate mutating func add(_ claim: HeaderDictionary.Claim) {
    if !contains(where: { $0.entity == claim.entity }) { append(claim) }
  }
}

extension HeaderDictionary.EntityWord {
  fileprivate init(_ text: String, of entity: Int) {
    self.init(bytes: Array(text.utf8), length: text.count, entity: entity)
  }
}
