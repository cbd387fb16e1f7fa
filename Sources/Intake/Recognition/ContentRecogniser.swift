import Formats

/// Finds the sources that declare no file names: by what stands in a file.
struct ContentRecogniser {
  private let xml: [Source]
  private let others: [Source]

  init(_ sources: [Source]) {
    xml = sources.filter { $0.format == .xml }
    others = sources.filter { $0.format != .xml }
  }

  /// The one source that a file is an export of, or nil.
  func source(ofFile path: String) -> Source? {
    if !xml.isEmpty, let root = xmlRoot(ofFile: path) {
      let found = xml.filter { $0.isRooted(in: root) }
      return found.count == 1 ? found[0] : nil
    }
    guard !others.isEmpty, let sniffed = try? sniff(file: path) else { return nil }
    let found = others.filter { $0.isWhole(in: sniffed) }
    return found.count == 1 ? found[0] : nil
  }
}

extension Source {
  /// Whether an export has every field of the main records that it must have.
  fileprivate func isWhole(in sniffed: Sniffed) -> Bool {
    guard format.rawValue == sniffed.format.rawValue else { return false }
    let needed = streams[0].fields.filter { !$0.isOptional }
    guard !needed.isEmpty else { return false }
    func has(_ names: Set<String>) -> Bool {
      needed.allSatisfy { $0.alternatives.contains { $0.allSatisfy(names.contains) } }
    }
    if format == .csv {
      let rows = sniffed.rows.prefix(64).map(\.cells)
      let pairs = zip(rows, rows.dropFirst()).map { namesOfColumns([$0, $1]) }
      return (rows + pairs).contains { has(Set($0)) }
    }
    return sniffed.streams.contains { $0.path == streams[0].path && has(Set($0.fields)) }
  }
}
