import Entities
import Intake
import Relations
import Rules
import Tables
import Values

/// What the records of each entity are called, laid ready for one after the other: a model holds far more, and
/// whoever takes it out for each name counts all of that up and down.
final class RecordNames: Sendable {
  private let source: CaseSource
  private let kinds: [Kind]
  private let files: [String]

  init(_ source: CaseSource) {
    self.source = source
    let dataset = source.cases.dataset
    files = dataset.exports.map(\.file)
    kinds = dataset.model.entities.indices.map { number in
      let entity = dataset.model.entities[number]
      let table = dataset.tables[number]
      let column = entity.key.count == 1 ? table?.columns[entity.key[0]] : nil
      return Kind(
        name: entity.name,
        // One of their own: whoever holds these names shares the label with nobody.
        label: LocalizedText(entity.label.texts),
        keys: column.flatMap { $0.isText && $0.isKept ? $0 : nil },
        positions: table?.positions ?? PositionColumn())
    }
  }

  /// Its parts are no optionals: these are copied before they are looked into.
  private final class Kind: Sendable {
    let name: String
    let label: LocalizedText
    /// Whether the key is one text, and the column of it.
    let hasKeys: Bool
    let keys: Column
    let positions: PositionColumn

    init(name: String, label: LocalizedText, keys: Column?, positions: PositionColumn) {
      (self.name, self.label, self.positions) = (name, label, positions)
      hasKeys = keys != nil
      self.keys = keys ?? Column(unkept: 0)
    }
  }

  /// A record's business key, as ``CaseSource/key(of:entity:fields:)`` gives it.
  func key(of row: Int, entity: Int) -> String {
    let kind = kinds[entity]
    if kind.hasKeys, kind.keys.state(at: row) == .present {
      let key = kind.keys.text(at: row)
      if !key.isEmpty { return key }
    }
    return source.key(of: row, entity: entity)
  }

  /// Calls `body` with the keys of an entity's records, to be asked for one after the other.
  func withKeys(of entity: Int, _ body: (RecordKeys) -> Void) {
    let kind = kinds[entity]
    kind.keys.states.withUnsafeBufferPointer { states in
      func keys(_ view: TextView?) -> RecordKeys {
        RecordKeys(source: source, entity: entity, view: view, states: states)
      }
      if !kind.hasKeys { return body(keys(nil)) }
      let _: Void? = kind.keys.withTextView { body(keys($0)) }
    }
  }

  func document(_ row: Int, of entity: Int) -> Document {
    document(row, of: entity, key: key(of: row, entity: entity))
  }

  func document(_ row: Int, of entity: Int, key: String) -> Document {
    let kind = kinds[entity]
    let position = kind.positions[row]
    return Document(
      entity: kind.name, entityLabel: kind.label, key: key,
      file: position.export < files.count
        ? files[position.export] : source.cases.dataset.fileName(of: position),
      line: position.line)
  }
}

/// The business keys of records, read from where they lie: who asks the names for a key counts the column each time.
struct RecordKeys {
  fileprivate let source: CaseSource
  fileprivate let entity: Int
  /// Nil where the keys are not one text.
  fileprivate let view: TextView?
  fileprivate let states: UnsafeBufferPointer<CellState>

  /// A record's business key, as ``RecordNames/key(of:entity:)`` gives it.
  @inline(__always)
  func key(of row: Int) -> String {
    if let view, states.isEmpty || states[row] == .present {
      let key = view.text(at: row)
      if !key.isEmpty { return String(decoding: key, as: UTF8.self) }
    }
    return source.key(of: row, entity: entity)
  }
}

extension Column {
  fileprivate var isText: Bool {
    switch storage {
    case .text, .dictionary, .numbered: true
    default: false
    }
  }
}
