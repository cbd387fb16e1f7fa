package import Findings
package import Values

/// The rejects of one file for one reason.
package struct RejectGroup: Sendable, Hashable {
  package var file: String
  package var code: String
  package var extent: Reject.Extent
  /// The column, or nil for whole records and files.
  package var column: String?
  package var count: Int
  /// The line of the first and of the last.
  package var firstLine: Int
  package var lastLine: Int
  /// What the first one says.
  package var message: LocalizedText

  /// By file, then the most frequent first, then by code and column.
  static func groups(of rejects: [Reject]) -> [RejectGroup] {
    var groups: [[String?]: RejectGroup] = [:]
    for reject in rejects {
      let key = [reject.file, reject.code, reject.extent.rawValue, reject.column]
      if var group = groups[key] {
        group.count += 1
        group.add(reject)
        groups[key] = group
      } else {
        groups[key] = RejectGroup(
          file: reject.file, code: reject.code, extent: reject.extent, column: reject.column,
          count: 1, firstLine: reject.line, lastLine: reject.line, message: reject.message)
      }
    }
    return groups.values.sorted { a, b in
      (a.file, b.count, a.code, a.extent.rawValue, a.column ?? "")
        < (b.file, a.count, b.code, b.extent.rawValue, b.column ?? "")
    }
  }

  private mutating func add(_ reject: Reject) {
    lastLine = max(lastLine, reject.line)
    guard reject.line < firstLine else { return }
    firstLine = reject.line
    message = reject.message
  }
}
