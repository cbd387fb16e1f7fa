import Entities
import Relations
import Rules
import Values

extension CaseSource {
  /// Nil where data on persons is shown.
  var masking: MaskedReading? {
    pseudonyms.map { MaskedReading(source: self, pseudonyms: $0) }
  }

  /// A field's value as it may be shown; empty when it has none.
  func shownText(_ field: Int, of entity: Int, row: Int) -> String {
    let text = text(field, of: entity, row: row)
    guard let pseudonyms, let kind = cases.model.entities[entity].fields[field].personalKind else {
      return text
    }
    return pseudonyms.pseudonym(of: text, kind: kind)
  }

  /// A field's value as a reader is shown it: the label of its word, or its text.
  func shownValue(_ field: Int, of entity: Int, row: Int) -> LocalizedText {
    let text = shownText(field, of: entity, row: row)
    let words = cases.model.entities[entity].fields[field].words ?? []
    return words.first { $0.name == text }?.label
      ?? LocalizedText([.zhHans: text, .zhHant: text, .en: text])
  }

  /// A record's business key as it may be shown.
  func shownKey(of row: Int, entity: Int) -> String {
    let key = key(of: row, entity: entity)
    guard let pseudonyms else { return key }
    return KeyMasking(cases.model, [], pseudonyms)
      .key(key, of: cases.model.entities[entity].key, in: entity)
  }

  /// Whether a value must not be shown as it is.
  func isHidden(_ field: Int, of entity: Int) -> Bool {
    pseudonyms != nil && cases.model.entities[entity].fields[field].isPersonal
  }
}
