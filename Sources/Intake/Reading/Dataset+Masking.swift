import Entities
import Formats
package import Values

extension Dataset {
  /// Puts pseudonyms in the place of values on persons that could not be read. The text of a whole record may hold
  /// such values anywhere and is withheld. The records that were read stay as they are, for rules to judge.
  package mutating func mask(by pseudonyms: Pseudonyms) {
    for number in unreadables.indices {
      switch unreadables[number].extent {
      case .value: maskValue(number, by: pseudonyms)
      case .record: unreadables[number].withhold()
      case .file:
        unreadables[number].withhold()
        // Where there is no header, the first record is taken for one.
        exports[unreadables[number].position.export].withholdNames()
      }
    }
  }

  private mutating func maskValue(_ number: Int, by pseudonyms: Pseudonyms) {
    guard let kind = personalKind(of: unreadables[number]) else { return }
    let text = unreadables[number].originalText
    let value = text.withBytes { CellText.value($0).text }
    let pseudonym = pseudonyms.pseudonym(of: value, kind: kind)
    unreadables[number].originalText = pseudonym
    let quoted = "'\(text)'"
    if unreadables[number].message.hasPrefix(quoted) {
      unreadables[number].message =
        "'\(pseudonym)'" + unreadables[number].message.dropFirst(quoted.count)
    }
  }

  /// What data on persons a value is. A column may be read as several fields.
  private func personalKind(of unreadable: Unreadable) -> String? {
    let streams = exports[unreadable.position.export].source.streams
    for stream in streams where stream.entity == unreadable.entity {
      let own = stream.fields.filter { $0.field == unreadable.field }
      let columns = Set(own.flatMap(\.alternatives).joined())
      let readAs =
        own + stream.fields.filter { !columns.isDisjoint(with: $0.alternatives.joined()) }
      for field in readAs {
        if let kind = model.entities[stream.entity].fields[field.field].personalKind { return kind }
      }
    }
    return nil
  }
}

extension Unreadable {
  fileprivate mutating func withhold() {
    if !originalText.isEmpty { originalText = Pseudonyms.withheld }
    // It may list the header.
    if extent == .file { help = nil }
  }
}

extension Export {
  fileprivate mutating func withholdNames() {
    unusedFields = unusedFields.map { _ in Pseudonyms.withheld }
  }
}
