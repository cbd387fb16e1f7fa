import Entities
import FEEL
import Relations
import Rules
import Synchronization
import Tables
import Values

/// The values of expressions as they may be shown where data on persons must not be.
///
/// An expression is evaluated twice, on the data and with pseudonyms in the place of texts on persons. What comes
/// out the same tells nothing of them. A value that was read as it came out has its pseudonym, and anything else,
/// such as a part of a telephone number, a pseudonym of its own: nothing is claimed that holds of the pseudonyms
/// alone, such as that one is no telephone number.
struct MaskedReading {
  let source: CaseSource
  let pseudonyms: Pseudonyms

  /// - Parameter evaluate: gives the expression's value on a source.
  func shown(_ evaluate: (any DataSource) -> Value) -> Value {
    let read = PersonalReads()
    let value = evaluate(ReadingSource(source: source, read: read, pseudonyms: nil))
    let kinds = read.kinds
    if kinds.isEmpty { return value }
    let masked = evaluate(ReadingSource(source: source, read: read, pseudonyms: pseudonyms))
    return shown(value, kinds, harmless: Set(masked.elementTexts))
  }

  private func shown(
    _ value: Value, _ kinds: [String: String], harmless: Set<String>
  ) -> Value {
    let text = value.displayText
    switch value {
    case .null, .row: return value
    case .list(let elements):
      return .list(elements.map { shown($0, kinds, harmless: harmless) })
    case .boolean where kinds[text] == nil: return value
    case _ where kinds[text] == nil && harmless.contains(text): return value
    default:
      // What was made of several kinds is of none.
      let kind = kinds[text] ?? (Set(kinds.values).count == 1 ? kinds.first?.value : nil)
      return .string(pseudonyms.pseudonym(of: text, kind: kind ?? Pseudonyms.anyKind))
    }
  }
}

extension Value {
  /// The texts of a list's elements, and of theirs; of anything else its own.
  fileprivate var elementTexts: [String] {
    if case .list(let elements) = self { elements.flatMap(\.elementTexts) } else { [displayText] }
  }
}

/// The data on persons that an evaluation came by, as text, and the kind of each.
private final class PersonalReads: Sendable {
  private let texts = Mutex<[String: String]>([:])

  var kinds: [String: String] { texts.withLock { $0 } }

  func add(_ text: String, kind: String) {
    texts.withLock { $0[text] = kind }
  }
}

/// The cases, noting what is read of data on persons, and with pseudonyms in its place where there are any.
private struct ReadingSource: DataSource {
  let source: CaseSource
  let read: PersonalReads
  let pseudonyms: Pseudonyms?

  var calendar: WorkingCalendar { source.calendar }
  var period: ClosedRange<CivilDate>? { source.period }

  func column(_ field: Int, of entity: Int) -> Column? { source.column(field, of: entity) }

  func adjacency(_ relation: Int, of entity: Int) -> Adjacency? {
    source.adjacency(relation, of: entity)
  }

  func given(_ value: Value, field: Int, of entity: Int) -> Value {
    guard let kind = source.cases.model.entities[entity].fields[field].personalKind else {
      return value
    }
    guard let pseudonyms else {
      read.add(value.displayText, kind: kind)
      return value
    }
    guard case .string(let text) = value else { return .null(.literal) }
    return .string(pseudonyms.pseudonym(of: text, kind: kind))
  }
}
