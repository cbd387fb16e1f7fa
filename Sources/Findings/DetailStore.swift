package import Entities
import Rules
package import Tables
import Values

/// The details of findings on disk, where they would not fit in memory: they are asked for when the results are written.
package final class DetailStore: Sendable {
  private let folder: SpillFolder
  /// What documents are called, by the name of their entity.
  private let labels: [String: LocalizedText]

  package init(_ folder: SpillFolder, of model: Model) {
    self.folder = folder
    labels = Dictionary(model.entities.map { ($0.name, $0.label) }) { first, _ in first }
  }

  /// Writes the details of some findings, which are then read when they are asked for.
  func store(_ findings: inout [Finding], names: DetailNames) {
    if findings.isEmpty { return }
    var writer = PackedWriter()
    var ends: [Int] = []
    for finding in findings {
      writer.add(finding.details)
      ends.append(writer.bytes.count)
    }
    for (number, place) in folder.write(writer.bytes, parts: ends).enumerated() {
      findings[number].origin = .stored(
        StoredDetails(store: self, names: names, place: place))
    }
  }

  /// - Returns: what says nothing when it cannot be read; the folder then knows why.
  fileprivate func details(
    at place: SpillFolder.Place, _ names: DetailNames
  ) -> FindingDetails {
    do {
      return try folder.read(place) { bytes in
        var reader = PackedReader(bytes)
        return reader.details(names, labels)
      }
    } catch {
      folder.note(error)
      return FindingDetails(
        documents: [], furtherDocuments: 0, names: .none, values: [],
        sentence: FindingSentence(LocalizedText([:])))
    }
  }
}

/// Where the details of a finding are.
struct StoredDetails: Sendable {
  let store: DetailStore
  let names: DetailNames
  let place: SpillFolder.Place

  var details: FindingDetails { store.details(at: place, names) }
}

extension PackedWriter {
  /// Names are left out: they are the same for all findings of a rule, and for all documents of a kind.
  fileprivate mutating func add(_ details: FindingDetails) {
    add(UInt32(details.documents.count))
    for document in details.documents {
      add(document.entity)
      add(document.key)
      add(document.file)
      add(Int64(document.line))
    }
    add(Int64(details.furtherDocuments))
    for value in details.values { add(value) }
    add(details.expected)
    add(details.actual)
    add(details.difference)
    add(details.sentence.message)
    add(UInt8(details.reason == nil ? 0 : 1))
    if let reason = details.reason { add(reason) }
  }
}

extension PackedReader {
  fileprivate mutating func details(
    _ names: DetailNames, _ labels: [String: LocalizedText]
  ) -> FindingDetails {
    let documents = (0..<number(UInt32.self)).map { _ in
      let entity = text()
      return Document(
        entity: entity, entityLabel: labels[entity]!, key: text(), file: text(),
        line: Int(number(Int64.self)))
    }
    let further = Int(number(Int64.self))
    let values = names.paths.map { _ in text() }
    return FindingDetails(
      documents: documents, furtherDocuments: further, names: names, values: values,
      expected: optionalText(), actual: optionalText(), difference: optionalText(),
      sentence: FindingSentence(localizedText()),
      reason: number(UInt8.self) == 0 ? nil : localizedText())
  }
}
